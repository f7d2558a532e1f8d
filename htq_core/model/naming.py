"""What the files and the choice say of the standard: its reference, version, option and route."""

import re
from collections.abc import Callable
from difflib import get_close_matches

from htq_core.location import Book, Location
from htq_core.model.application import Application
from htq_core.model.in_force import NAMING
from htq_core.model.records import Entry
from htq_core.pathways import names_in
from htq_core.standards.catalogue import normal_version, references_in
from htq_core.standards.wording import fold

NOT_APPROVED = frozenset({"withdrawn", "in development", "proposal in development"})
RETIRED = "retired"
APPROVED = "approved for delivery"
ALIKE = 0.6
Fits = Callable[[Application, str], bool]
_ASIDE = re.compile(
    r"\b(?:(?:st|occ) ?\d{3,4}[a-z]?|v(?:er|ersion)? ?\d+(?: \d+)?|\d+ \d+|l(?:evel)? ?[45]|illustrative"
    r"|and|the|a|an|of|for|in|(?:occupational|apprenticeship) standard|(?:higher )?apprenticeship|standard|option)\b"
)


def cells_with_a_reference(application: Application) -> list[Entry]:
    """The cells that name a standard by a reference."""
    given = (entry for name in NAMING for entry in application.given(name))
    return [entry for entry in given if references_in(entry.text)]


def cells_naming_it(application: Application) -> list[Location]:
    """The cells that name the occupation in force."""
    naming = cells_with_a_reference(application)
    return [entry.location for entry in naming if application.is_named_in(entry.text)]


def cells_with_a_version(application: Application) -> list[Entry]:
    """The cells that name a version: the version's own, or the one that names only this standard ("ST0827 v1.1")."""
    given = [entry for entry in application.versions_given if normal_version(entry.text)]
    books = {entry.location.book for entry in given}
    beside = (entry for entry in cells_with_a_reference(application) if entry.location.book not in books)
    own = (entry for entry in beside if application.is_named_in(entry.text) and len(references_in(entry.text)) == 1)
    named = [*given, *(entry for entry in own if normal_version(entry.text))]
    return [entry for entry in named if not _is_of_another(application, entry, _is_its_version)]


def _is_its_version(application: Application, text: str) -> bool:
    return normal_version(text) == application.version


def routes_named(application: Application) -> list[tuple[str, Location | None]]:
    """Every route named, and its cell unless it was chosen."""
    return _said(application, application.choice.route, "route")


def options_named(application: Application) -> list[tuple[str, Location | None]]:
    """Every option named, and its cell unless it was chosen.

    In the structure, options of several occupations may stand side by side, or that of another alone.
    """
    occupations = (application, *application.others)

    def names_theirs(cell: Location | None, text: str) -> bool:
        theirs = all(any(is_an_option(one, name) for one in occupations) for name in names_in(text))
        return theirs and cell is not None and cell.book is Book.STRUCTURE and not is_an_option(application, text)

    named = _said(application, application.choice.option, "option")
    return [(option, cell) for option, cell in named if not names_theirs(cell, option)]


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


def references_near(application: Application) -> tuple[str, ...]:
    """The references that one which is not in the catalogue may mean: that of the title beside it, then like ones."""
    titled = (reference_of_title(application, entry.text) for entry in application.given("standard_title"))
    near = (*filter(None, titled), *application.catalogue.near(application.reference))
    return tuple(reference for reference in dict.fromkeys(near) if reference != application.reference)


def is_on_the_maps(application: Application) -> bool:
    """Whether the occupational maps had the reference in force when the catalogue was made."""
    return any(occupation.approved is not None for occupation in application.occupations)


def titles_it_has(application: Application) -> tuple[str, ...]:
    """Every title that the standard in force goes by: the record's first, then those of the catalogue."""
    record = application.standard
    known = (
        title
        for occupation in application.occupations
        for title in (occupation.standard_title, occupation.title, occupation.version_title)
    )
    return tuple(dict.fromkeys(filter(None, ([record.title] if record else []) + list(known))))


def strange_titles(application: Application) -> list[Entry]:
    """The cells with a title of the standard that it does not have."""
    return _strange(application, "standard_title", _is_its_title)


def _is_its_title(application: Application, text: str) -> bool:
    titles = [_bare_words(title) for title in titles_it_has(application)]
    if not titles:
        return True
    options = [_bare_words(title) for title in application.option_titles]
    said = _bare_words(text)
    if said in titles or said in options:
        return True
    return any(title <= said and said - title <= option for title in titles for option in options)


def _bare_words(title: str) -> frozenset[str]:
    """The words of a title; a reference, a version, a level and joining words put aside."""
    return frozenset(_ASIDE.sub(" ", fold(title)).split())


def routes_it_is_on(application: Application) -> tuple[str, ...]:
    """The routes of the standard in force, as the catalogue names routes: by its record, and by the catalogue."""
    record = application.standard
    names = [record.route if record else "", *(occupation.route for occupation in application.occupations)]
    routes = (application.catalogue.route_called(name) for name in names)
    return tuple(dict.fromkeys(route.name for route in routes if route))


def strange_routes(application: Application) -> list[Entry]:
    """The cells with a route that the standard is not on. A route without standards is told elsewhere."""
    return _strange(application, "route", _is_its_route)


def _is_its_route(application: Application, text: str) -> bool:
    catalogue = application.catalogue
    said = catalogue.route_called(text)
    if said and not said.available:
        return True
    on = [route for name in routes_it_is_on(application) if (route := catalogue.route_called(name))]
    names = (name for route in on for name in (route.name, *route.earlier_names))
    return not on or any(f" {fold(name)} " in f" {fold(text)} " for name in names)


def _strange(application: Application, name: str, fits: Fits) -> list[Entry]:
    """The cells of an item that do not fit the standard."""
    strange = [entry for entry in application.given(name) if not fits(application, entry.text)]
    return [entry for entry in strange if not _is_of_another(application, entry, fits)]


def _is_of_another(application: Application, entry: Entry, fits: Fits) -> bool:
    """Whether a cell of the structure fits another occupation: it has room for one, and the mappings say theirs.

    Anything fits an occupation of which nothing is known.
    """
    other = not fits(application, entry.text) and entry.location.book is Book.STRUCTURE
    return other and any(fits(one, entry.text) for one in application.others)


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
