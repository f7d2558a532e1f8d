"""Optional units that carry KSBs alone, and yet safely."""

from collections.abc import Iterator
from typing import NamedTuple

from htq_core.model.application import Application
from htq_core.pathways import Choices

LONGEST_NAME = 40
FALLBACK = "the total of credits, or what is required first, leaves no choice without one of them"


class Safe(NamedTuple):
    """KSBs that the same optional units carry, and why none of them can be missed."""

    ksbs: tuple[str, ...]
    units: tuple[str, ...]
    why: str

    def in_words(self) -> str:
        """A sentence that says so."""
        units = [key[:LONGEST_NAME] for key in self.units]
        names = " and ".join(filter(None, [", ".join(units[:-1]), units[-1]]))
        return f"{', '.join(self.ksbs)} by {names}: {self.why}."


def safe_options(application: Application) -> list[Safe]:
    """The KSBs that only optional units claim, and that are proved to be met on every pathway."""
    optional = {unit.key for unit in application.units if unit.mandatory is False}
    by_units: dict[frozenset[str], list[str]] = {}
    for code, units in application.claimed.items():
        if units <= optional and is_proved(application, code):
            by_units.setdefault(units, []).append(code)
    return [
        Safe(
            tuple(codes),
            tuple(unit.key for unit in application.units if unit.key in units),
            "; ".join(dict.fromkeys(_why(choices, units) for choices in application.judged.choices)),
        )
        for units, codes in by_units.items()
    ]


def unproved_options(application: Application) -> list[str]:
    """The KSBs that only optional units claim, and of which it is not proved that they are met or missed."""
    optional = {unit.key for unit in application.units if unit.mandatory is False}
    missed = {code for code, guarantee in application.guarantees.items() if guarantee.holds is False}
    return [
        code
        for code, units in application.claimed.items()
        if units <= optional and code not in missed and not is_proved(application, code)
    ]


def is_proved(application: Application, code: str) -> bool:
    """Whether a KSB is met whatever is chosen, even if units without a usable rule are among the choices."""
    guarantee = application.guarantees.get(code)
    if guarantee is None or not guarantee.holds:
        return False
    return all(application.claimed[code] & {*each.must} for each in application.judged.unsettled)


def _why(choices: Choices, units: frozenset[str]) -> str:
    """Why nobody on a pathway can do without all of the units: a group whose other units are not enough."""
    for group, asks in _groups_that_need(choices, units):
        on = f" on {choices.pathway[:LONGEST_NAME]}" if choices.pathway else ""
        return f"{group[:LONGEST_NAME]} asks for {asks}{on}, and its other units are not enough for that"
    return FALLBACK


def _groups_that_need(choices: Choices, units: frozenset[str]) -> Iterator[tuple[str, str]]:
    for limit in choices.limits:
        others = sum(weight for key, weight in limit.weights.items() if key not in units)
        if others < limit.least:
            yield limit.group, limit.asks
