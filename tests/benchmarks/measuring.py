"""Two things timed in turn, and the line that says how they compare."""

import statistics
import time
from collections.abc import Callable, Sequence

Work = Callable[[], object]


def seconds(work: Work) -> float:
    """How long one go takes by the clock."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def in_turn(ours: Work, theirs: Work, rounds: int) -> list[tuple[float, float]]:
    """Seconds of both, in turn, so that a busy machine slows both alike. A first round is not counted."""
    seconds(ours), seconds(theirs)
    return [(seconds(ours), seconds(theirs)) for _ in range(rounds)]


def tell(what: str, pairs: Sequence[tuple[float, float]], yardstick: str, aim: str) -> None:
    """Print the medians of both, and the median of the ratios pair by pair."""
    ours, theirs = (statistics.median(side) * 1000 for side in zip(*pairs, strict=True))
    ratio = statistics.median(one / other for one, other in pairs)
    print(f"{what}: {ours:.1f} ms · {yardstick}: {theirs:.1f} ms · ratio {ratio:.2f} ({aim})", flush=True)
