"""The occupational standard"""

import re
from collections.abc import Iterator

from htq_core.findings import Severity
from htq_core.location import Book
from htq_core.model.aligned import named_by_others
from htq_core.model.application import Application
from htq_core.model.in_force import NAMING
from htq_core.model.naming import (
    cells_naming_it,
    cells_with_a_reference,
    cells_with_a_version,
    is_on_the_maps,
    reference_of_title,
    references_near,
    routes_named,
    sign_against_it,
)
from htq_core.model.records import Entry
from htq_core.rules.rule import LEVELS, MAPPING, REFERENCE, STANDARD_LEVEL, Family, Flag, Need, flag, listed
from htq_core.standards.catalogue import normal_reference, normal_version, references_in

STD = Family("STD", "The occupational standard")

NEVER_AT_THESE_LEVELS = ("FA", "AU")

EXAMPLE = "ST0827"

WRITE_OR_CHOOSE = "Write the reference in the mapping, or choose the standard on the Standard page"

PLACE_TO_NAME_IT = Need(lambda a: a.mapping is not None or bool(a.named_reference), MAPPING.reason)

LEVEL_KNOWN = Need(
    lambda a: STANDARD_LEVEL.there(a) or a.reference.startswith(NEVER_AT_THESE_LEVELS), STANDARD_LEVEL.reason
)

VERSION_TO_COMPARE = Need(
    lambda a: a.standard is not None or bool(normal_version(a.choice.version)) or len(cells_with_a_version(a)) > 1,
    "There is no version to compare with. Load the published record of the standard, or choose a version.",
)


@STD.rule(
    "STD-01",
    Severity.FIX,
    inputs="MA",
    basis="P",
    needs=(PLACE_TO_NAME_IT,),
    message="{trouble}.",
    found="{seen}.",
    expected="One occupational standard, named by its reference, such as {example}.",
    fix="{remedy}.",
    limits="Does not compare titles. A cell with several references agrees with each of them.",
)
def the_standard_is_named(application: Application) -> Iterator[Flag]:
    """The standard is named by its reference, on screen or in the files, and all that name one agree.

    Everything else is checked against the standard. Titles are alike and change, so only a reference tells which it is.
    """
    if application.named_reference:
        yield from _disagreeing(application)
        return
    if application.answer_cell("standard") in application.reported:
        return
    written = application.given("standard")
    place = written[0].location if written else application.answer_cell(*NAMING) or application.mapping_header("ksb")
    title = next((entry.text for name in NAMING for entry in application.given(name)), "")
    meant = reference_of_title(application, title) if title else ""
    yield flag(
        place,
        cause="title only" if title else "not named",
        trouble="The standard is named without its reference" if title else "No occupational standard is named",
        seen=f"“{title[:60]}”, and no reference" if title else "No reference in the files, and none chosen",
        example=meant or EXAMPLE,
        remedy=f"If you mean {meant}, write that as the standard" if meant else WRITE_OR_CHOOSE,
    )


@STD.rule(
    "STD-02",
    Severity.DISCUSS,
    inputs="C",
    basis="P",
    needs=(REFERENCE,),
    requires=("STD-03",),
    message="{reference} {trouble}.",
    found="{reference}, {place}.",
    expected="A reference that the catalogue of {date} has on the occupational maps{near}.",
    fix="Correct it if it is a slip. If not, look at {maps_address} and ask at your support session.",
    limits="The catalogue holds level 4 and 5 standards, by its date. A newer standard is not in it yet.",
)
def the_reference_is_in_the_catalogue(application: Application) -> Iterator[Flag]:
    """The reference is in the catalogue.

    A qualification has to align with a published standard, so a reference that nobody knows leads nowhere.
    """
    if is_on_the_maps(application):
        return
    near = tuple(
        f"{reference} {application.catalogue.title_of(reference)}" for reference in references_near(application)
    )
    yield flag(
        *cells_naming_it(application),
        cause=application.reference,
        reference=application.reference,
        trouble="was not on the occupational maps when our catalogue was made"
        if application.occupations
        else "is not in our catalogue",
        place=_place(application),
        date=application.catalogue.date_text,
        near=(f", perhaps {near[0]}", *near[1:]) if near else "",
    )


@STD.rule(
    "STD-03",
    Severity.FIX,
    inputs="CS",
    basis="P",
    needs=(REFERENCE, LEVEL_KNOWN),
    message="{reference} is not a standard at level 4 or 5.",
    found="{level}, {place}.",
    expected="An occupational standard at level 4 or 5.",
    fix="Choose a standard at level 4 or 5 that fits the occupation, and name it instead.",
)
def the_standard_is_at_level_4_or_5(application: Application) -> Iterator[Flag]:
    """The standard is at level 4 or 5.

    Higher Technical Qualifications exist at these two levels only.
    """
    level = application.standard_level
    if level not in LEVELS:
        yield flag(
            *cells_naming_it(application),
            cause=application.reference,
            reference=application.reference,
            level=f"Level {level}" if level else f"A reference that begins with {application.reference[:2]}",
            place=_place(application),
        )


@STD.rule(
    "STD-04",
    Severity.FIX,
    inputs="CS",
    basis="P",
    needs=(REFERENCE,),
    message="{reference} is not an approved standard.",
    found="Status “{status}”, by {source}.",
    expected="An approved standard.",
    fix="Choose an approved standard for the occupation, or ask {contact} before you go further.",
    limits="Knows the standard as it was on the catalogue's date, or as its loaded record has it.",
)
def the_standard_is_approved(application: Application) -> Iterator[Flag]:
    """The standard is approved: not withdrawn, retired as a whole, in development or only proposed.

    A qualification can be recognised only against an approved standard.
    """
    in_record, in_catalogue = sign_against_it(application)
    if in_record or in_catalogue:
        yield flag(
            *cells_naming_it(application),
            cause=application.reference,
            reference=application.reference,
            status=in_record or in_catalogue,
            source="its published record" if in_record else f"the catalogue of {application.catalogue.date_text}",
        )


@STD.rule(
    "STD-05",
    Severity.DISCUSS,
    inputs="MS",
    basis="P",
    needs=(REFERENCE, VERSION_TO_COMPARE),
    applies=lambda application: bool(cells_with_a_version(application)),
    nothing_to_do="The files name no version of the standard.",
    message="The files name version {named}, but version {version} is what they are checked against.",
    found="Version {named} in {where}.",
    expected="Version {version} of {reference}.",
    fix="If {named} is right, choose it on the Standard page. If not, check the mapping against version {version}.",
    limits="Says nothing of a version in words that hold no number.",
)
def the_version_is_the_one_checked_against(application: Application) -> Iterator[Flag]:
    """The version the mapping was made to is the version it is checked against.

    Codes are positions in a list: the same code can mean something else in another version.
    """
    in_force = application.version or normal_version(cells_with_a_version(application)[0].text)
    for entry in cells_with_a_version(application):
        named = normal_version(entry.text)
        if named != in_force:
            yield flag(entry.location, cause=named, named=named, version=in_force, reference=application.reference)


@STD.rule(
    "STD-10",
    Severity.FIX,
    inputs="CA",
    basis="P",
    applies=lambda application: bool(routes_named(application)),
    nothing_to_do="No occupational route is named.",
    message="{route} has no level 4 or 5 standard at present.",
    found="{route}, {place}.",
    expected="An occupational route with standards at level 4 or 5.",
    fix="Correct the route if it is a slip. If not, ask {contact} before you go further.",
    limits="The routes are as they were on the catalogue's date. A name that is no route is passed over.",
)
def the_route_has_standards(application: Application) -> Iterator[Flag]:
    """The occupational route has level 4 or 5 standards available.

    Without a standard to align with, no qualification can be put forward.
    """
    for text, cell in routes_named(application):
        route = application.catalogue.route_called(text)
        if route and not route.available:
            yield flag(cell, cause=route.name, route=route.name, place=f"in {cell.cell}" if cell else "as chosen")


@STD.rule(
    "STD-15",
    Severity.NOTE,
    inputs="S",
    basis="J",
    needs=(REFERENCE,),
    message="The published wording of {standard} is not loaded.",
    found="No published record of {standard}. Rules about its list of KSBs, their wording and its options did not run.",
    expected="The published record of {standard}.",
    fix="Open {record_address} in a browser, save the page, and add the file on the Standard page.",
    limits="Says whether a record is loaded. It cannot tell whether it is the newest.",
)
def the_published_wording_is_at_hand(application: Application) -> Iterator[Flag]:
    """The published wording is at hand.

    Without it the KSBs are taken from your own sheet, and one that is missing or has changed goes unseen.
    """
    if application.standard is None:
        version = f" version {application.version}" if application.version else ""
        reference = re.sub(r"^OCC(\d+)[A-Z]?$", r"ST\1", application.reference)
        yield flag(
            cause=application.reference,
            standard=f"{application.reference}{version}",
            record_address=application.settings.approving_body.record_of(reference),
        )


def _place(application: Application) -> str:
    cells = [cell.cell for cell in cells_naming_it(application)]
    return f"named in {listed(dict.fromkeys(cells))}" if cells else "as chosen"


def _disagreeing(application: Application) -> Iterator[Flag]:
    """One flag where the files and the choice name different occupations, at the cells that may have to change."""
    naming = cells_with_a_reference(application)
    others = [
        entry
        for entry in naming
        if not application.is_named_in(entry.text) and not _of_another_mapping(application, entry)
    ]
    if not others:
        return
    chosen = normal_reference(application.choice.reference)
    said = [
        f"{listed(references_in(entry.text))} in the {entry.location.book}" for entry in (others if chosen else naming)
    ]
    yield flag(
        *(entry.location for entry in (others if chosen else naming)),
        cause="|".join(
            sorted(
                {
                    application.named_reference,
                    *(reference for entry in others for reference in references_in(entry.text)),
                }
            )
        ),
        trouble="Different standards are named",
        seen=listed(dict.fromkeys([f"{chosen} chosen", *said] if chosen else said)),
        example=application.reference,
        remedy="Name the same standard everywhere: change the one that is wrong",
    )


def _of_another_mapping(application: Application, entry: Entry) -> bool:
    """Whether the structure names an occupation that it is held against beside this one."""
    return entry.location.book is Book.STRUCTURE and named_by_others(application, entry.text)
