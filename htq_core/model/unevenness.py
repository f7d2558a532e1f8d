"""KSBs that are covered fully on some permitted pathways, and only partly on others."""

from collections.abc import Iterator
from typing import NamedTuple

from htq_core.location import Location
from htq_core.model.application import Application
from htq_core.model.ksb import Coverage
from htq_core.model.unit_coverage import ByUnit
from htq_core.pathways import Pathway, Wish


class Uneven(NamedTuple):
    """A KSB that ``fully`` cover, and that ``partly`` alone cover on a pathway. ``where`` is where that is said."""

    ksb: str
    fully: tuple[str, ...]
    partly: tuple[str, ...]
    partly_on: Pathway
    where: tuple[Location, ...]

    @property
    def mark(self) -> str:
        """What KSBs with the same trouble share."""
        return f"{' '.join(self.fully)}|{' '.join(self.partly)}"


def uneven(application: Application) -> Iterator[Uneven]:
    """Every such KSB, with a pathway on which each unit that claims it does so partly.

    Where some units cover it fully only together, they count as full here, so that nothing is said in doubt.
    """
    combination = application.judged.combination
    for code in application.claimed:
        stated = application.unit_coverages[code].values()
        if Coverage.FULL not in stated or Coverage.PARTIAL not in stated:
            continue
        full = _units(application, code, Coverage.FULL)
        partly = _units(application, code, Coverage.PARTIAL)
        together = {*full, *_units(application, code, None)}
        less = combination.find([Wish({key}, together) for key in partly])
        example = next(filter(None, less), None)
        if example and any(combination.find([Wish({key}) for key in full])):
            taken = tuple(key for key in partly if key in example.units)
            yield Uneven(code, full, taken, example, tuple(_cells(application, code, {*taken, *full})))


def not_told(application: Application) -> list[str]:
    """The KSBs of which the mapping does not tell whether they are covered alike on every pathway."""
    pathways = [({*each.must}, {*each.may, *each.unruled}) for each in application.judged.choices]
    return [
        code
        for code in application.claimed
        if not all(_is_told(application.unit_coverages[code], must, may) for must, may in pathways)
    ]


def _is_told(coverages: ByUnit, must: set[str], may: set[str]) -> bool:
    everyone, some = coverages.keys() & must, coverages.keys() & may
    in_full = any(coverages[key] is Coverage.FULL for key in everyone)
    return in_full or not some or all(coverages[key] for key in everyone | some)


def _units(application: Application, code: str, coverage: Coverage | None) -> tuple[str, ...]:
    return tuple(key for key, stated in application.unit_coverages[code].items() if stated is coverage)


def _cells(application: Application, code: str, keys: set[str]) -> Iterator[Location]:
    """Where the mapping says how far each of these units covers a KSB, else the coverage of the row."""
    for claim in application.claims_of[code]:
        if claim.by_unit:
            yield from (each.location for each in claim.by_unit if keys & application.units_meant(each.unit))
        elif keys.intersection(reference.key for reference in application.references_of(claim) if reference.key):
            yield claim.at("coverage")
