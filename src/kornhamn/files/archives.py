"""What a damaged zip raises, in one place: each of its kinds has been met in a real file."""

import lzma
import zipfile
import zlib
from typing import Final

BROKEN_ARCHIVE: Final = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,  # the packed bytes are changed
    lzma.LZMAError,
    EOFError,  # they end too early
    NotImplementedError,  # packed in a way that is not known here
    RuntimeError,  # behind a password
    OSError,  # an offset outside the file
    ValueError,
)
