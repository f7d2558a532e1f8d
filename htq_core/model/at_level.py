"""How many credits at the award's level a learner can be sure of."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import NamedTuple

from htq_core.location import Location
from htq_core.model.application import Application
from htq_core.model.read_as import AtLevel
from htq_core.model.records import Unit
from htq_core.pathways import Combination, Pathway

OF_EACH = 120
LOWEST_LEVEL = 4
HIGHEST_LEVEL = 9


class TooFew(NamedTuple):
    """A permitted pathway with too few credits at the award's level: what it has, what it needs, and of how many.

    ``first_stage`` is how many of them may be at the level below.
    """

    pathway: Pathway
    credits: float
    needed: float
    of: float
    first_stage: float
    elsewhere: tuple[Unit, ...]
    """The units of the pathway that are at another level."""


def award_level(application: Application) -> int | None:
    """The level of the qualification, as the structure or else the mapping gives it."""
    given = application.qualification.number("level") or application.mapping_details.number("level")
    return int(given) if given else None


def lacks_levels_or_credits(application: Application) -> list[str]:
    """The units whose level or credits are not known, by key."""
    return [unit.key for unit in application.units if unit.level is None or unit.credits is None]


def too_few_at_level(application: Application, level: int) -> TooFew | None:
    """The permitted pathway that is furthest from enough credits at a level; ``None`` if all have enough.

    ``credits_at_level`` of each 120 credits should be there, a first stage aside. Exact, as each pathway is weighed by
    what it has beyond. Raises ``TooManyCombinations`` when that cannot be worked out.
    """
    units = application.units_by_key
    share = Fraction(str(application.settings.credits_at_level)) / OF_EACH
    beyond = {key: _exact(unit) * ((unit.level == level) - share) for key, unit in units.items()}
    furthest = _least(application.judged.combination, beyond)
    if furthest is None:
        return None
    taken = [units[key] for key in furthest[1].units]
    credits = sum(map(_exact, taken), Fraction())
    first_stage = _first_stage(level, credits)
    if furthest[0] + first_stage * share >= 0:
        return None
    at_level = sum(_exact(unit) for unit in taken if unit.level == level)
    return TooFew(
        furthest[1],
        float(at_level),
        float((credits - first_stage) * share),
        float(credits),
        float(first_stage),
        tuple(unit for unit in taken if unit.level != level),
    )


def below_what_is_asked(application: Application, pathway: Pathway) -> list[tuple[Location, AtLevel, float]]:
    """Where a sentence asks for more credits at a level than a pathway has, what it asks for, and what the pathway has.

    None while the level or the credits of a unit on the pathway are not known.
    """
    taken = [application.units_by_key[key] for key in pathway.units]
    if application.structure is None or any(unit.level is None or unit.credits is None for unit in taken):
        return []
    asked_for = [(rule.where[0], rule.at_level) for rule in application.structure.worded if rule.at_level]
    held = [(where, asked, _credits_at(asked, taken)) for where, asked in asked_for]
    return [(where, asked, has) for where, asked, has in held if has < asked.least]


def _credits_at(asked: AtLevel, units: Iterable[Unit]) -> float:
    levels = range(asked.level, (HIGHEST_LEVEL if asked.and_above else asked.level) + 1)
    return float(sum(_exact(unit) for unit in units if unit.level in levels))


def _first_stage(level: int, credits: Fraction) -> Fraction:
    """The credits that may all be at the level below: an HND begins with the 120 credits of an HNC."""
    return min(max(credits - OF_EACH, Fraction()), Fraction(OF_EACH)) if level > LOWEST_LEVEL else Fraction()


def _exact(unit: Unit) -> Fraction:
    return Fraction(str(unit.credits or 0))


def _least(combination: Combination, weights: Mapping[str, Fraction]) -> tuple[Fraction, Pathway] | None:
    found = [combination.lightest(weights, name) for name in combination.pathway_names]
    return min((each for each in found if each), key=lambda each: each[0], default=None)
