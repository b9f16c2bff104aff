"""How much of the machine one file may take."""

from dataclasses import dataclass

_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes, time in seconds of processor; a half year's file is 31 MB unpacked."""

    file_bytes: int = 64 * _MEGABYTE
    unpacked_bytes: int = 1024 * _MEGABYTE
    entries: int = 500  # parts of a workbook; the statistics have nine
    ratio: int = 200  # unpacked to packed, asked of what unpacks to more than `small_bytes`
    small_bytes: int = 16 * _MEGABYTE
    memory_bytes: int = 6 * 1024 * _MEGABYTE  # address space of the process that reads a workbook
    seconds: int = 600
