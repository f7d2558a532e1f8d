"""Optional units: those that support no KSB, and those that carry KSBs alone and yet safely."""

from collections.abc import Iterator
from dataclasses import dataclass

from htq_core.model.application import Application
from htq_core.model.ksb import Coverage
from htq_core.model.records import Unit
from htq_core.model.unit_names import same_name
from htq_core.pathways import Choices

MOST_NAMES = 40
LONGEST_NAME = 40
FALLBACK = "the total of credits, or what is required first, leaves no choice without one of them"


def supporting_nothing(application: Application) -> list[Unit] | None:
    """The optional units that no row of any mapping names; ``None`` where rows are too vague to tell.

    A row that is marked not covered supports nothing. A unit that an unknown name may mean is left out.
    """
    named: set[str] = set()
    unknown: dict[str, str] = {}
    for one in (application, *application.others):
        for claim in one.claims:
            if claim.coverage is not Coverage.NOT_COVERED:
                for reference in one.references_of(claim):
                    if reference.vague or reference.unclear_range:
                        return None
                    named.update(reference.keys)
                    if reference.unknown:
                        unknown.setdefault(same_name(reference.text), reference.text)
    if not named:
        return None
    unsupported = [unit for unit in application.units if unit.mandatory is False and unit.key not in named]
    if unsupported:
        near = {application.unit_near(text) for text in list(unknown.values())[:MOST_NAMES]}
        unsupported = [unit for unit in unsupported if ": ".join(filter(None, (unit.code, unit.title))) not in near]
    return unsupported


@dataclass(frozen=True, slots=True)
class Safe:
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


def is_proved(application: Application, code: str) -> bool:
    """Whether a KSB is met whatever is chosen, even if units without a usable rule are among the choices."""
    guarantee = application.guarantees.get(code)
    unsettled = [choices for choices in application.judged.choices if choices.unruled]
    claimed = application.claimed.get(code, frozenset())
    return guarantee is not None and guarantee.holds is True and all(claimed & {*each.must} for each in unsettled)


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
