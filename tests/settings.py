"""The suite's settings for tests: a disposable cluster, a home of its own, demo mode off."""

import os
import tempfile
from pathlib import Path

_HOME = tempfile.mkdtemp(prefix="kornhamn-tests-")
if not os.environ.get("DATABASE_URL"):
    os.environ["KORNHAMN_CLUSTER"] = "tests"
    os.environ["KORNHAMN_DISPOSABLE_CLUSTER"] = "true"
os.environ.pop("KORNHAMN_HOME", None)
os.environ["KORNHAMN_DEMO"] = "false"
os.environ["KORNHAMN_TLS"] = "false"
os.environ["KORNHAMN_SECRET_KEY"] = "only-for-tests"  # noqa: S105 - no secret

from kornhamn.config.settings import *  # noqa: E402, F403

MEDIA_ROOT = f"{_HOME}/files"
STATIC_ROOT = _HOME  # there, unlike the collected files of a fresh clone
SNAPSHOTS = Path(_HOME) / "snapshots"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
