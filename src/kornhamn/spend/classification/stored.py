"""The model's file: written once, and opened only while it is the very file that was written."""

import hashlib
import pickle
import zlib
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from kornhamn.kernel.errors import N_, DomainError
from kornhamn.spend.classification.learning import Model
from kornhamn.spend.models import CategoryModel


class ModelChanged(DomainError):  # noqa: N818 - named for what happened
    """The file of the model is not the one that was written."""

    code = "category-model.changed"
    message = N_(
        "The file of the category model is missing or was changed, and is not opened. Learn anew."
    )


def keep(model: Model) -> str:
    """Write a model below settings.MODELS; return SHA-256 of the file, which is also its name."""
    written = zlib.compress(pickle.dumps(model), level=1)
    digest = hashlib.sha256(written).hexdigest()
    settings.MODELS.mkdir(parents=True, exist_ok=True)
    place = _place(digest)
    unfinished = place.with_suffix(".being-written")
    unfinished.write_bytes(written)
    unfinished.replace(place)
    return digest


def latest() -> CategoryModel | None:
    """Return the model that was learned last, if any."""
    return CategoryModel.objects.filter(learned_at__isnull=False).order_by("-learned_at").first()


def opened(row: CategoryModel) -> Model:
    """Return the model of a row, kept in memory; raise ModelChanged for any other file."""
    return _read(_place(row.sha256), row.sha256)


def is_there(row: CategoryModel) -> bool:
    """Tell whether the file of a row is the one that was written."""
    try:
        opened(row)
    except ModelChanged:
        return False
    return True


@lru_cache(maxsize=1)
def _read(place: Path, digest: str) -> Model:
    try:
        written = place.read_bytes()
    except FileNotFoundError:
        raise ModelChanged from None
    if hashlib.sha256(written).hexdigest() != digest:
        raise ModelChanged
    model: Model = pickle.loads(zlib.decompress(written))  # noqa: S301 - the very file we wrote
    return model


def _place(digest: str) -> Path:
    folder: Path = settings.MODELS
    return folder / f"{digest}.model"
