"""Compile the translations: `python -m kornhamn.web.catalogues`.

A running process may be reading a catalogue at this very moment, so a new one is written beside
it and takes its place in one step; one that would hold the same bytes is left alone.
"""

import os
import tempfile
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE = Path(__file__).parent / "locale"


def compile_catalogues(locale: Path = LOCALE) -> list[Path]:
    """Compile every text file below `locale`; return the catalogues that were replaced."""
    sources = sorted(locale.glob("*/*/LC_MESSAGES/django.po"))
    return [path.with_suffix(".mo") for path in sources if _compile(path)]


def _compile(source: Path) -> bool:
    target = source.with_suffix(".mo")
    compiled = _compiled(source)
    if target.exists() and target.read_bytes() == compiled:
        return False
    _replace(target, compiled)
    return True


def _compiled(source: Path) -> bytes:
    out = BytesIO()
    with source.open("rb") as file:
        write_mo(out, read_po(file, locale=source.parts[-3]))
    return out.getvalue()


def _replace(target: Path, content: bytes) -> None:
    handle, beside = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(beside).chmod(0o644)
        Path(beside).replace(target)
    except OSError:
        Path(beside).unlink(missing_ok=True)
        raise


if __name__ == "__main__":
    compile_catalogues()
