"""Do the two sheets agree?"""

from collections.abc import Iterator, Mapping

from htq_core.findings import Severity
from htq_core.location import Location
from htq_core.model.application import COVERED, Application
from htq_core.model.records import Claim
from htq_core.model.reference import UnitReference
from htq_core.model.unit_names import fold_name, same_name
from htq_core.rules.rule import CLAIMS, UNITS, UNITS_COLUMN, Family, Flag, flag, listed, shown

REF = Family("REF", "Do the two sheets agree?")

MOST_SUGGESTIONS = 40
FEW = 3


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
    for claim, reference in unknown:
        name = same_name(reference.text)
        near = nearest.get(name)
        yield flag(
            application.cell_of(claim, reference),
            ksb=claim.ksb,
            unit=shown(names[name]),
            cause=name,
            what=f"“{names[name][:60]}” is not",
            names=f"“{names[name][:60]}”" + (", from a range," if reference.from_range else ""),
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
    "REF-06",
    Severity.DISCUSS,
    inputs="M",
    basis="J",
    needs=(CLAIMS, UNITS_COLUMN),
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
