"""One Parquet file written chunk by chunk, while the next chunk is being read."""

from collections.abc import Iterator
from pathlib import Path
from queue import Full, Queue
from threading import Thread
from types import TracebackType
from typing import Self

import polars as pl
from polars.io.plugins import register_io_source

ROW_GROUP = 1 << 14  # rows read together: a page of lines needs few of them
_WAITING = 1  # chunks that wait for the writer: more would only be memory
_PATIENCE = 1.0  # seconds between looks at whether the writer still lives


class Sink:
    """A file that takes frames; leaving the block in peace writes the last and closes it."""

    def __init__(self, path: Path, schema: pl.Schema) -> None:
        self.path, self.schema = path, schema
        self.queue: Queue[pl.DataFrame | None] = Queue(_WAITING)
        self.failure: BaseException | None = None
        self.thread = Thread(target=self._run, daemon=True)

    def __enter__(self) -> Self:
        self.thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._put(None)
        self.thread.join()
        if self.failure and error is None:
            raise self.failure

    def write(self, frame: pl.DataFrame) -> None:
        """Hand a frame over; raises what stopped the writer."""
        self._put(frame)
        if self.failure:
            raise self.failure

    def _put(self, frame: pl.DataFrame | None) -> None:
        while self.thread.is_alive():
            try:
                return self.queue.put(frame, timeout=_PATIENCE)
            except Full:
                continue
        return None

    def _run(self) -> None:
        try:
            frames = register_io_source(self._frames, schema=self.schema)
            frames.sink_parquet(
                self.path, compression="zstd", compression_level=1, row_group_size=ROW_GROUP
            )
        except BaseException as error:  # noqa: BLE001 - handed to whoever writes
            self.failure = error

    def _frames(self, *_: object) -> Iterator[pl.DataFrame]:
        while (frame := self.queue.get()) is not None:
            yield frame
