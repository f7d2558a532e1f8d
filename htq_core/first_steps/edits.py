"""An edit, and the ways to make one: records are replaced, never changed."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any, NamedTuple, TypeVar

from htq_core.findings import Finding
from htq_core.location import Book, Location
from htq_core.model.application import Application
from htq_core.model.records import Claim, Details, Entry, OptionGroup, Unit

R = TypeVar("R", Claim, Unit, OptionGroup)
MOST_CELLS = 4


class Edit(NamedTuple):
    """Something to change. ``text`` says what, where and, where a value is only an example, what was tried.

    An edit of the structure is ``shared`` by all the occupations that the qualification is held against.
    """

    text: str
    where: tuple[Location, ...]
    make: Callable[[Application], Application]
    shared: bool = False


Suggest = Callable[[Application, Finding], Iterator[Edit]]
"""Turns a finding on an application into the edits that would mend it."""


def filled(record: R, field: str, text: str, **values: Any) -> R:
    """A record with another text in a cell, and the values that the text has."""
    entries = {**record.entries, field: Entry(record.at(field), text)}
    return replace(record, entries=entries, **values)


def with_claims(application: Application, claims: Iterable[Claim]) -> Application:
    """The application with other rows in its mapping, and nothing reported of cells that are filled now."""
    if application.mapping is None:
        return application
    numbered = tuple(replace(claim, position=position) for position, claim in enumerate(claims))
    return replace(application, mapping=replace(application.mapping, claims=numbered))


def with_units(
    application: Application, units: Iterable[Unit], groups: Iterable[OptionGroup] | None = None
) -> Application:
    """The application with other units, and other rules of combination if they are given."""
    if application.structure is None:
        return application
    structure = replace(application.structure, units=tuple(units))
    return replace(application, structure=structure if groups is None else replace(structure, groups=tuple(groups)))


def with_detail(application: Application, book: Book, name: str, value: str | float) -> Application:
    """The application with another answer to an item of the details."""
    sheet = application.mapping if book is Book.MAPPING else application.structure
    if sheet is None:
        return application
    details = sheet.details
    entries = dict(details.entries)
    if place := details.at(name):
        entries[name] = Entry(place, f"{value:g}" if isinstance(value, float) else value)
    changed = replace(sheet, details=Details(entries, {**details.values, name: value}))
    if book is Book.MAPPING:
        return replace(application, mapping=changed)  # type: ignore[arg-type]
    return replace(application, structure=changed)  # type: ignore[arg-type]


def mended(application: Application, places: Iterable[Location]) -> Application:
    """The application without what reading had to say of these cells, as they can be read now."""
    settled = set(places)
    problems = (each._replace(where=tuple(p for p in each.where if p not in settled)) for each in application.problems)
    kept = (new for old, new in zip(application.problems, problems, strict=True) if new.where or not old.where)
    return replace(application, problems=tuple(kept))


def cells_of(places: Iterable[Location]) -> str:
    """Cells as a person would list them, with their sheet where they are on several."""
    named = list(dict.fromkeys(place for place in places if place.cell))
    one_sheet = len({(place.book, place.sheet) for place in named}) == 1
    return listed([place.cell if one_sheet else str(place) for place in named], MOST_CELLS)


def listed(names: list[str], most: int = 6) -> str:
    """Names as a person would list them."""
    names = list(dict.fromkeys(names))
    if len(names) > most:
        names = [*names[: most - 1], f"{len(names) - most + 1} more"]
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
