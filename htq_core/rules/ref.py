"""Do the two sheets agree?"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from htq_core.findings import Severity
from htq_core.location import Location
from htq_core.model.application import COVERED, Application
from htq_core.model.assessments import units_of
from htq_core.model.outcomes import Named, exists, in_words, lists_of, named_in
from htq_core.model.pathway_names import pathways_of, pathways_said, same_pathway
from htq_core.model.records import Claim, Unit
from htq_core.model.reference import UnitReference
from htq_core.model.statuses import statuses_in
from htq_core.model.totals import stated_total
from htq_core.model.unit_names import fold_name, same_name
from htq_core.model.weights import below_level, on_one_unit, overloads, spread_widely
from htq_core.pathways import names_in
from htq_core.rules.rule import (
    CLAIMS,
    COVERAGE_COLUMN,
    STANDARD_LEVEL,
    UNITS,
    UNITS_COLUMN,
    Family,
    Flag,
    InFull,
    Need,
    flag,
    listed,
    shown,
)

REF = Family("REF", "Do the two sheets agree?")

MOST_SUGGESTIONS = 40
FEW = 3

OUTCOMES = Need(
    lambda a: bool(lists_of(a.units)),
    "The structure lists no learning outcomes. List them for each unit, in a column such as that of our template.",
)
TOTAL = Need(
    lambda a: stated_total(a) > 0,
    "No total number of credits is stated. State it in the structure, beside “Total credits”.",
)


@REF.rule(
    "REF-01",
    Severity.FIX,
    inputs="MQ",
    basis="J",
    needs=(CLAIMS, UNITS_COLUMN, UNITS),
    message="{what} a unit of the structure.",
    found="{names} in {where}.",
    expected="Units by the codes or titles that the structure gives them.",
    fix="Correct {where}, or add the missing unit to the structure. {hint}",
    limits="A near miss is suggested and never assumed, so even a slip of one letter is pointed out.",
)
def every_unit_named_is_in_the_structure(application: Application) -> Iterator[Flag]:
    """Every unit named in the mapping is in the structure.

    The adviser follows each claim to its unit. A unit that is not there cannot cover anything.
    """
    named = [(claim, reference) for claim, reference in _references(application) if not reference.vague]
    unknown = [(claim, reference) for claim, reference in named if reference.unknown]
    names: dict[str, str] = {}
    for _, reference in unknown:
        names.setdefault(same_name(reference.text), reference.text)
    if len(unknown) == len(named) and len(names) > FEW:
        yield flag(
            *(application.cell_of(claim, reference) for claim, reference in unknown),
            cause="nothing matches",
            what=f"None of the {len(names)} names given in the mapping is",
            names=listed([f"“{text[:20]}”" for text in names.values()], most=FEW),
            hint="Is this the structure of the same qualification?",
        )
        return
    nearest = {name: application.unit_near(text) for name, text in list(names.items())[:MOST_SUGGESTIONS]}
    of_ranges: dict[tuple[int, str], list[str]] = {}
    written: dict[str, str] = {}
    for claim, reference in unknown:
        of_ranges.setdefault((claim.position, reference.range), []).append(f"“{names[same_name(reference.text)][:20]}”")
    for claim, reference in unknown:
        name = same_name(reference.text)
        near = nearest.get(name)
        of_range = of_ranges[claim.position, reference.range]
        if reference.range and len(of_range) > 1:
            yield flag(
                application.cell_of(claim, reference),
                ksb=claim.ksb,
                cause=f"range {fold_name(reference.range)}",
                what=f"Not every number of “{written.setdefault(fold_name(reference.range), reference.range)[:40]}” is",
                names=f"{listed(of_range, most=FEW)}, from a range,",
                hint="Name only units that are there.",
            )
            continue
        yield flag(
            application.cell_of(claim, reference),
            ksb=claim.ksb,
            unit=shown(names[name]),
            cause=name,
            what=f"“{names[name][:60]}” is not",
            names=f"“{names[name][:60]}”" + (", from a range," if reference.range else ""),
            hint=_hint(reference, near),
        )


def _hint(reference: UnitReference, near: str | None) -> str:
    if reference.unclear_range:
        return "If it is a range, name each of its units."
    return f"Did you mean “{near[:55]}”?" if near else "Write its code as the structure does."


@REF.rule(
    "REF-02",
    Severity.FIX,
    inputs="MQ",
    basis="J",
    needs=(CLAIMS, UNITS_COLUMN, UNITS),
    message="“{text}” could mean more than one unit.",
    found="“{text}” in {where}, which fits {units}.",
    expected="A name that only one unit of the structure goes by.",
    fix="Write the unit's code in {where}, exactly as the structure gives it.",
    limits="May miss a name that fits one unit of the structure and was meant for another.",
)
def every_reference_means_one_unit(application: Application) -> Iterator[Flag]:
    """Every unit reference means one unit.

    The adviser cannot follow a claim that leads to two places, and neither can this check.
    """
    for claim, reference in _references(application):
        if len(reference.keys) > 1:
            yield flag(
                application.cell_of(claim, reference),
                ksb=claim.ksb,
                cause=fold_name(reference.text),
                text=reference.text[:60],
                units=listed(reference.keys),
            )


@REF.rule(
    "REF-03",
    Severity.DISCUSS,
    inputs="MQ",
    basis="J",
    needs=(CLAIMS, UNITS_COLUMN, UNITS),
    message="The code and the title in “{text}” do not go together.",
    found="“{text}” in {where}. {unit} is “{own}”{other}.",
    expected="A code with the title that the structure gives it, or a code alone.",
    fix="Decide which unit is meant, and correct the code or the title in {where}.",
    limits="Here the code counts. May miss a title that shares a word with the right one.",
)
def a_code_and_its_title_mean_the_same_unit(application: Application) -> Iterator[Flag]:
    """A code and a title in one cell mean the same unit.

    If they differ, the adviser cannot tell which of two units you claim, and may look in the wrong one.
    """
    titles = {unit.key: unit.title or "" for unit in reversed(application.units)}
    wrong = {}
    written: dict[str, str] = {}
    for claim, reference in _references(application):
        if reference.key and not reference.range and reference.text not in wrong:
            wrong[reference.text] = application.wrong_title(reference)
        beside = wrong.get(reference.text)
        if reference.key and beside:
            other = f", and “{titles[beside.other][:50]}” is {beside.other[:40]}" if beside.other else ""
            yield flag(
                application.cell_of(claim, reference),
                unit=reference.key,
                cause=fold_name(reference.text),
                text=written.setdefault(fold_name(reference.text), reference.text)[:60],
                own=titles[reference.key][:60],
                other=other,
            )


@REF.rule(
    "REF-04",
    Severity.FIX,
    inputs="M",
    basis="J",
    needs=(CLAIMS, UNITS_COLUMN),
    message="“{text}” does not say which units are meant.",
    found="“{text}” in {where}.",
    expected="The code or title of each unit.",
    fix="Name in {where} each unit that covers {ksb}.",
    limits="Knows words such as all, various, throughout and embedded. Others are reported as unknown units.",
)
def references_are_specific(application: Application) -> Iterator[Flag]:
    """References name units, not "all units", "throughout" or "embedded".

    Nobody can look up where a KSB is taught and assessed when the answer is "everywhere".
    """
    for claim, reference in _references(application):
        if reference.vague:
            text = reference.text[:60]
            yield flag(application.cell_of(claim, reference), ksb=claim.ksb, cause=fold_name(text), text=text)


@REF.rule(
    "REF-05",
    Severity.NOTE,
    inputs="MQ",
    basis="J",
    needs=(CLAIMS, UNITS_COLUMN, UNITS),
    applies=lambda application: any(reference.range for _, reference in _references(application)),
    nothing_to_do="No range of units is given.",
    message="“{range}” was read as {units}.",
    found="“{range}” in {where}.",
    expected="Nothing more, if that is what you mean.",
    fix="Check that these are the units you mean. If not, name each of them in {where}.",
    limits="May miss a range that is written in a way of its own. Such a range is reported as an unknown unit.",
)
def ranges_are_shown_as_they_were_read(application: Application) -> Iterator[Flag]:
    """Ranges of units are shown as they were read.

    A range takes in every unit between its ends, perhaps one that you did not think of.
    """
    written: dict[str, str] = {}
    for claim, reference in _references(application):
        if reference.range:
            units = application.units_in_range(reference.range)
            if all(len(keys) == 1 for keys in units):
                yield flag(
                    application.cell_of(claim, reference),
                    cause=fold_name(reference.range),
                    range=written.setdefault(fold_name(reference.range), reference.range)[:60],
                    units=listed([keys[0][:40] for keys in units], most=30),
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
    needs=(CLAIMS, COVERAGE_COLUMN, UNITS_COLUMN, UNITS, OUTCOMES),
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
    lists = lists_of(application.units)
    missing: dict[tuple[str, Location, tuple[str, ...]], list[str]] = {}
    for claim, named in _named_outcomes(application):
        known = bool(named.units) and all(unit in lists for unit in named.units)
        if known and not any(exists(named.number, lists[unit]) for unit in named.units):
            missing.setdefault((claim.ksb, named.where, named.units), []).append(named.number)
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
    """Every outcome that a row names for a unit, but for rows whose units cannot all be told."""
    for claim in _claims_units(application):
        units = units_of(application, claim)
        if units and claim.at("outcomes") not in application.reported:
            keys = tuple(unit.key for unit in units)
            yield from ((claim, named) for named in named_in(claim, keys, application.units_meant))


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
    "REF-10",
    Severity.DISCUSS,
    inputs="MQS",
    basis="J",
    needs=(CLAIMS, UNITS_COLUMN, UNITS, STANDARD_LEVEL),
    requires=("STD-03", "QUA-01", "QUA-03"),
    message="{how_many} only on units below level {level}.",
    found="{ksbs}.",
    expected="At least one unit at the level of the standard for each KSB.",
    fix="Name a unit at level {level} where one covers the KSB. Or be ready to explain why the level is enough.",
    limits="May over-report a KSB that is the same at every level, such as working safely.",
)
def a_ksb_does_not_rest_only_on_lower_units(application: Application) -> Iterator[Flag]:
    """A KSB does not rest only on units below the standard's level.

    The standard describes an occupation at its level, and a lower unit may not reach as far.
    """
    level = application.standard_level or 0
    below = below_level(application, level)
    if below:
        units = {unit.key: unit for found in below.values() for unit in found}
        yield flag(
            *_claiming_cells(application, below),
            *(unit.at("level") for unit in units.values()),
            ksb=next(iter(below)) if len(below) == 1 else None,
            cause="below",
            how_many="1 KSB rests" if len(below) == 1 else f"{len(below)} KSBs rest",
            level=level,
            ksbs=InFull(_with_units({code: [unit.key for unit in found] for code, found in below.items()})),
        )


@REF.rule(
    "REF-11",
    Severity.DISCUSS,
    inputs="MQ",
    basis="J",
    needs=(CLAIMS, UNITS_COLUMN, UNITS, TOTAL),
    requires=("COV-18",),
    message="{unit} carries {ksb_share}% of the KSBs on {credit_share}% of the credits.",
    found="{ksbs} are mapped to {unit}, which has {credits} credits.",
    expected="Under {most}% of the KSBs on a unit with under {least}% of the credits.",
    fix="Check which of these KSBs {unit} really teaches and assesses. Name other units where they do more.",
    limits="May over-report a project or a portfolio that draws together what other units teach.",
)
def no_unit_carries_far_more_than_its_size_bears(application: Application) -> Iterator[Flag]:
    """No unit carries far more KSBs than its size bears.

    The adviser will ask how so much can be taught and assessed in so little time.
    """
    for heavy in overloads(application, stated_total(application)):
        yield flag(
            heavy.unit.at("credits"),
            *_claiming_cells(application, heavy.ksbs),
            unit=heavy.unit.key,
            ksb_share=f"{heavy.ksb_share:.0f}",
            credit_share=f"{heavy.credit_share:.0f}",
            ksbs=listed(heavy.ksbs),
            credits=heavy.unit.credits,
            most=application.settings.overload_ksb_share,
            least=application.settings.overload_credit_share,
        )


@REF.rule(
    "REF-12",
    Severity.NOTE,
    inputs="MQ",
    basis="J",
    needs=(CLAIMS, UNITS_COLUMN, UNITS),
    message="Some KSBs rest on a single unit.",
    found="{ksbs}",
    expected="Nothing more, as one unit may be enough.",
    fix="Look at what would be lost if one of these units changed, or was no longer offered.",
    limits="A KSB is left out while the units named for it cannot all be told.",
)
def ksbs_that_rest_on_one_unit_are_listed(application: Application) -> Iterator[Flag]:
    """KSBs that rest on a single unit are listed.

    If such a unit is dropped or rewritten after approval, its KSBs go with it.
    """
    alone = on_one_unit(application)
    by_unit: dict[str, list[str]] = {}
    for code in application.codes:
        if code in alone:
            by_unit.setdefault(alone[code], []).append(code)
    if by_unit:
        ksbs = " ".join(f"On {key[:40]}: {listed(codes, most=8)}." for key, codes in by_unit.items())
        yield _in_full(flag(*_claiming_cells(application, alone), cause="one unit"), ksbs=ksbs)


@REF.rule(
    "REF-13",
    Severity.NOTE,
    inputs="MQ",
    basis="J",
    needs=(CLAIMS, UNITS_COLUMN, UNITS),
    requires=("COV-18",),
    applies=lambda application: len(application.units) >= application.settings.spread_units,
    nothing_to_do="There are too few units for a KSB to be spread over many.",
    message="{how_many} spread over nearly all units.",
    found="{ksbs}.",
    expected="The units in which a KSB is taught and assessed most, rather than all that touch it.",
    fix="Name for each of these KSBs the units in which a learner is really assessed in it.",
    limits="May over-report a behaviour that is truly assessed everywhere.",
)
def no_ksb_is_spread_over_nearly_all_units(application: Application) -> Iterator[Flag]:
    """No KSB is spread over nearly all units.

    The adviser has to look in each of them, and cannot see where the KSB is assessed for certain.
    """
    spread = spread_widely(application)
    if spread:
        counts = [f"{code} over {count} of {len(application.units)} units" for code, count in spread.items()]
        yield flag(
            *_claiming_cells(application, spread),
            ksb=next(iter(spread)) if len(spread) == 1 else None,
            cause="spread",
            how_many="1 KSB is" if len(spread) == 1 else f"{len(spread)} KSBs are",
            ksbs=listed(counts, most=4),
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


def _claiming_cells(application: Application, codes: Iterable[str]) -> list[Location]:
    """The units cells of the rows that claim these KSBs."""
    rows = [claim for code in codes for claim in application.claims_of.get(code, ())]
    return [claim.at("units") for claim in rows if claim.coverage in COVERED and claim.units_text]


def _with_units(ksbs: Mapping[str, list[str]]) -> str:
    return listed([f"{code} on {listed(key[:40] for key in keys)}" for code, keys in ksbs.items()], most=4)


def _in_full(flagged: Flag, **facts: str) -> Flag:
    """A flag with facts that are not cut short: a list of all KSBs."""
    return replace(flagged, facts={**flagged.facts, **facts})


def _references(application: Application) -> Iterator[tuple[Claim, UnitReference]]:
    """Every reference of every row, but for cells that reading has reported."""
    for claim in application.claims:
        if claim.at("units") not in application.reported:
            for reference in application.references_of(claim):
                yield claim, reference


def _claims_units(application: Application) -> Iterator[Claim]:
    return (claim for claim in application.claims if claim.coverage in COVERED and claim.units_text)


def _header(application: Application) -> Mapping[str, Location]:
    return application.mapping.header if application.mapping else {}


def _first_header(application: Application) -> Location | None:
    return _header(application).get("ksb") or next(iter(_header(application).values()), None)
