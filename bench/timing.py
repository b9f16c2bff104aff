"""How long a question takes: the one clock that the benches of pages and figures share."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

REPEATS = 7


@dataclass(frozen=True, slots=True)
class Took:
    """Medians in milliseconds: by the clock, and of processor time, which noise touches less."""

    clock: float
    processor: float

    def __str__(self) -> str:
        return f"{self.clock:,.1f} | {self.processor:,.1f}"


def timed(ask: Callable[[], object], *, repeats: int = REPEATS) -> Took:
    """Time a question, after one turn to warm up where there are several."""
    if repeats > 1:
        ask()
    took = []
    for _ in range(repeats):
        clock, processor = time.perf_counter(), time.process_time()
        ask()
        took.append((time.perf_counter() - clock, time.process_time() - processor))
    clocks, processors = zip(*took, strict=True)
    return Took(statistics.median(clocks) * 1000, statistics.median(processors) * 1000)
