"""Do the two sheets agree?"""

from collections.abc import Iterator

from htq_core.findings import Severity
from htq_core.model.application import Application
from htq_core.model.lost_names import FEW, LostName, lost_names, nothing_matches
from htq_core.model.name_forms import fold_name
from htq_core.model.records import Claim
from htq_core.model.reference import UnitReference
from htq_core.model.repeats import repeats
from htq_core.rules.rule import CLAIMS, UNITS, UNITS_COLUMN, Family, Flag, InFull, flag, listed, shown

REF = Family("REF", "Do the two sheets agree?")


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
    lost = lost_names(application, named)
    strangers = nothing_matches(named, lost)
    if strangers:
        yield flag(
            *(application.cell_of(each.claim, each.reference) for each in lost),
            cause="nothing matches",
            what=f"None of the {len(strangers)} names given in the mapping is",
            names=listed([f"“{text[:20]}”" for text in strangers], most=FEW),
            hint="Is this the structure of the same qualification?",
        )
        return
    for each in lost:
        several = len(each.missing) > 1
        names = each.missing if several else (each.name,)
        yield flag(
            application.cell_of(each.claim, each.reference),
            ksb=each.claim.ksb,
            unit=None if several else shown(each.name),
            cause=each.cause,
            what=f"Not every number of “{each.range[:40]}” is" if several else f"“{each.name[:60]}” is not",
            names=listed([f"“{name[:60]}”" for name in names], most=FEW) + (", from a range," if each.range else ""),
            hint=InFull("Name only units that are there." if several else _hint(application, each)),
        )


def _hint(application: Application, lost: LostName) -> str:
    if lost.reference.unclear_range:
        return "If it is a range, name each of its units."
    if lost.near:
        return f"Did you mean “{lost.near[:55]}”?"
    twice = [repeat.name for repeat in repeats(application.units) if repeat.field == "code"]
    if twice and any(sign.isdigit() for sign in lost.name):
        return f"Two units of the structure have the code “{twice[0][:40]}”: one of them may be meant."
    return "Write its code as the structure does."


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
    titles = {key: unit.title or "" for key, unit in application.units_by_key.items()}
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


def _references(application: Application) -> Iterator[tuple[Claim, UnitReference]]:
    """Every reference of every row, but for cells that reading has reported."""
    for claim in application.claims:
        if claim.at("units") not in application.reported:
            for reference in application.references_of(claim):
                yield claim, reference
