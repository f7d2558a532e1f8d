"""Edits to the facts around the two tables, and to what they are held against."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from htq_core.findings import Finding
from htq_core.first_steps.edits import Edit, Suggest, cells_of, mended, with_detail
from htq_core.location import Book, Location
from htq_core.model.application import Application
from htq_core.model.naming import cells_with_a_version, option_near, options_named, reference_of_title
from htq_core.standards.catalogue import normal_reference, normal_version
from htq_core.standards.standard import Standard

HTQ = re.compile(r"\s*[(\[]?\s*\b(?:HTQ|Higher Technical Qualification)s?\b\s*[)\]]?", re.IGNORECASE)
EXAMPLES: Mapping[str, str | float] = {"title": "Our qualification", "level": 4.0, "awarding_body": "Our college"}


def _in_cells(application: Application, cells: tuple[Location, ...], value: str | float) -> Application:
    """A value in every cell of the details that is among these."""
    for book, details in ((Book.MAPPING, application.mapping_details), (Book.STRUCTURE, application.qualification)):
        for name, entry in details.entries.items():
            if entry.location in cells:
                application = with_detail(application, book, name, value)
    return mended(application, cells)


def _title_without_htq(application: Application, finding: Finding) -> Iterator[Edit]:
    title = HTQ.sub("", application.qualification.text("title") or application.mapping_details.text("title")).strip()
    if title:
        yield Edit(
            f"Take the words out of the title in {cells_of(finding.where)}.",
            finding.where,
            lambda now: _in_cells(now, finding.where, title),
            shared=True,
        )


def _permission(application: Application, finding: Finding) -> Iterator[Edit]:
    place = application.qualification.at("permission")
    if place:
        yield Edit(
            f"Record the permission in {place.cell}, once you have it.",
            (place,),
            lambda now: _in_cells(now, (place,), "Permission given in writing"),
            shared=True,
        )


def _regulator(application: Application, finding: Finding) -> Iterator[Edit]:
    place = application.qualification.at("regulator")
    if place in finding.where:
        yield Edit(
            f"Write in {cells_of(finding.where)} who regulates the qualification. Tried with Ofqual.",
            finding.where,
            lambda now: _in_cells(now, finding.where, "Ofqual"),
            shared=True,
        )


def _alike(application: Application, finding: Finding) -> Iterator[Edit]:
    """What the structure gives written in every cell that gives the title, or the level, otherwise."""
    for name in ("title", "level"):
        value = application.qualification.values.get(name)
        if value and set(finding.where) <= {entry.location for entry in application.given(name)}:
            yield Edit(
                f"Give the same {name} in {cells_of(finding.where)}. Tried with what the structure says.",
                finding.where,
                lambda now, value=value: _in_cells(now, finding.where, value),  # type: ignore[misc]
                shared=True,
            )


def _hours_changed_over(application: Application, finding: Finding) -> Iterator[Edit]:
    details = application.qualification
    guided, total, places = details.number("glh"), details.number("tqt"), (details.at("glh"), details.at("tqt"))
    if guided and total and set(finding.where) == set(places):

        def make(now: Application) -> Application:
            return with_detail(with_detail(now, Book.STRUCTURE, "glh", total), Book.STRUCTURE, "tqt", guided)

        text = f"Correct the hours in {cells_of(finding.where)}. Tried with the two changed over."
        yield Edit(text, finding.where, make, shared=True)


def _what_is_missing(application: Application, finding: Finding) -> Iterator[Edit]:
    """An item that is not given, with an example where there is a cell for it."""
    names = [name for name in EXAMPLES if application.qualification.at(name) in finding.where]
    places = tuple(place for name in names if (place := application.qualification.at(name)))
    if names:

        def make(now: Application) -> Application:
            for name in names:
                now = with_detail(now, Book.STRUCTURE, name, EXAMPLES[name])
            return mended(now, places)

        yield Edit(f"Write what is missing in {cells_of(places)}.", places, make, shared=True)


def _held_against(application: Application, standard: Standard) -> Application:
    choice = replace(application.choice, reference=standard.reference, version=standard.version)
    return replace(application, choice=choice, standard=standard)


def _named_version(application: Application, finding: Finding) -> Iterator[Edit]:
    """The version that the files name chosen, if its record is at hand; or the one in force named in the files."""
    for entry in cells_with_a_version(application):
        named = normal_version(entry.text)
        standard = application.library.get(application.reference, named)
        if standard and named != application.version and entry.location in finding.where:
            yield Edit(
                f"Choose version {named} on the Standard page, if the mapping was made to it.",
                finding.where,
                lambda now, standard=standard: _held_against(now, standard),  # type: ignore[misc]
            )
    if application.version:
        yield Edit(
            f"Write version {application.version} in {cells_of(finding.where)}, if the mapping was made to it.",
            finding.where,
            lambda now: _in_cells(now, finding.where, application.version),
        )


def _version_that_fits(application: Application, finding: Finding) -> Iterator[Edit]:
    """The version of the same standard that the rows fit."""
    origin = application.origin
    if origin:
        yield Edit(
            f"Choose version {origin.standard.version} on the Standard page, if the mapping was made to it.",
            finding.where[:1],
            lambda now: _held_against(now, origin.standard),
        )


def _reference(application: Application, finding: Finding) -> Iterator[Edit]:
    """The reference in force written wherever another stands, or the one whose title is given."""
    title = next((entry.text for name in ("standard", "standard_title") for entry in application.given(name)), "")
    meant = application.reference or (reference_of_title(application, title) if title else "")
    if normal_reference(meant):
        standard = application.library.get(meant)

        def make(now: Application) -> Application:
            named = _in_cells(now, finding.where, meant)
            return named if now.standard or not standard else replace(named, standard=standard)

        yield Edit(f"Write {meant} as the standard in {cells_of(finding.where)}.", finding.where, make)


def _option(application: Application, finding: Finding) -> Iterator[Edit]:
    """The option most like what is named, else the first."""
    named = (option for option, _ in options_named(application))
    near = next(filter(None, (option_near(application, option) for option in named)), "")
    meant = near or next(iter(application.option_titles), "")
    if meant:
        yield Edit(
            f"Write the option in {cells_of(finding.where)} as the standard names it. Tried with “{meant[:40]}”.",
            finding.where,
            lambda now: replace(_in_cells(now, finding.where, meant), choice=replace(now.choice, option="")),
        )


EDITS: Mapping[str, Suggest] = {
    "KSB-07": _version_that_fits,
    "QUA-04": _title_without_htq,
    "QUA-05": _alike,
    "QUA-07": _permission,
    "QUA-08": _permission,
    "QUA-09": _regulator,
    "QUA-12": _what_is_missing,
    "STD-01": _reference,
    "STD-05": _named_version,
    "STD-11": _option,
    "STD-12": _option,
    "STR-07": _hours_changed_over,
}
