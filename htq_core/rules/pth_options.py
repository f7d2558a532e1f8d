"""Does it hold on every permitted pathway? What learners may choose"""

from collections.abc import Iterator

from htq_core.findings import Severity
from htq_core.location import Location
from htq_core.model.application import Application
from htq_core.model.idle_units import IN_DOUBT
from htq_core.model.mending import LONGEST_NAME
from htq_core.model.optional_units import safe_options, unproved_options
from htq_core.model.permitted import rows_on
from htq_core.pathways import Obstacle, TooManyCombinations
from htq_core.rules.pth import (
    NO_CHOICE,
    PTH,
    claimed_codes,
    claiming_cells,
    guarantees_of,
    has_choice,
    in_full,
    stop_where_nothing_is_permitted,
)
from htq_core.rules.rule import CLAIMS, COVERAGE_COLUMN, UNITS, UNITS_COLUMN, Flag, NotRun, flag, listed


@PTH.rule(
    "PTH-04",
    Severity.DISCUSS,
    inputs="MQ",
    basis="P",
    once=True,
    needs=(CLAIMS, COVERAGE_COLUMN, UNITS_COLUMN, UNITS),
    requires=("READ-04", "KSB-07", "KSB-08", "COV-15", "COV-18"),
    applies=lambda application: any(unit.mandatory is False for unit in application.units),
    nothing_to_do="There is no optional unit.",
    message="No KSB is mapped to {unit}, which learners may choose.",
    found="{unit} at {where}, and no row of the mapping that names {it}.",
    expected="At least one KSB for every optional unit.",
    fix="Map to {unit} the KSBs that are supported there. If there are none, say what {it_is} for, or take {it} away.",
    limits="A unit that an unknown name may mean is left out until that name is put right.",
)
def every_optional_unit_supports_a_ksb(application: Application) -> Iterator[Flag]:
    """Every optional unit supports at least one KSB.

    Options that do not align with the occupation should be removed or redesigned.
    """
    idle = application.idle
    if not idle.supporting:
        raise NotRun("Units are not named, or in general words. Name each unit in the mapping first.")
    units = [unit for unit in idle.certain if unit.mandatory is False]
    for unit in units:
        it, it_is = ("it", "it is") if len(units) == 1 else ("them", "they are")
        yield flag(unit.anchor, unit=unit.key, shared=True, it=it, it_is=it_is)
    if not units and any(unit.mandatory is False for unit in idle.doubtful):
        raise NotRun(IN_DOUBT)


@PTH.rule(
    "PTH-05",
    Severity.FIX,
    inputs="Q",
    basis="P",
    needs=(UNITS,),
    message="{what}.",
    found="{reason}",
    expected="At least one combination of units that keeps all the rules.",
    fix="Change {where}, so that a learner can keep all the rules at once.",
)
def at_least_one_pathway_is_permitted(application: Application) -> Iterator[Flag]:
    """At least one pathway is permitted: the rules of combination can all be met.

    If nobody can complete the qualification as the rules stand, there is nothing to approve.
    """
    try:
        unreported = application.judged.unreported
    except TooManyCombinations as too_many:
        raise NotRun(str(too_many)) from None
    for obstacle in unreported:
        yield in_full(
            flag(
                *_cells_of(application, obstacle),
                cause=f"{obstacle.cause} {obstacle.group} {sorted(obstacle.units)} {obstacle.pathway}",
            ),
            what="No combination of units is permitted"
            + (f" on {obstacle.pathway[:LONGEST_NAME]}" if obstacle.pathway else ""),
            reason=obstacle.reason[:400],
        )
    if application.permitted.obstacles and not unreported:
        raise NotRun("Put right first what is said about the credits, option groups and required units.")


def _cells_of(application: Application, obstacle: Obstacle) -> list[Location]:
    """The minimum of the group's rule, or the cells that say what is required first and what is barred."""
    if obstacle.group:
        return [row.at("minimum") for row in rows_on(obstacle.pathway, application.groups, obstacle.group)]
    concerned = [unit for unit in application.units if unit.key in obstacle.units]
    fields = ("required_first", "not_with")
    return [unit.at(field) for unit in concerned for field in fields if getattr(unit, field)]


@PTH.rule(
    "PTH-06",
    Severity.NOTE,
    inputs="MQ",
    basis="P",
    needs=(CLAIMS, COVERAGE_COLUMN, UNITS_COLUMN, UNITS),
    applies=lambda application: any(claimed_codes(application)) and has_choice(application),
    nothing_to_do=NO_CHOICE,
    message="Only optional units cover {codes}, and still no permitted pathway misses {them}.",
    found="{reasons}",
    expected="Whatever a learner chooses, a unit that covers the KSB is among it.",
    fix="Nothing needs to change. Run this check again before you change these units or their rule of combination.",
    limits="Looks at what the mapping claims.",
)
def safe_options_are_listed(application: Application) -> Iterator[Flag]:
    """KSBs that rest on optional units only, yet are met on every permitted pathway, are listed.

    The adviser is likely to ask about them. The answer is in the rule of combination.
    """
    guarantees_of(application)
    safe = safe_options(application)
    codes = [code for each in safe for code in each.ksbs]
    if not codes:
        stop_where_nothing_is_permitted(application)
        if unproved := unproved_options(application):
            raise NotRun(f"Not proved for {listed(unproved)}. Put right first what is said about rules of combination.")
    else:
        yield in_full(
            flag(
                *(place for code in codes for place in claiming_cells(application, code)),
                ksb=codes[0] if len(codes) == 1 else None,
                cause="safe",
            ),
            codes=listed(codes),
            them="it" if len(codes) == 1 else "them",
            reasons=" ".join(each.in_words() for each in safe),
        )
