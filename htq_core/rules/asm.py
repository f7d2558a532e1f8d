"""Assessment and additional content"""

from collections.abc import Iterator

from htq_core.findings import Severity
from htq_core.model.application import Application
from htq_core.model.assessments import (
    not_assessed,
    only_formative,
    tested_only,
    units_of,
)
from htq_core.model.idle_units import IN_DOUBT
from htq_core.model.ksb import Kind, kind_of
from htq_core.model.records import Claim, Unit
from htq_core.pathways import folded
from htq_core.rules.rule import CLAIMS, COVERAGE_COLUMN, UNITS, UNITS_COLUMN, Family, Flag, Need, NotRun, flag, listed

ASM = Family("ASM", "Assessment and additional content")

LONGEST_NAME = 40

WHOLE = ("READ-04", "KSB-07", "KSB-08", "COV-15", "COV-18")
"""What must hold before it means anything that a unit is not named: the mapping is whole, and to this standard."""

ASSESSMENTS = Need(
    lambda a: any(unit.has("assessment") for unit in a.units),
    "The structure has no column for assessment. Add one, and say in it how each unit is assessed.",
)
A_UNIT_THAT_CAN_BE_TOLD = Need(
    lambda a: bool(a.idle.supporting),
    "No unit that the mapping names could be told. Put right first what is said about the units.",
)


@ASM.rule(
    "ASM-01",
    Severity.FIX,
    inputs="MQ",
    basis="P",
    needs=(CLAIMS, COVERAGE_COLUMN, UNITS_COLUMN, UNITS, ASSESSMENTS),
    message="{ksb} {rests} only on {unit}, for which no assessment is given.",
    found="Nothing in the cell for the assessment of {unit}.",
    expected="At least one unit with an assessment for each KSB that is covered.",
    fix="Give the assessment of {unit}. Or name for {ksb} another unit in which it is assessed.",
    limits="May miss a unit whose assessment does not reach this KSB: it looks only at whether there is one.",
)
def each_covered_ksb_points_to_an_assessed_unit(application: Application) -> Iterator[Flag]:
    """Each KSB that is covered points to a unit with an assessment.

    A KSB counts as covered when learners are assessed in it. Being taught it is not enough.
    """
    groups: dict[tuple[str, ...], list[str]] = {}
    bare = not_assessed(application)
    for code, units in bare.items():
        groups.setdefault(tuple(unit.key for unit in units), []).append(code)
    for keys, codes in groups.items():
        units = bare[codes[0]]
        rows = [claim.at("units") for code in codes for claim in application.claiming(code)]
        for code in codes:
            yield flag(
                *(unit.at("assessment") for unit in units),
                *rows,
                ksb=code,
                unit=listed(keys),
                cause=f"not assessed {sorted(keys)}",
                rests="rests" if len(codes) == 1 else "rest",
            )


@ASM.rule(
    "ASM-02",
    Severity.DISCUSS,
    inputs="MQ",
    basis="J",
    needs=(CLAIMS, COVERAGE_COLUMN, UNITS_COLUMN, UNITS),
    applies=lambda application: any(_skills_and_behaviours(application)),
    nothing_to_do="No skill or behaviour is claimed by a unit.",
    message="{ksb} {rests} on a written test alone.",
    found="“{how}” is all that is named.",
    expected="Skills and behaviours assessed by what a learner does, says or makes.",
    fix="Say how {ksb} {is_shown} in practice, or be ready to explain why a written test is enough.",
    limits="Knows words such as exam, test and quiz. May over-report a test that is practical, but does not say so.",
)
def skills_and_behaviours_do_not_rest_on_a_written_test(application: Application) -> Iterator[Flag]:
    """A skill or behaviour does not rest on a written test alone.

    A test shows what somebody knows. Whether they can do it, or behave so, has to be seen.
    """
    tested: dict[str, list[tuple[Claim, list[Unit], str]]] = {}
    for claim in _skills_and_behaviours(application):
        units = units_of(application, claim)
        if units and claim.at("assessment") not in application.reported and tested_only(claim, units):
            how = claim.assessment or listed(dict.fromkeys(item.name for unit in units for item in unit.assessment))
            tested.setdefault(folded(how), []).append((claim, units, how))
    for cause, rows in tested.items():
        one = len({claim.ksb for claim, _, _ in rows}) == 1
        for claim, units, _ in rows:
            cells = [claim.at("assessment")] if claim.assessment else [unit.at("assessment") for unit in units]
            yield flag(
                *cells,
                *([] if claim.assessment else [claim.at("units")]),
                ksb=claim.ksb,
                cause=cause,
                rests="rests" if one else "rest",
                is_shown="is shown" if one else "are shown",
                how=rows[0][2],
            )


def _skills_and_behaviours(application: Application) -> Iterator[Claim]:
    for claim in application.claims:
        if claim.claims_units and kind_of(claim.ksb) is not Kind.KNOWLEDGE:
            yield claim


@ASM.rule(
    "ASM-03",
    Severity.DISCUSS,
    inputs="Q",
    basis="J",
    needs=(UNITS,),
    applies=lambda application: any(unit.assessment for unit in application.units),
    nothing_to_do="No assessment is given for any unit.",
    message="{unit} is assessed only formatively.",
    found="“{how}” in {where}.",
    expected="At least one assessment that counts towards the result of the unit.",
    fix="Add to {where} the assessment that counts, or say there that this one does.",
    limits="Goes by the word “formative”. May miss an assessment that does not count and does not say so.",
)
def no_unit_is_assessed_only_formatively(application: Application) -> Iterator[Flag]:
    """No unit is assessed only formatively.

    A formative assessment helps learners on, but nobody fails it, so it shows nothing for certain.
    """
    for unit in application.units:
        if only_formative(unit) and unit.at("assessment") not in application.reported:
            yield flag(unit.at("assessment"), unit=unit.key, how=unit.said("assessment"))


@ASM.rule(
    "ASM-04",
    Severity.DISCUSS,
    inputs="MQ",
    basis="P",
    once=True,
    needs=(CLAIMS, COVERAGE_COLUMN, UNITS_COLUMN, UNITS, A_UNIT_THAT_CAN_BE_TOLD),
    requires=WHOLE,
    applies=lambda application: any(unit.mandatory for unit in application.units),
    nothing_to_do="No unit is mandatory.",
    message="No KSB is mapped to {unit}, which learners have to take.",
    found="{unit} in {where}, and no row of the mapping that names {it}.",
    expected="At least one KSB for each mandatory unit, or a reason for content beyond the standard.",
    fix="Map to {unit} the KSBs that are covered there. If there are none, be ready to explain what {it_is} for.",
    limits="May over-report a unit that an unknown name means. It waits where a row names units in general words.",
)
def each_mandatory_unit_supports_a_ksb(application: Application) -> Iterator[Flag]:
    """Each mandatory unit supports at least one KSB.

    Content beyond the standard is allowed within limits, and the adviser will ask what it is for.
    """
    idle = application.idle
    units = [unit for unit in idle.certain if unit.mandatory]
    for unit in units:
        it, it_is = ("it", "it is") if len(units) == 1 else ("them", "they are")
        yield flag(unit.anchor, unit=unit.key, cause="mandatory", it=it, it_is=it_is)
    if not units and any(unit.mandatory for unit in idle.doubtful):
        raise NotRun(IN_DOUBT)


@ASM.rule(
    "ASM-05",
    Severity.NOTE,
    inputs="MQ",
    basis="P",
    once=True,
    needs=(CLAIMS, COVERAGE_COLUMN, UNITS_COLUMN, UNITS, A_UNIT_THAT_CAN_BE_TOLD),
    requires=WHOLE,
    message="{credits} of the {total} credits of all units, or {share}%, are in units that support no KSB.",
    found="{units}, in {where}.",
    expected="A share of additional content that you can explain.",
    fix="Check that nothing was left out of the mapping. Then be ready to say what this content is for.",
    limits="Counts every unit of the structure, whether or not a learner can take them all.",
)
def the_share_of_other_content_is_shown(application: Application) -> Iterator[Flag]:
    """The share of credits that supports no KSB is shown.

    It tells you, before the adviser asks, how much of the qualification lies outside the standard.
    """
    total = sum(filter(None, (unit.credits for unit in application.units)))
    idle = application.idle
    if any(unit.credits for unit in idle.doubtful):
        raise NotRun(IN_DOUBT)
    units = [unit for unit in idle.certain if unit.credits]
    if units and total > 0:
        credits = sum(filter(None, (unit.credits for unit in units)))
        yield flag(
            *(unit.at("credits") for unit in units),
            unit=units[0].key if len(units) == 1 else None,
            cause="share",
            credits=credits,
            total=total,
            share=f"{100 * credits / total:.0f}",
            units=listed([unit.key[:LONGEST_NAME] for unit in units]),
        )
