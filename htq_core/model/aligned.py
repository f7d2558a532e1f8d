"""The occupations that the qualification is said to align to, and those that have a mapping."""

from collections.abc import Iterable, Mapping

from htq_core.location import Location
from htq_core.model.application import Application
from htq_core.model.in_force import NAMING
from htq_core.standards.catalogue import Occupation, normal_reference, references_in
from htq_core.standards.wording import fold

Places = tuple[Location, ...]


def without_a_mapping(application: Application) -> Mapping[str, Places]:
    """The references that are named and have no mapping of their own, each with the cells that name it."""
    mapped = [application, *application.others]
    missing: dict[str, Places] = {}
    for reference, place in _named(mapped):
        if not any(_is_of(reference, other) for other in mapped):
            missing[reference] = (*missing.get(reference, ()), *([place] if place else []))
    return {reference: tuple(dict.fromkeys(places)) for reference, places in missing.items()}


def named_by_others(application: Application, text: str) -> bool:
    """Whether a text names an occupation that the same qualification is held against beside this one."""
    return any(_is_of(reference, other) for reference in references_in(text) for other in application.others)


def _named(applications: Iterable[Application]) -> Iterable[tuple[str, Location | None]]:
    """Every reference that the files or the answers name, with the cell that does."""
    for application in applications:
        entries = [entry for name in NAMING for entry in application.given(name)]
        again = (entry for name in NAMING for entry in application.qualification.further.get(name, ()))
        for entry in (*entries, *again):
            for reference in references_in(entry.text):
                yield reference, entry.location
        for text in application.answers.occupations:
            if reference := normal_reference(text):
                yield reference, None


def _is_of(reference: str, application: Application) -> bool:
    """Whether a reference means the occupation of an application."""
    if reference in (application.named_reference, application.reference):
        return True
    return bool(set(application.catalogue.find(reference)) & _occupations_of(application))


def _occupations_of(application: Application) -> set[Occupation]:
    """The occupations in force: the one of the option that is named, else all under the reference."""
    found = application.occupations
    option = fold(application.option)
    return set([one for one in found if option and fold(one.option_title) == option] or found)
