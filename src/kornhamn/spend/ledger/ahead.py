"""The next chunk read while one is worked on: readers leave the interpreter to others."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import polars as pl


def ahead(chunks: Iterator[pl.DataFrame]) -> Iterator[pl.DataFrame]:
    """Yield chunks, each made in another thread while the one before is used; errors come along."""
    with ThreadPoolExecutor(1, thread_name_prefix="reading") as reader:
        coming = reader.submit(next, chunks, None)
        while (chunk := coming.result()) is not None:
            coming = reader.submit(next, chunks, None)
            yield chunk
