"""The occupational standard: what the files say beside its reference, and which occupations they are for"""

from collections.abc import Iterator

from htq_core.findings import Severity
from htq_core.model.aligned import without_a_mapping
from htq_core.model.application import Application
from htq_core.model.naming import (
    is_on_the_maps,
    reference_of_title,
    routes_it_is_on,
    strange_routes,
    strange_titles,
    titles_it_has,
)
from htq_core.model.titles import qualifications_in, titles_given, titles_of_others
from htq_core.rules.rule import MAPPING, REFERENCE, Flag, InFull, Need, flag
from htq_core.rules.std import STD
from htq_core.standards.wording import fold

TITLE_KNOWN = Need(
    lambda a: bool(titles_it_has(a)) and (a.standard is not None or is_on_the_maps(a)),
    "The title of this standard is not known. Load its published record on the Standard page.",
)

ROUTE_KNOWN = Need(
    lambda a: bool(routes_it_is_on(a)),
    "The route of this standard is not known. Load its published record on the Standard page.",
)

ANY_FILE = Need(lambda a: a.mapping is not None or a.structure is not None, MAPPING.reason)


@STD.rule(
    "STD-08",
    Severity.NOTE,
    inputs="MC",
    basis="J",
    needs=(REFERENCE, TITLE_KNOWN),
    requires=("STD-01",),
    applies=lambda application: bool(application.given("standard_title")),
    nothing_to_do="The files give no title of the standard.",
    message="The title given for {reference} is not its title.",
    found="“{said}” in {where}.",
    expected="“{title}”, the title of {reference}.",
    fix="{remedy}.",
    limits="Knows the present title and the one in the loaded record. May over-report an older title.",
)
def the_title_is_the_standards(application: Application) -> Iterator[Flag]:
    """The title in the file is the standard’s title.

    Reference and title are read together, and a title that does not fit makes the reader doubt the reference.
    """
    for entry in strange_titles(application):
        other = reference_of_title(application, entry.text)
        meant = other and other != application.reference
        yield flag(
            entry.location,
            cause=fold(entry.text),
            said=entry.text,
            reference=application.reference,
            title=titles_it_has(application)[0],
            remedy=InFull(f"This is the title of {other}. Correct the title, or the reference if you mean {other}")
            if meant
            else "Correct the title, or the reference if it is of another standard",
        )


@STD.rule(
    "STD-09",
    Severity.NOTE,
    inputs="MC",
    basis="J",
    needs=(REFERENCE, ROUTE_KNOWN),
    requires=("STD-01",),
    applies=lambda application: bool(application.given("route")),
    nothing_to_do="The files give no occupational route.",
    message="The route given for {reference} is not its route.",
    found="“{said}” in {where}.",
    expected="{routes}.",
    fix="Write “{route}”, or check that {reference} is the standard you mean.",
    limits="Goes by the catalogue and the loaded record. May over-report a standard that has changed its route.",
)
def the_route_is_the_standards(application: Application) -> Iterator[Flag]:
    """The route in the file is the standard’s route, by its present name or an older one.

    The route decides which panel looks at the qualification.
    """
    routes = routes_it_is_on(application)
    for entry in strange_routes(application):
        yield flag(
            entry.location,
            cause=fold(entry.text),
            said=entry.text,
            reference=application.reference,
            routes=routes,
            route=routes[0],
        )


@STD.rule(
    "STD-17",
    Severity.FIX,
    inputs="MQ",
    basis="P",
    once=True,
    needs=(ANY_FILE,),
    applies=lambda application: bool(titles_given(application)),
    nothing_to_do="The files give no title of the qualification.",
    message="The files concern more than one qualification.",
    found="{titles}.",
    expected="One qualification, named alike in both files.",
    fix="{remedy}.",
    limits="Goes by titles that have no subject in common or name other awards. May miss two alike.",
)
def the_files_concern_one_qualification(application: Application) -> Iterator[Flag]:
    """The files concern one qualification.

    Each qualification needs its own application form, with a mapping and a structure of its own.
    """
    with_several = [(entry, named) for entry in titles_given(application) if (named := qualifications_in(entry.text))]
    for entry, named in with_several:
        yield flag(
            entry.location,
            cause="several in one title",
            titles=tuple(InFull(f"“{title}”") for title in named),
            remedy=InFull("Keep one of them here, and put the other in files of its own, with a form of its own"),
        )
    if with_several:
        return
    for one, other in titles_of_others(application):
        yield flag(
            one.location,
            other.location,
            cause="two titles",
            titles=tuple(InFull(f"“{entry.text}” in the {entry.location.book}") for entry in (one, other)),
            remedy=InFull("Put the files of one qualification together. Correct the title if it is only a slip"),
        )
        return


@STD.rule(
    "STD-18",
    Severity.FIX,
    inputs="MA",
    basis="P",
    once=True,
    needs=(REFERENCE, MAPPING),
    requires=("STD-01",),
    message="{reference} is named, and has no mapping of its own.",
    found="{occupation}, {place}. There is a mapping for {mapped} only.",
    expected="A mapping for every occupation that the qualification aligns to.",
    fix="Fill in a mapping for {reference} and check it together with this one, or take the reference out.",
    limits="Knows the occupations that are named by a reference in the files or the answers.",
)
def every_occupation_has_its_own_mapping(application: Application) -> Iterator[Flag]:
    """Every occupation that the qualification aligns to has its own mapping.

    The criteria are met in full for each occupation, so the KSBs of two standards are never put together.
    """
    mapped = sorted(filter(None, (one.reference for one in (application, *application.others))))
    for reference, places in without_a_mapping(application).items():
        title = application.catalogue.title_of(reference)
        yield flag(
            *places,
            cause=reference,
            reference=reference,
            occupation=f"{reference} {title}",
            place="named as one of the occupations" if places else "named in your answers",
            mapped=tuple(mapped),
        )
