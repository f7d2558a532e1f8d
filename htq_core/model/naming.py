"""What the files and the choice say of the standard: its reference, version, option and route."""

from difflib import get_close_matches

from htq_core.location import Location
from htq_core.model.application import NAMING, Application
from htq_core.model.records import Entry
from htq_core.standards.catalogue import normal_version, references_in
from htq_core.standards.wording import fold

NOT_APPROVED = frozenset({"withdrawn", "in development", "proposal in development"})
RETIRED = "retired"
APPROVED = "approved for delivery"
ALIKE = 0.6


def cells_with_a_reference(application: Application) -> list[Entry]:
    """The cells that name a standard by a reference."""
    given = (entry for name in NAMING for entry in application.given(name))
    return [entry for entry in given if references_in(entry.text)]


def names_the_occupation(application: Application, text: str) -> bool:
    """Whether a text names the occupation in force, by its ST or its OCC reference, perhaps among others."""
    references = references_in(text)
    found = {occupation for reference in references for occupation in application.catalogue.find(reference)}
    return application.named_reference in references or bool(found & set(application.occupations))


def cells_naming_it(application: Application) -> list[Location]:
    """The cells that name the occupation in force."""
    naming = cells_with_a_reference(application)
    return [entry.location for entry in naming if names_the_occupation(application, entry.text)]


def cells_with_a_version(application: Application) -> list[Entry]:
    """The cells that name a version: the version's own, or the one that names only this standard ("ST0827 v1.1")."""
    given = [entry for entry in application.given("version") if normal_version(entry.text)]
    books = {entry.location.book for entry in given}
    beside = (entry for entry in cells_with_a_reference(application) if entry.location.book not in books)
    return [*given, *(entry for entry in beside if normal_version(entry.text) and len(references_in(entry.text)) == 1)]


def routes_named(application: Application) -> list[tuple[str, Location | None]]:
    """Every route named, and its cell unless it was chosen."""
    return _said(application, application.choice.route, "route")


def options_named(application: Application) -> list[tuple[str, Location | None]]:
    """Every option named, and its cell unless it was chosen."""
    return _said(application, application.choice.option, "option")


def _said(application: Application, chosen: str, name: str) -> list[tuple[str, Location | None]]:
    given = [(entry.text, entry.location) for entry in application.given(name)]
    return [(chosen, None), *given] if chosen else [*given]


def reference_of_title(application: Application, text: str) -> str:
    """The one standard with this title, approved ones first, or else with all these words in it; empty if not one."""
    hits = application.catalogue.search(text)
    titles = {hit: (hit.title, hit.standard_title, hit.option_title, hit.version_title) for hit in hits}
    exact = [hit for hit in hits if fold(text) in map(fold, titles[hit])]
    likeliest = [hit for hit in exact if hit.approved] or exact or hits
    references = {hit.reference for hit in likeliest}
    return references.pop() if len(references) == 1 else ""


def has_options(application: Application) -> bool:
    """Whether it is a core-and-options standard, by its record or else the catalogue."""
    if application.standard:
        return bool(application.standard.options) or application.standard.core_and_options
    not_listed = [occupation for occupation in application.occupations if occupation.approved is None]
    return bool(application.option_titles) or any(occupation.core_and_options for occupation in not_listed)


def is_an_option(application: Application, option: str) -> bool:
    """Whether the standard's record has an option of this name."""
    return application.standard is not None and application.standard.option_called(option) is not None


def option_near(application: Application, option: str) -> str:
    """The option that may be meant: a title that holds the text, stands in it or is much like it; else empty."""
    titles = {fold(title): title for title in application.option_titles}
    said = fold(option)
    within = [title for folded, title in titles.items() if said and (folded in said or said in folded)]
    close = get_close_matches(said, titles, n=1, cutoff=ALIKE)
    return within[0] if len(within) == 1 else titles[close[0]] if close else ""


def sign_against_it(application: Application) -> tuple[str, str]:
    """The status that keeps the standard from being used, by its record and by the catalogue; else empty.

    A record of an approved standard outdoes the catalogue, which may be older. A retired record may only be an old
    version, so it counts where the catalogue does not know the standard.
    """
    record = application.standard.status if application.standard else ""
    known = application.occupations
    status = record.casefold()
    if status in NOT_APPROVED or (status == RETIRED and not known):
        return record, ""
    if known and status != APPROVED and all(occupation.approved is False for occupation in known):
        return "", known[0].status
    return "", ""
