"""Does it hold on every permitted pathway?"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from htq_core.findings import Severity
from htq_core.location import Location
from htq_core.model.application import COVERED, Application
from htq_core.model.permitted import rows_on
from htq_core.pathways import Guarantee, Obstacle, Pathway, TooManyCombinations
from htq_core.rules.rule import CLAIMS, COVERAGE_COLUMN, UNITS, UNITS_COLUMN, Family, Flag, NotRun, flag, listed

PTH = Family("PTH", "Does it hold on every permitted pathway?")

LONGEST_NAME = 40


@PTH.rule(
    "PTH-01",
    Severity.FIX,
    inputs="MQ",
    basis="P",
    needs=(CLAIMS, COVERAGE_COLUMN, UNITS_COLUMN, UNITS),
    applies=lambda application: any(_claimed_codes(application)),
    nothing_to_do="No KSB is claimed by a unit.",
    message="{learner} who takes {units} never meets {ksb}.",
    found="The mapping claims {ksb} by {carriers} only, and {this} can do without.{left_aside}",
    expected="{ksb} claimed by some unit on every permitted pathway.",
    fix="{change}. Or map {ksb} to {elsewhere}, if that covers it.",
    limits="Looks at what the mapping claims. A KSB is left out while the units named for it cannot all be told.",
)
def every_pathway_meets_every_ksb(application: Application) -> Iterator[Flag]:
    """Every KSB that is claimed is met on every permitted pathway.

    Approval needs every possible combination of units to lead to competence in the occupation.
    """
    guarantees = _guarantees(application)
    missed = [code for code, guarantee in guarantees.items() if guarantee.counterexample]
    for code in missed:
        yield _missed(application, code, guarantees[code])
    if missed:
        return
    _stop_where_nothing_is_permitted(application)
    unproved = [code for code in _claimed_codes(application) if not _is_proved(application, code)]
    if unproved:
        raise NotRun(
            f"Not proved for {listed(unproved)}. Put right first what is said about the units named there, "
            "and about the rules of combination."
        )


def _is_proved(application: Application, code: str) -> bool:
    """Whether a KSB is met whatever is chosen, even if units without a usable rule are among the choices."""
    guarantee = application.guarantees.get(code)
    unsettled = [choices for choices in application.judged.choices if choices.unruled]
    claimed = application.claimed.get(code, frozenset())
    return guarantee is not None and guarantee.holds is True and all(claimed & {*each.must} for each in unsettled)


def _missed(application: Application, code: str, guarantee: Guarantee) -> Flag:
    """The flag for a KSB that a permitted pathway misses, with the smallest change that mends it."""
    example = guarantee.counterexample or Pathway("", ())
    carriers = [unit for unit in application.units if unit.key in application.claimed[code]]
    first = carriers[0].key[:LONGEST_NAME]
    fails_on = listed([name[:LONGEST_NAME] for name in guarantee.fails_on if name])
    offered = application.permitted.offered(carriers[0].key, guarantee.fails_on)
    common = application.permitted.everyone_takes(guarantee.fails_on)
    return _in_full(
        flag(
            *_claiming_cells(application, code),
            *(unit.anchor for unit in carriers),
            ksb=code,
            pathway=example.units,
            cause=code,
        ),
        **_learner(example),
        **_left_aside(application, example),
        carriers=listed(dict.fromkeys(unit.key[:LONGEST_NAME] for unit in carriers), most=4),
        change=f"Make {first} mandatory" if offered else f"Make {first} mandatory on {fails_on} too",
        elsewhere=f"a unit that everyone takes, such as {common[0][:LONGEST_NAME]}" if common else "other units too",
    )


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
        yield _in_full(
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
    "PTH-07",
    Severity.NOTE,
    inputs="MQ",
    basis="P",
    needs=(CLAIMS, COVERAGE_COLUMN, UNITS_COLUMN, UNITS),
    applies=lambda application: any(_claimed_codes(application)) and _has_choice(application),
    nothing_to_do="There is one pathway only, or no KSB is claimed by a unit.",
    message="{learner} who takes {units} misses most: {missed} of the {claimed} KSBs claimed.",
    found="It misses {codes}.{left_aside}",
    expected="Pathways that miss none.",
    fix="Put right what is said about each of these KSBs. One change often mends several.",
    limits="Looks at what the mapping claims. A KSB is left out while the units named for it cannot all be told.",
)
def the_pathway_that_misses_most_is_shown(application: Application) -> Iterator[Flag]:
    """The permitted pathway that misses most KSBs is shown.

    It tells you at a glance how far apart the best and the worst choice of units are.
    """
    try:
        worst = application.judged.combination.worst(application.claimed)
    except TooManyCombinations as too_many:
        raise NotRun(str(too_many)) from None
    if worst is None or not worst[1]:
        _stop_where_nothing_is_permitted(application)
        return
    example, missed = worst
    yield _in_full(
        flag(
            *(place for code in missed for place in _claiming_cells(application, code)),
            ksb=missed[0] if len(missed) == 1 else None,
            pathway=example.units,
            cause="worst",
        ),
        **_learner(example),
        **_left_aside(application, example),
        missed=str(len(missed)),
        claimed=str(len(application.claimed)),
        codes=listed(missed, most=30),
    )


def _guarantees(application: Application) -> Mapping[str, Guarantee]:
    try:
        return application.guarantees
    except TooManyCombinations as too_many:
        raise NotRun(str(too_many)) from None


def _stop_where_nothing_is_permitted(application: Application) -> None:
    """Raise ``NotRun`` if a pathway could not be judged."""
    left_out = application.judged.left_out
    if left_out:
        on = f" on {listed([name[:LONGEST_NAME] for name in left_out])}" if any(left_out) else ""
        raise NotRun(
            f"No combination of units is permitted{on}. Put right first what is said about option groups, and about "
            "units that are required first or not to be taken together."
        )


def _left_aside(application: Application, example: Pathway) -> dict[str, str]:
    """What to call a set of units, and what it may not keep to as that has to be put right first."""
    aside = application.judged.left_aside(example)
    if not aside:
        return {"this": "this permitted pathway", "left_aside": ""}
    return {
        "this": "these units",
        "left_aside": f" Left aside here, as it is to be put right first: {listed(aside, most=4)}.",
    }


def _claimed_codes(application: Application) -> Iterator[str]:
    """The KSBs with a row that claims coverage by something in its units cell."""
    for code in application.codes:
        if any(claim.coverage in COVERED and claim.units_text for claim in application.claims_of.get(code, ())):
            yield code


def _claiming_cells(application: Application, code: str) -> list[Location]:
    """The units cells of the rows that claim a KSB."""
    rows = application.claims_of[code]
    return [claim.at("units") for claim in rows if claim.coverage in COVERED and claim.units_text]


def _has_choice(application: Application) -> bool:
    return len(application.choices) > 1 or any(choices.may for choices in application.choices)


def _learner(pathway: Pathway) -> dict[str, str]:
    """A learner on a pathway and the units they take, for a message; no unit is left out."""
    units = [unit[:LONGEST_NAME] for unit in pathway.units]
    name = pathway.name[:LONGEST_NAME]
    return {"learner": f"A learner on {name}" if name else "A learner", "units": listed(units, most=len(units))}


def _in_full(flagged: Flag, **facts: str) -> Flag:
    """A flag with facts that are not cut short: a pathway is named unit by unit."""
    return replace(flagged, facts={**flagged.facts, **facts})
