"""Fifty people at once, two seconds between clicks, against a bare Streamlit page; and what stays when they have gone.

The people are visitors without a browser: a click lasts until the server has said all it has to say.
"""

import asyncio
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from pathlib import Path

from tests.benchmarks import yardsticks
from tests.benchmarks.servers import PROGRAM, Server, serving
from tests.benchmarks.traces import WIPED, traces
from tests.benchmarks.visitor import Visitor, visiting
from tests.making.marked import MARK, marked

PEOPLE = 50
PAUSE = 2.0
ROUNDS = 3
WALK = ("Results", "Findings", "Coverage", "Pathways", "Take away")
TIDY = 70
"""Seconds in which the server must have cleared away those who have gone: it does so twice a minute."""
BOOKS = {
    "mapping": "Add the KSB mapping (a spreadsheet)",
    "structure": "Add the qualification structure (a spreadsheet)",
}

WRITING = {"Findings": "Search", "Support session": "Notes on this matter"}

Click = Callable[[Visitor], Awaitable[float]]


def measure() -> None:
    """Print what fifty people wait for and what they take up, beside a bare page; then what they leave behind."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "bare.py"
        script.write_text(yardsticks.BARE_PAGE)
        with serving(PROGRAM / "app.py") as ours, serving(script) as theirs:
            asyncio.run(_load(ours, theirs))
    if sys.platform != "linux":
        print("what they leave behind: looked for on Linux only, where a process's memory can be read", flush=True)
        return
    with serving(PROGRAM / "app.py", WIPED) as ours:
        asyncio.run(_left_behind(ours))


async def _load(ours: Server, theirs: Server) -> None:
    """Everybody arrives and adds two files; then the two servers are walked through in turn."""
    at_rest = ours.megabytes(everything=True)
    async with AsyncExitStack() as closing:
        arrived = [await _arrive(closing, ours) for _ in range(PEOPLE)]
        _tell_times(f"both files chosen to results, one of {PEOPLE} after another", arrived)
        people = [person for person, _ in arrived]
        others = [await closing.enter_async_context(visiting(theirs.address)) for _ in range(PEOPLE)]
        seen: list[float] = []
        bare: list[float] = []
        at_start = ours.processor_seconds(), theirs.processor_seconds()
        for _ in range(ROUNDS):
            seen += await _together(people, [_to(page) for page in WALK])
            bare += await _together(others, [_press] * len(WALK))
        used, bare_used = ours.processor_seconds() - at_start[0], theirs.processor_seconds() - at_start[1]
        held = ours.megabytes(everything=True)
    print(f"{PEOPLE} people, {PAUSE:g} s between clicks, load average {os.getloadavg()[0]:.1f}", flush=True)
    for share, name in ((50, "p50"), (95, "p95")):
        one, other = _share(seen, share), _share(bare, share)
        aim = " (aim: under a second, and ratio at most 10)" if share == 95 else ""
        print(f"  {name}: {one * 1000:.0f} ms · bare page: {other * 1000:.0f} ms · ratio {one / other:.1f}{aim}")
    one, other = used / len(seen), bare_used / len(bare)
    processor = f"{one * 1000:.0f} ms · bare page: {other * 1000:.0f} ms · ratio {one / other:.1f}"
    print(f"  processor time of a click: {processor}")
    print(f"  memory: {held:.0f} MB with everybody there, {at_rest:.0f} at rest (aim: under 400 MB)", flush=True)


async def _left_behind(ours: Server) -> None:
    """The traces of what people brought, while they are there and when they have gone."""
    async with AsyncExitStack() as closing:
        people = [person for person, _ in [await _arrive(closing, ours) for _ in range(PEOPLE)]]
        await _together(people, [_to(page) for page in WALK])
        await _together(people, [_write_on(page, label) for page, label in WRITING.items()])
        there = traces(ours, MARK)
    until = time.monotonic() + TIDY
    while (left := traces(ours, MARK)) and time.monotonic() < until:
        await asyncio.sleep(5)
    print(
        f"  traces of what they brought, in the server's memory: {there:,} while they are there, "
        f"{left:,} when they have gone (aim: 0); {ours.megabytes(everything=True):.0f} MB held then",
        flush=True,
    )


async def _arrive(closing: AsyncExitStack, server: Server) -> tuple[Visitor, float]:
    """Somebody new, who adds both files; and how long the second took to be answered."""
    person = await closing.enter_async_context(visiting(server.address))
    await person.go("Upload")
    taken = [await person.give(label, f"{MARK} {book}.xlsx", marked(book)) for book, label in BOOKS.items()]
    return person, taken[-1]


async def _together(people: Sequence[Visitor], clicks: Sequence[Click]) -> list[float]:
    """What each click of each person took. They do not click in step, and each begins at another click."""

    async def walk(person: Visitor, late: float, first: int) -> list[float]:
        await asyncio.sleep(late)
        taken = []
        for click in (*clicks[first:], *clicks[:first]):
            taken.append(await click(person))
            await asyncio.sleep(max(0.0, PAUSE - taken[-1]))
        return taken

    chance = random.Random(1)
    begun = (walk(person, chance.uniform(0, PAUSE), number % len(clicks)) for number, person in enumerate(people))
    walks = await asyncio.gather(*begun)
    return [taken for one in walks for taken in one]


def _to(page: str) -> Click:
    return lambda person: person.go(page)


def _write_on(page: str, label: str) -> Click:
    async def written(person: Visitor) -> float:
        return await person.go(page) + await person.write(label, MARK)

    return written


async def _press(person: Visitor) -> float:
    return await person.press("Press")


def _tell_times(what: str, arrived: Sequence[tuple[Visitor, float]]) -> None:
    taken = [seconds for _, seconds in arrived]
    print(f"{what}: p50 {_share(taken, 50) * 1000:.0f} ms, p95 {_share(taken, 95) * 1000:.0f} ms", flush=True)


def _share(taken: Sequence[float], share: int) -> float:
    return statistics.quantiles(taken, n=100)[share - 1]
