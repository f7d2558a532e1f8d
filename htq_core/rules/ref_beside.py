"""Do the two sheets agree? What stands beside the units: outcomes, status, pathway and page"""

from collections.abc import Iterator, Mapping

from htq_core.findings import Severity
from htq_core.location import Location
from htq_core.model.application import Application
from htq_core.model.assessments import units_of
from htq_core.model.ksb import COVERED, Coverage
from htq_core.model.outcomes import Named, OutcomeReader, exists, in_words
from htq_core.model.pathway_names import pathways_of, pathways_said, same_pathway
from htq_core.model.records import Claim, Unit
from htq_core.model.statuses import statuses_in
from htq_core.pathways import names_in
from htq_core.rules.ref import REF
from htq_core.rules.rule import CLAIMS, COVERAGE_COLUMN, UNITS, UNITS_COLUMN, Flag, Need, flag, listed

OUTCOMES = Need(
    lambda a: bool(a.outcomes_listed),
    "The structure lists no learning outcomes. List them for each unit, in a column such as that of our template.",
)


@REF.rule(
    "REF-06",
    Severity.DISCUSS,
    inputs="M",
    basis="J",
    needs=(CLAIMS, COVERAGE_COLUMN, UNITS_COLUMN),
    applies=lambda application: any(_claims_units(application)),
    nothing_to_do="No KSB is claimed by a unit.",
    message="No learning outcome is given for {ksb}.",
    found="{found}",
    expected="The learning outcomes of the unit that cover the KSB.",
    fix="Say {place} which learning outcomes of the unit cover {ksb}.",
    limits="Looks at whether outcomes are given, not at whether the unit has them.",
)
def learning_outcomes_are_given(application: Application) -> Iterator[Flag]:
    """Learning outcomes are given for each KSB that is claimed.

    They show the adviser which part of a unit covers the KSB, so that the whole unit need not be searched.
    """
    without = [
        claim
        for claim in _claims_units(application)
        if application.blank(claim, "outcomes") and not application.names_outcomes(claim)
    ]
    if "outcomes" in _header(application):
        for claim in without:
            found = "Units are named, and the cell for outcomes is empty."
            yield flag(claim.at("outcomes"), shared=True, ksb=claim.ksb, found=found, place="beside the units")
    else:
        header = _first_header(application)
        found = "The mapping has no column for learning outcomes."
        for claim in without:
            yield flag(header, cause="no column", ksb=claim.ksb, found=found, place="in a column of their own")


@REF.rule(
    "REF-07",
    Severity.DISCUSS,
    inputs="MQ",
    basis="J",
    needs=(CLAIMS, UNITS_COLUMN, UNITS, OUTCOMES),
    applies=lambda application: any(_named_outcomes(application)),
    nothing_to_do="The mapping names no learning outcome by its number.",
    message="{outcome} {is_not} among the learning outcomes of {unit}.",
    found="{outcome} in {where}. The structure lists {listed} for {unit}.",
    expected="Learning outcomes that the structure lists for the unit.",
    fix="Correct the outcome in {where}, or add it to the unit in the structure.",
    limits="Looks at numbers, not at wording. May miss an outcome where several units are named in one cell.",
)
def outcomes_named_exist_in_the_unit(application: Application) -> Iterator[Flag]:
    """A learning outcome that is named exists in the unit, where the structure lists them.

    The adviser looks the outcome up, to see whether it is about what the KSB says.
    """
    lists = application.outcomes_listed
    missing: dict[tuple[str, Location, tuple[str, ...]], list[str]] = {}
    for claim, named in _named_outcomes(application):
        known = bool(named.units) and all(unit in lists for unit in named.units)
        for number in named.numbers if known else ():
            if not any(exists(number, lists[unit]) for unit in named.units):
                missing.setdefault((claim.ksb, named.where, named.units), []).append(number)
    for (ksb, where, units), numbers in missing.items():
        yield flag(
            where,
            ksb=ksb,
            unit=" or ".join(unit[:40] for unit in units),
            cause=f"{sorted(units)} {numbers}",
            outcome=listed(f"LO{number}" for number in dict.fromkeys(numbers)),
            is_not="is not" if len(set(numbers)) == 1 else "are not",
            listed=listed(dict.fromkeys(in_words(lists[unit]) for unit in units)),
        )


def _named_outcomes(application: Application) -> Iterator[tuple[Claim, Named]]:
    """The outcomes that each row names for its units, but for rows whose units cannot all be told.

    A row that does not say yet how far its KSB is covered counts, as its outcomes are looked up all the same.
    """
    reader = OutcomeReader(application.units_meant)
    for claim in application.claims:
        units = units_of(application, claim) if claim.coverage is not Coverage.NOT_COVERED else None
        if units and claim.at("outcomes") not in application.reported:
            keys = tuple(unit.key for unit in units)
            yield from ((claim, named) for named in reader.named_in(claim, keys))


@REF.rule(
    "REF-08",
    Severity.FIX,
    inputs="MQ",
    basis="P",
    needs=(CLAIMS, UNITS_COLUMN, UNITS),
    applies=lambda application: any(claim.status for claim in application.claims),
    nothing_to_do="The mapping does not say which units are mandatory or optional.",
    message="The mapping calls {unit} {said}, and the structure does not.",
    found="“{text}” in the mapping for {unit}, and {truth} in the structure.",
    expected="The same status for a unit in both files.",
    fix="Decide which is right, and correct the mapping or the structure.",
    limits="Where a row names several units under one word, one unit of that status is enough.",
)
def status_is_what_the_structure_says(application: Application) -> Iterator[Flag]:
    """Mandatory or optional in the mapping is what the structure says.

    Whether everybody takes a unit decides whether everybody meets its KSBs.
    """
    for claim in application.claims:
        units = (
            units_of(application, claim) if claim.status and claim.at("status") not in application.reported else None
        )
        said = statuses_in(claim.status or "")
        for unit, status in _contradicted(units or [], said):
            word = "mandatory" if status else "optional"
            yield flag(
                claim.at("status"),
                unit.at("status"),
                ksb=claim.ksb,
                unit=unit.key,
                cause=f"{unit.key} {word}",
                said=word,
                text=claim.status,
                truth="mandatory" if unit.mandatory else "optional",
            )


def _contradicted(units: list[Unit], said: tuple[bool, ...]) -> Iterator[tuple[Unit, bool]]:
    """The units of which a row says another status: one by one where it says as many, else taken together."""
    if any(unit.mandatory is None for unit in units):
        return
    if len(said) == len(units):
        yield from ((unit, status) for unit, status in zip(units, said, strict=True) if unit.mandatory is not status)
    elif units:
        held = {unit.mandatory for unit in units}
        yield from ((units[0], status) for status in dict.fromkeys(said) if status not in held)


@REF.rule(
    "REF-09",
    Severity.FIX,
    inputs="MQ",
    basis="P",
    needs=(CLAIMS, UNITS_COLUMN, UNITS),
    applies=lambda application: any(claim.pathway for claim in application.claims),
    nothing_to_do="The mapping names no pathway.",
    message="{unit} is not on {named}, for which the mapping names it.",
    found="“{text}” in the mapping for {unit}, which is on {own} in the structure.",
    expected="Units of the pathway that the row is for.",
    fix="Name for {named} a unit that is on it, or correct the pathway in the mapping or the structure.",
    limits="A unit without a pathway is on all of them. A name that the structure lacks is another matter.",
)
def a_pathway_named_is_the_unit_s_own(application: Application) -> Iterator[Flag]:
    """A pathway named in the mapping is the unit's pathway in the structure.

    A learner on that pathway could not take the unit, and so would not meet the KSB.
    """
    known = pathways_of([*application.units, *application.groups])
    for claim in application.claims:
        said = pathways_said(claim.pathway or "", known)
        if not said or claim.at("pathway") in application.reported or not all(same_pathway(n) in known for n in said):
            continue
        wanted = {same_pathway(name) for name in said}
        for unit in units_of(application, claim) or []:
            own = names_in(unit.pathway)
            if own and wanted.isdisjoint(map(same_pathway, own)):
                yield flag(
                    claim.at("pathway"),
                    unit.at("pathway"),
                    ksb=claim.ksb,
                    unit=unit.key,
                    cause=f"{unit.key} {sorted(wanted)}",
                    named=listed([name[:40] for name in said]),
                    text=claim.pathway,
                    own=listed([name[:40] for name in own]),
                )


@REF.rule(
    "REF-14",
    Severity.NOTE,
    inputs="M",
    basis="J",
    needs=(CLAIMS,),
    applies=lambda application: "page" in _header(application),
    nothing_to_do="The mapping has no column for pages.",
    message="No page is given for {ksb}.",
    found="Nothing in {where}.",
    expected="A page for each KSB that is covered, as the sheet has a column for it.",
    fix="Give in {where} the page on which the unit covers {ksb}, or take the column out.",
    limits="Looks at whether there is a page, not at what stands on it.",
)
def the_page_column_is_filled(application: Application) -> Iterator[Flag]:
    """If there is a page column, it is filled.

    A page takes the adviser straight to the place, and a blank among them looks like something overlooked.
    """
    for claim in application.claims:
        if claim.coverage in COVERED and application.blank(claim, "page"):
            yield flag(claim.at("page"), shared=True, ksb=claim.ksb)


def _claims_units(application: Application) -> Iterator[Claim]:
    return (claim for claim in application.claims if claim.claims_units)


def _header(application: Application) -> Mapping[str, Location]:
    return application.mapping.header if application.mapping else {}


def _first_header(application: Application) -> Location | None:
    return _header(application).get("ksb") or next(iter(_header(application).values()), None)
