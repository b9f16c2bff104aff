"""Files on their way in, laid down one by one: whatever they are called, the disk can name them."""

from pathlib import PurePath
from typing import Any

from django.core.files.uploadhandler import TemporaryFileUploadHandler

_LONGEST_ENDING = 20  # of what is read here the longest is four letters


class UploadHandler(TemporaryFileUploadHandler):
    """Lay a file down under a name of our own; of its own name an absurd ending is cut."""

    def new_file(self, field_name: str, file_name: str, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - the framework's
        """Begin a file."""
        ending = PurePath(file_name).suffix
        short = file_name.removesuffix(ending) + ending[:_LONGEST_ENDING]
        super().new_file(field_name, short, *args, **kwargs)
