"""STD and QUA: the standard that is named, and the qualification's own facts."""

from dataclasses import replace

from htq_core.standards.standard import Standard
from tests.making.applications import MadeApplication
from tests.making.clean import clean_application
from tests.making.defects.defect import Seeded, defect

NAMED_STANDARD = ("mapping details", "", "standard")
NAMED_VERSION = ("mapping details", "", "version")
NAMED_OPTION = ("mapping details", "", "option")
NAMED_ROUTE = ("mapping details", "", "route")
LEVEL = ("structure details", "", "level")


def _option(application: MadeApplication) -> str:
    return str(application.mapping_details.get("option") or "")


@defect("STD-01")
def another_standard_was_chosen(application: MadeApplication, standard: Standard) -> Seeded:
    """The mapping names another standard than the one chosen on screen."""
    changed = application.with_details("mapping", standard="ST0001")
    return Seeded(changed, (NAMED_STANDARD,), standard, chosen_reference=standard.reference)


@defect("STD-01")
def no_standard_is_named(application: MadeApplication, standard: Standard) -> Seeded:
    """Neither file names a standard, and none is chosen."""
    return Seeded(application.with_details("both", standard=None), (NAMED_STANDARD,), None)


@defect(
    "STD-02",
    also={
        "STD-15": "The record of a standard that we do not know is not at hand either.",
    },
)
def standard_is_unknown(application: MadeApplication, standard: Standard) -> Seeded:
    """The files name a standard that the catalogue does not have."""
    return Seeded(application.with_details("both", standard="ST9998"), (NAMED_STANDARD,), None)


@defect("STD-03")
def standard_is_at_level_6(application: MadeApplication, standard: Standard) -> Seeded:
    """The standard is neither at level 4 nor 5."""
    return Seeded(application, (NAMED_STANDARD,), replace(standard, level=6))


@defect(
    "STD-03",
    also={
        "STD-15": "The record of such a standard is not at hand.",
    },
)
def reference_is_never_at_this_level(application: MadeApplication, standard: Standard) -> Seeded:
    """The files name a foundation apprenticeship, which is never at level 4 or 5."""
    return Seeded(application.with_details("both", standard="FA0012"), (NAMED_STANDARD,), None)


@defect("STD-04")
def standard_is_withdrawn(application: MadeApplication, standard: Standard) -> Seeded:
    """The standard has been withdrawn."""
    return Seeded(application, (NAMED_STANDARD,), replace(standard, status="Withdrawn"))


@defect(
    "STD-04",
    also={
        "STD-15": "A potential standard has no published record yet.",
        "QUA-03": "The occupation named is at level 5, and the qualification stays at level 4.",
    },
)
def standard_is_only_potential(application: MadeApplication, standard: Standard) -> Seeded:
    """The files name an occupation that the catalogue has as a potential standard only."""
    changed = application.with_details("both", standard="ST0468", standard_title="Journeyman bookbinder")
    return Seeded(changed, (NAMED_STANDARD,), None)


@defect("STD-05")
def mapping_was_made_to_another_version(application: MadeApplication, standard: Standard) -> Seeded:
    """The mapping names another version than the one it is checked against."""
    changed = application.with_details("mapping", version="9.7")
    return Seeded(changed, (NAMED_VERSION,), standard, chosen_version=standard.version)


@defect("STD-10")
def route_has_no_standards(application: MadeApplication, standard: Standard) -> Seeded:
    """The route is hair and beauty, which has no standard at level 4 or 5."""
    changed = application.with_details("both", route="Hair and beauty")
    return Seeded(changed, (NAMED_ROUTE,), replace(standard, route="Hair and beauty"))


@defect("STD-11")
def option_is_not_named(application: MadeApplication, standard: Standard) -> Seeded | None:
    """The standard has options, and none is named."""
    if not standard.options:
        return None
    return Seeded(application.with_details("both", option=None), (NAMED_OPTION,), standard)


@defect("STD-12")
def option_does_not_exist(application: MadeApplication, standard: Standard) -> Seeded | None:
    """The option named is not one of the standard's."""
    if not standard.options:
        return None
    return Seeded(application.with_details("both", option="Deep-sea navigator"), (NAMED_OPTION,), standard)


@defect(
    "STD-15",
    also={
        "QUA-03": "The standard named is at level 5, and the qualification stays at level 4.",
    },
)
def record_is_not_loaded(application: MadeApplication, standard: Standard) -> Seeded:
    """The published record of a real standard is not at hand."""
    return Seeded(application.with_details("both", standard="ST0827"), (), None)


@defect("QUA-01")
def qualification_is_at_level_6(application: MadeApplication, standard: Standard) -> Seeded:
    """The qualification is at level 6."""
    return Seeded(application.with_details("both", level=6), (LEVEL,), standard)


@defect("QUA-02")
def qualification_is_above_the_standard(application: MadeApplication, standard: Standard) -> Seeded | None:
    """A level 5 qualification for a level 4 standard: accepted, so the finding is only a note."""
    if standard.level != 4:
        return None
    return Seeded(clean_application(standard, _option(application), level=5), (LEVEL,), standard)


@defect("QUA-03")
def qualification_is_below_the_standard(application: MadeApplication, standard: Standard) -> Seeded | None:
    """A level 4 qualification for a level 5 standard."""
    if standard.level != 5:
        return None
    return Seeded(clean_application(standard, _option(application), level=4), (LEVEL,), standard)


@defect("QUA-04")
def title_says_htq(application: MadeApplication, standard: Standard) -> Seeded:
    """The title has "HTQ" in it."""
    title = f"{application.structure_details['title']} (HTQ)"
    return Seeded(application.with_details("both", title=title), (("structure details", "", "title"),), standard)


@defect("QUA-07")
def permission_is_not_recorded(application: MadeApplication, standard: Standard) -> Seeded:
    """A Higher National, without a word on Pearson's permission."""
    award, name = ("HND", "Diploma") if application.structure_details["level"] == 5 else ("HNC", "Certificate")
    changed = application.with_details("both", title=f"Higher National {name} in {standard.title}").with_details(
        "structure", award_type=award, holder="Pearson", permission=None
    )
    return Seeded(changed, (("structure details", "", "permission"),), standard)


@defect("QUA-12")
def awarding_body_is_missing(application: MadeApplication, standard: Standard) -> Seeded:
    """No awarding body is given."""
    changed = application.with_details("both", awarding_body=None)
    return Seeded(changed, (("structure details", "", "awarding_body"),), standard)
