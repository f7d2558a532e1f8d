"""Units and option groups as a person would describe them."""

from dataclasses import dataclass
from typing import Any

from htq_core.location import Book, Location
from htq_core.model.records import Entry, OptionGroup, Unit

ANYWHERE = Location(Book.STRUCTURE, "Units", "A2")


def unit(
    code: str, group: str | None = None, *, credits: float | None = 10, mandatory: bool | None = False, **rest: Any
) -> Unit:
    """An optional unit of a group."""
    return Unit(
        position=0, entries={}, anchor=ANYWHERE, key=code, code=code, title=f"Title of {code}", credits=credits,
        mandatory=mandatory, group=group, **rest,
    )  # fmt: skip


def core(code: str, *, credits: float | None = 10, **rest: Any) -> Unit:
    """A mandatory unit."""
    return unit(code, credits=credits, mandatory=True, **rest)


def choose(
    name: str,
    minimum: float | None,
    maximum: float | None = None,
    *,
    by: str | None = "units",
    pathway: str | None = None,
) -> OptionGroup:
    """A rule of combination: choose from ``minimum`` to ``maximum`` units or credits of a group."""
    return OptionGroup(
        position=0,
        entries={"pathway": Entry(ANYWHERE, pathway or "")},
        anchor=ANYWHERE,
        name=name,
        pathway=pathway,
        choose=by,
        minimum=minimum,
        maximum=maximum,
    )


def covers(**units: str) -> dict[str, frozenset[str]]:
    """``covers(K1="U1 U2")``: the units that cover each KSB."""
    return {ksb: frozenset(keys.split()) for ksb, keys in units.items()}


@dataclass(frozen=True)
class Structure:
    """A structure and what its units cover."""

    units: tuple[Unit, ...]
    groups: tuple[OptionGroup, ...]
    total: float | None
    covers: dict[str, frozenset[str]]
