"""Units that support no KSB: those of which that is certain, and those that some name may mean yet."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from htq_core.model.ksb import Coverage
from htq_core.model.name_forms import same_name
from htq_core.model.records import Unit
from htq_core.model.reference import UnitReference

if TYPE_CHECKING:
    from htq_core.model.application import Application

MOST_NAMES = 40
IN_DOUBT = "Some name in the mapping may mean a unit that nothing else names. Put right first what is said about names."


class Idle(NamedTuple):
    """The units that no row names. ``doubtful`` ones may be meant by a row that names units in general words.

    They may also be meant by an unknown name, if they lack the code or the title that it may be. ``supporting`` are the
    keys of the units that a row of any mapping names, but for rows marked not covered; or that a name may mean.
    """

    supporting: frozenset[str]
    certain: tuple[Unit, ...]
    doubtful: tuple[Unit, ...]


def idle_units(application: "Application") -> Idle:
    """The units that support no KSB of this occupation, nor of another that the qualification aligns to."""
    references = list(_references(application))
    unknown = {same_name(each.text): each.text for each in references if each.unknown}
    near = [application.unit_near(text) for text in list(unknown.values())[:MOST_NAMES]]
    supporting = frozenset(key for each in references for key in each.keys)
    named = supporting.union(*map(application.units_meant, filter(None, near)))
    general = any(each.vague or each.unclear_range for each in references)
    idle = [unit for unit in application.units if unit.key not in named]
    in_doubt = [general or (bool(unknown) and not (unit.code and unit.title)) for unit in idle]
    return Idle(
        supporting,
        tuple(unit for unit, doubt in zip(idle, in_doubt, strict=True) if not doubt),
        tuple(unit for unit, doubt in zip(idle, in_doubt, strict=True) if doubt),
    )


def _references(application: "Application") -> Iterator[UnitReference]:
    for one in (application, *application.others):
        for claim in one.claims:
            if claim.coverage is not Coverage.NOT_COVERED:
                yield from one.references_of(claim)
