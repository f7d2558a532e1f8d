"""How far a row of a mapping says that its KSB is covered: in a cell of its own, and by boxes that are ticked."""

from collections.abc import Callable, Mapping
from functools import partial

from htq_core.model.ksb import Coverage
from htq_core.model.records import Entry
from htq_core.reading import cells
from htq_core.reading.values import Values

WANTED_COVERAGE = "full, partial or not covered"
WANTED_TICK = "a tick, or an empty cell"
TICK_COLUMNS = {"full": Coverage.FULL, "partial": Coverage.PARTIAL, "not_covered": Coverage.NOT_COVERED}


def unless_a_cross(text: str) -> tuple[Coverage, ...] | None:
    """What a coverage cell states where a cross may be a tick or its opposite."""
    return None if cells.folded(text).strip(".") == "x" else cells.coverages(text)


def stated_coverages(
    values: Values,
    headers: Mapping[str, str],
    read: Callable[[str], tuple[Coverage, ...] | None] = cells.coverages,
) -> tuple[Coverage, ...]:
    """What a row states. Its entry for the coverage becomes the cell that says so, and may hold the reason as well."""
    ticks = _ticks(values)
    written = values.parse("coverage", read, WANTED_COVERAGE) or ()
    boxes = {name: values.entries.pop(name) for name in TICK_COLUMNS if name in values.entries}
    if cells.is_yes(values.texts.get("coverage", "")) and {"full", "partial"} & boxes.keys():
        written = _with_yes(values, ticks, boxes)
    if boxes and not ("coverage" in values.entries and values.entries["coverage"].text):
        values.entries["coverage"] = _box_entry(boxes, ticks, headers)
    stated = tuple(dict.fromkeys((*written, *ticks)))
    if stated and Coverage.FULL not in stated:
        _take_reason_beside(values)
    return stated


def _ticks(values: Values) -> dict[Coverage, str]:
    """The boxes ticked: the column of each coverage. A cross beside a tick says that its box is not."""
    boxes = [name for name in TICK_COLUMNS if name in values.texts]
    if len(boxes) > 1 and cells.crosses_in_doubt(values.texts[name] for name in boxes):
        boxes = [name for name in boxes if cells.folded(values.texts[name]) != "x"]
    return {
        coverage: name
        for name, coverage in TICK_COLUMNS.items()
        if name in boxes and values.parse(name, partial(cells.ticked, own=coverage), WANTED_TICK)
    }


def _with_yes(values: Values, ticks: Mapping[Coverage, str], boxes: Mapping[str, Entry]) -> tuple[Coverage, ...]:
    """What "Covered? Yes" says beside boxes: how far is for these to say, and no tick at "Fully?" is partly."""
    if ticks:
        return ()
    if "partial" in boxes:
        values.not_understood("coverage", WANTED_COVERAGE)
        return ()
    return (Coverage.PARTIAL,)


def _box_entry(boxes: Mapping[str, Entry], ticks: Mapping[Coverage, str], headers: Mapping[str, str]) -> Entry:
    """The ticked box, else whichever holds something, else the first, blank."""
    ticked = [boxes[name] for name in ticks.values()]
    if len(ticked) > 1:
        return Entry(ticked[0].location, "; ".join(f"{headers[name]}: {boxes[name].text}" for name in ticks.values()))
    odd = [box for box in boxes.values() if box.text and cells.ticked(box.text) is not False]
    return next(iter([*ticked, *odd]), Entry(next(iter(boxes.values())).location))


def _take_reason_beside(values: Values) -> None:
    """Where no reason is given elsewhere, what the coverage cell says besides is the reason, at that cell."""
    aside = cells.coverage_aside(values.texts.get("coverage", ""))
    if aside and not ("reason" in values.entries and values.entries["reason"].text):
        values.texts["reason"] = aside
        values.entries["reason"] = Entry(values.entries["coverage"].location, aside)
