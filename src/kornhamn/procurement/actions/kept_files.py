"""Where the uploaded files of a run lie while they are needed."""

import shutil
from pathlib import Path

from django.conf import settings

from kornhamn.procurement.models import ImportRun


def folder_of(run: ImportRun) -> Path:
    """Return the folder of a run's uploaded files; it may not be there."""
    return Path(settings.MEDIA_ROOT) / "imports" / str(run.pk)


def forget(run: ImportRun) -> None:
    """Delete the uploaded files of a run, if there are any."""
    shutil.rmtree(folder_of(run), ignore_errors=True)
