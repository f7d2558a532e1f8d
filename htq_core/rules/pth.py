"""Does it hold on every permitted pathway?"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from htq_core.findings import Severity
from htq_core.location import Location
from htq_core.model.application import Application
from htq_core.model.at_level import below_what_is_asked
from htq_core.model.mending import LONGEST_NAME, in_words, told
from htq_core.model.optional_units import is_proved
from htq_core.model.served import all_served, occupations_named, occupations_of, serves_none, several_occupations
from htq_core.model.unevenness import not_told, uneven
from htq_core.pathways import Guarantee, Pathway, TooManyCombinations
from htq_core.rules.rule import CLAIMS, COVERAGE_COLUMN, UNITS, UNITS_COLUMN, Family, Flag, NotRun, flag, listed

PTH = Family("PTH", "Does it hold on every permitted pathway?")

NO_CHOICE = "There is one pathway only, or no KSB is claimed by a unit."

NO_CLAIM = "No KSB is claimed by a unit."


@PTH.rule(
    "PTH-01",
    Severity.FIX,
    inputs="MQ",
    basis="P",
    needs=(CLAIMS, COVERAGE_COLUMN, UNITS_COLUMN, UNITS),
    applies=lambda application: any(claimed_codes(application)) and not several_occupations(application),
    nothing_to_do="No KSB is claimed by a unit, or several occupations are named and asked about together.",
    message="{learner} who takes {units} never meets {ksb}.",
    found="The mapping claims {ksb} by {carriers} only, and {this} can do without.{left_aside}",
    expected="{ksb} claimed by some unit on every permitted pathway.",
    fix="{change}.",
    limits="Looks at what the mapping claims. A KSB is left out while the units named for it cannot all be told. "
    "May over-report where a rule asks for credits at a level, as no pathway is held to that.",
)
def every_pathway_meets_every_ksb(application: Application) -> Iterator[Flag]:
    """Every KSB that is claimed is met on every permitted pathway.

    Approval needs every possible combination of units to lead to competence in the occupation.
    """
    guarantees = guarantees_of(application)
    missed = [code for code, guarantee in guarantees.items() if guarantee.counterexample]
    for code in missed:
        yield _missed(application, code, guarantees[code])
    if not missed:
        _stop_where_not_proved(application)


def _stop_where_not_proved(application: Application) -> None:
    """Raise ``NotRun`` if a pathway could not be judged, or a KSB could not be told to be met or missed."""
    stop_where_nothing_is_permitted(application)
    unproved = [code for code in claimed_codes(application) if not is_proved(application, code)]
    if unproved:
        raise NotRun(
            f"Not proved for {listed(unproved)}. Put right first what is said about the units named there, "
            "and about the rules of combination."
        )


def _missed(application: Application, code: str, guarantee: Guarantee) -> Flag:
    """The flag for a KSB that a permitted pathway misses, with the smallest change that mends it."""
    example = guarantee.counterexample or Pathway("", ())
    carriers = [unit for unit in application.units if unit.key in application.claimed[code]]
    repairs = application.repairs.get(code, ())
    return in_full(
        flag(
            *claiming_cells(application, code),
            *(unit.anchor for unit in carriers),
            ksb=code,
            pathway=example.units,
            cause=code,
            repairs=told(application, code, repairs),
        ),
        **_learner(example),
        **_left_aside(application, example),
        carriers=listed(dict.fromkeys(unit.key[:LONGEST_NAME] for unit in carriers), most=4),
        change=in_words(application, code, repairs),
    )


@PTH.rule(
    "PTH-02",
    Severity.DISCUSS,
    inputs="MQ",
    basis="P",
    needs=(CLAIMS, COVERAGE_COLUMN, UNITS_COLUMN, UNITS),
    applies=lambda application: any(claimed_codes(application)),
    nothing_to_do=NO_CLAIM,
    message="{learner} who takes {units} covers {ksb} only partly; others cover it fully.",
    found="Covered partly by {partly} and fully by {fully}, which {this} can do without.{left_aside}",
    expected="{ksb} covered as far on one permitted pathway as on another.",
    fix="Let everyone take {fully}, or let {partly} cover {ksb} fully too. If neither can be, be ready to say why.",
    limits="Looks at units whose own coverage is stated. Units that cover a KSB only together are not told apart.",
)
def coverage_is_even(application: Application) -> Iterator[Flag]:
    """No KSB is fully covered on some permitted pathways and only partly on others.

    Two learners with the same qualification should be ready for the same work, whatever units they chose.
    """
    guarantees = guarantees_of(application)
    found = False
    for each in uneven(application):
        found = True
        yield in_full(
            flag(*each.where, ksb=each.ksb, pathway=each.partly_on.units, cause=each.mark),
            **_learner(each.partly_on),
            **_left_aside(application, each.partly_on),
            fully=listed([key[:LONGEST_NAME] for key in each.fully], most=4),
            partly=listed([key[:LONGEST_NAME] for key in each.partly], most=4),
        )
    if found or not guarantees:
        return
    stop_where_nothing_is_permitted(application)
    if unknown := not_told(application):
        raise NotRun(
            f"The mapping says only how far several units together cover {listed(unknown)}. "
            "Give each unit a row or a column of its own, and say in it how far that unit covers the KSB."
        )


@PTH.rule(
    "PTH-03",
    Severity.FIX,
    inputs="MQS",
    basis="P",
    once=True,
    needs=(CLAIMS, COVERAGE_COLUMN, UNITS_COLUMN, UNITS),
    applies=several_occupations,
    nothing_to_do="One occupation is named. Whether every pathway meets its KSBs is asked for it by itself.",
    message="{learner} who takes {units} is served whole for no occupation.",
    found="With {this}, a learner misses {misses}.{left_aside}",
    expected="Every permitted pathway serves an occupation whole: each of its KSBs in full, or partly with a reason.",
    fix="See that whoever takes these units meets {nearest} too, or take this choice of units away.",
    limits="Rows that other findings are about count as served until they are put right.",
)
def every_pathway_serves_an_occupation(application: Application) -> Iterator[Flag]:
    """Where several occupations are named, every permitted pathway serves at least one of them whole.

    Approval needs every possible combination of units to lead to competence in at least one occupation.
    """
    occupations = occupations_of(application)
    try:
        example = serves_none(occupations, application.judged.combination)
    except TooManyCombinations as too_many:
        raise NotRun(str(too_many)) from None
    without = occupations_named(application) - {occupation.application.reference for occupation in occupations}
    if without:
        raise NotRun(f"There is no mapping for {listed(sorted(without))}. Add one for each occupation.")
    if example is None:
        stop_where_nothing_is_permitted(application)
        if not all_served(occupations, application.judged.combination):
            raise NotRun("Not proved for any one occupation. Put right first what is said about its rows and units.")
        return
    missed = [(occupation, occupation.missed_by(example)) for occupation in occupations]
    nearest, codes = min(missed, key=lambda pair: len(pair[1]))
    yield in_full(
        flag(
            *(place for code in codes for place in _cells_about(nearest.application, code)),
            pathway=example.units,
            cause="no occupation served whole",
        ),
        **_learner(example),
        **_left_aside(application, example),
        misses="; ".join(f"{listed(codes)} of {occupation.name}" for occupation, codes in missed),
        nearest=f"{listed(codes)} of {nearest.name}",
    )


@PTH.rule(
    "PTH-07",
    Severity.NOTE,
    inputs="MQ",
    basis="P",
    needs=(CLAIMS, COVERAGE_COLUMN, UNITS_COLUMN, UNITS),
    applies=lambda application: any(claimed_codes(application)) and has_choice(application),
    nothing_to_do=NO_CHOICE,
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
        missed_by_any = any(guarantee.counterexample for guarantee in application.guarantees.values())
        worst = application.judged.combination.worst(application.claimed) if missed_by_any else None
    except TooManyCombinations as too_many:
        raise NotRun(str(too_many)) from None
    if worst is None:
        _stop_where_not_proved(application)
        return
    example, missed = worst
    yield in_full(
        flag(
            *(place for code in missed for place in claiming_cells(application, code)),
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


def guarantees_of(application: Application) -> Mapping[str, Guarantee]:
    """What is proved of each claimed KSB. Raises ``NotRun`` where that takes too long."""
    try:
        return application.guarantees
    except TooManyCombinations as too_many:
        raise NotRun(str(too_many)) from None


def stop_where_nothing_is_permitted(application: Application) -> None:
    """Raise ``NotRun`` if a pathway could not be judged."""
    left_out = application.judged.left_out
    if left_out:
        on = f" on {listed([name[:LONGEST_NAME] for name in left_out])}" if any(left_out) else ""
        raise NotRun(
            f"No combination of units is permitted{on}. Put right first what is said about option groups, and about "
            "units that are required first or not to be taken together."
        )


def _left_aside(application: Application, example: Pathway) -> dict[str, str]:
    """What to call a set of units, and what it may not keep to: what is to be put right first, and rules on a level."""
    aside = application.judged.left_aside(example)
    said = [f"Left aside here, as it is to be put right first: {listed(aside, most=4)}."] if aside else []
    said += [
        f"{where} seems to ask for at least {asked}, and they have {has:g}. No pathway is held to that, so see whether "
        "this one is permitted."
        for where, asked, has in below_what_is_asked(application, example)
    ]
    return {"this": "these units" if said else "this permitted pathway", "left_aside": "".join(f" {x}" for x in said)}


def claimed_codes(application: Application) -> Iterator[str]:
    """The KSBs with a row that claims coverage by something in its units cell."""
    for code in application.codes:
        if application.claiming(code):
            yield code


def claiming_cells(application: Application, code: str) -> list[Location]:
    """The units cells of the rows that claim a KSB."""
    return [cell for claim in application.claiming(code) for cell in claim.unit_cells]


def _cells_about(application: Application, code: str) -> list[Location | None]:
    """The units cells of the rows that claim a KSB, or where its rows say that it is not covered."""
    rows = application.claims_of.get(code, ())
    return [*claiming_cells(application, code)] or [claim.at("coverage") for claim in rows]


def has_choice(application: Application) -> bool:
    """Whether learners can follow more than one pathway."""
    return len(application.choices) > 1 or any(choices.may for choices in application.choices)


def _learner(pathway: Pathway) -> dict[str, str]:
    """A learner on a pathway and the units they take, for a message; no unit is left out."""
    units = [unit[:LONGEST_NAME] for unit in pathway.units]
    name = pathway.name[:LONGEST_NAME]
    return {"learner": f"A learner on {name}" if name else "A learner", "units": listed(units, most=len(units))}


def in_full(flagged: Flag, **facts: str) -> Flag:
    """A flag with facts that are not cut short: a pathway is named unit by unit."""
    return replace(flagged, facts={**flagged.facts, **facts})
