"""Pictures from phones: opened, turned the right way up, made smaller, and told nothing of place.

A photo carries where and when it was taken and with what; none of it leaves the phone's file.
"""

import hashlib
import io
from dataclasses import dataclass
from pathlib import PurePath
from typing import BinaryIO

from PIL import Image, ImageOps, UnidentifiedImageError

from kornhamn.files.refusals import FileBroken, FileEmpty, FileTooLarge, FileTypeUnknown
from kornhamn.kernel.errors import N_

TYPES = (".jpg", ".jpeg", ".png", ".webp")
_FORMATS = ("JPEG", "PNG", "WEBP")
_MEGABYTE = 1024 * 1024
MOST_BYTES = 25 * _MEGABYTE
_MOST_PIXELS = 100_000_000
_LONGEST_SIDE, _QUALITY = 2048, 82


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it is kept: JPEG without what the camera told."""

    name: str
    content: bytes
    sha256: str


def picture(file: BinaryIO, name: str) -> Picture:
    """Return a picture to keep, made anew from its pixels. Raises FileRefusedError."""
    content = file.read(MOST_BYTES + 1)
    if not content:
        raise FileEmpty(name=name)
    if len(content) > MOST_BYTES:
        raise FileTooLarge(name=name, found=len(content) // _MEGABYTE, most=MOST_BYTES // _MEGABYTE)
    made = _made_anew(content, name)
    return Picture(PurePath(name).name[:255], made, hashlib.sha256(made).hexdigest())


def _made_anew(content: bytes, name: str) -> bytes:
    try:
        with Image.open(io.BytesIO(content), formats=_FORMATS) as opened:
            if opened.width * opened.height > _MOST_PIXELS:
                raise FileTooLarge(
                    name=name, found=opened.width * opened.height // 1_000_000,
                    most=_MOST_PIXELS // 1_000_000,
                )  # fmt: skip
            upright = ImageOps.exif_transpose(opened).convert("RGB")
    except UnidentifiedImageError:
        raise FileTypeUnknown(name=name, types=", ".join(TYPES)) from None
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise FileBroken(name=name, detail=N_("the picture is damaged")) from None
    upright.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    bare = Image.new("RGB", upright.size)
    bare.paste(upright)
    made = io.BytesIO()
    bare.save(made, "JPEG", quality=_QUALITY, optimize=True)
    return made.getvalue()
