"""The suite's settings for tests: a disposable cluster, a home of its own, demo mode off."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_HOME = tempfile.mkdtemp(prefix="kornhamn-tests-")
atexit.register(shutil.rmtree, _HOME, ignore_errors=True)
if not os.environ.get("DATABASE_URL"):
    os.environ["KORNHAMN_CLUSTER"] = "tests"
    os.environ["KORNHAMN_DISPOSABLE_CLUSTER"] = "true"
os.environ.pop("KORNHAMN_HOME", None)
os.environ["KORNHAMN_DEMO"] = "false"
os.environ["KORNHAMN_TLS"] = "false"
os.environ["KORNHAMN_SECRET_KEY"] = "only-for-tests"  # noqa: S105 - no secret

from kornhamn.config.settings import *  # noqa: E402, F403
from kornhamn.config.settings import DATABASES  # noqa: E402
from tests.places import test_database  # noqa: E402

TEST_DATABASE = test_database(DATABASES["default"])
DATABASES["default"]["TEST"] = {"NAME": TEST_DATABASE}

MEDIA_ROOT = f"{_HOME}/files"
STATIC_ROOT = _HOME  # there, unlike the collected files of a fresh clone
SNAPSHOTS = Path(_HOME) / "snapshots"
MODELS = Path(_HOME) / "models"
LEDGERS = Path(_HOME) / "ledgers"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
