"""The door to the rulebooks of this installation; an edited file is seen at the next call."""

import os
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from kornhamn.rulebook.facts import FACTS
from kornhamn.rulebook.loader import load_instrument
from kornhamn.rulebook.types import Fact, Instrument

PROGRAMME = "purchasing-programme"

Stamp = tuple[tuple[str, int, int], ...]


def programme(rulebooks_folder: Path | None = None) -> Instrument:
    """Return the purchasing programme, from `rulebooks_folder` or the one that is installed."""
    return instrument(PROGRAMME, rulebooks_folder)


def instrument(name: str, rulebooks_folder: Path | None = None) -> Instrument:
    """Return the instrument in the folder of that name, or raise RulebookErrors.

    Read once, and again when a file of it has changed in time or size.
    """
    folder = (rulebooks_folder or installed_rulebooks()) / name
    return _loaded(folder, stamp_of(folder))


def installed_rulebooks() -> Path:
    """Return the installation's own folder (KORNHAMN_RULEBOOKS), or the one in the package."""
    return Path(os.environ.get("KORNHAMN_RULEBOOKS") or str(files("rulebooks")))


def stamp_of(folder: Path) -> Stamp:
    """Return the names, times and sizes of the files: cheap, and different after each edit."""
    found = sorted((path.name, path.stat()) for path in folder.glob("*.toml"))
    return tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in found)


@lru_cache(maxsize=16)
def _loaded(folder: Path, _stamp: Stamp) -> Instrument:
    vocabulary: Mapping[str, Fact] = FACTS
    return load_instrument(folder, vocabulary)
