"""STD and QUA: the standard that is named, and the qualification's own facts."""

from dataclasses import replace
from datetime import date

from htq_core.standards.library import builtin_library
from htq_core.standards.standard import Standard
from tests.making.applications import MadeApplication
from tests.making.clean import clean_application
from tests.making.defects.defect import Seeded, defect, with_full_claim

NAMED_STANDARD = ("mapping details", "", "standard")
NAMED_VERSION = ("mapping details", "", "version")
NAMED_OPTION = ("mapping details", "", "option")
NAMED_ROUTE = ("mapping details", "", "route")
TITLE = ("structure details", "", "title")
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


@defect("STD-06")
def version_has_an_end(application: MadeApplication, standard: Standard) -> Seeded:
    """The version can be started until a day that is set."""
    return Seeded(application, (NAMED_VERSION,), replace(standard, latest_start="2027-08-31"))


@defect("STD-07", also={"COV-05": "The standard with the notice has KSBs of its own, some of them partly covered."})
def standard_has_a_notice(application: MadeApplication, standard: Standard) -> Seeded | None:
    """There is a notice on the standard. One of the standards we made up has one, which comes with the program."""
    noted = builtin_library().get("ST9004")
    if noted is None:
        return None
    return Seeded(clean_application(noted, noted.options[0].title), (NAMED_STANDARD,), noted)


@defect("STD-08")
def title_is_another_standards(application: MadeApplication, standard: Standard) -> Seeded:
    """The title beside the reference is of another standard."""
    changed = application.with_details("mapping", standard_title="Journeyman bookbinder")
    return Seeded(changed, (("mapping details", "", "standard_title"),), standard)


@defect("STD-09")
def route_is_another(application: MadeApplication, standard: Standard) -> Seeded:
    """The route is one that the standard is not on."""
    other = "Protective services" if standard.route != "Protective services" else "Digital"
    return Seeded(application.with_details("both", route=other), (NAMED_ROUTE,), standard)


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
    "STD-13",
    also={
        "COV-05": "With every KSB asked for, other rows are partly covered.",
        "COV-11": "With every KSB asked for, other rows have that reason.",
    },
)
def record_does_not_tell_options_apart(application: MadeApplication, standard: Standard) -> Seeded | None:
    """The record names the options and not their KSBs."""
    if not standard.options:
        return None
    options = tuple(option._replace(codes=None) for option in standard.options)
    record = replace(standard, options=options, core_codes=None)
    return Seeded(clean_application(record, _option(application)), (NAMED_OPTION,), record)


@defect("STD-14")
def mapping_has_a_row_of_another_option(application: MadeApplication, standard: Standard) -> Seeded | None:
    """There is a row for a KSB that only another option asks for."""
    asked = {ksb.code for ksb in standard.ksbs_for(_option(application))}
    others = {code for option in standard.options for code in option.codes or ()}
    extra = next((ksb for ksb in standard.ksbs if ksb.code in others - asked), None)
    if extra is None:
        return None
    row = replace(with_full_claim(application), ksb=extra.code, statement=extra.text)
    changed = replace(application, claims=(*application.claims, row))
    return Seeded(changed, (("claim", extra.code, "ksb"),), standard)


@defect(
    "STD-15",
    also={
        "QUA-03": "The standard named is at level 5, and the qualification stays at level 4.",
    },
)
def record_is_not_loaded(application: MadeApplication, standard: Standard) -> Seeded:
    """The published record of a real standard is not at hand."""
    changed = application.with_details("both", standard="ST0827", version=None, route="Health and science")
    return Seeded(changed.with_details("mapping", standard_title="Nursing associate"), (), None)


@defect("STD-16")
def catalogue_is_old(application: MadeApplication, standard: Standard) -> Seeded:
    """The check is made so long after the day of the catalogue that it may not know the standard any more."""
    return Seeded(application, (), standard, today=date(2027, 7, 1))


@defect("STD-17")
def files_are_of_two_qualifications(application: MadeApplication, standard: Standard) -> Seeded:
    """The mapping is of another qualification than the structure."""
    changed = application.with_details("mapping", title="Diploma in Zymurgy")
    return Seeded(changed, (("mapping details", "", "title"), TITLE), standard)


@defect("STD-17")
def title_names_two_qualifications(application: MadeApplication, standard: Standard) -> Seeded:
    """One title in the structure names two qualifications."""
    title = f"Level 4 Diploma in {standard.title} and Level 5 Diploma in {standard.title}"
    return Seeded(application.with_details("structure", title=title), (TITLE,), standard)


@defect("STD-18")
def second_occupation_has_no_mapping(application: MadeApplication, standard: Standard) -> Seeded:
    """The structure names a second standard, and there is one mapping."""
    changed = application.with_details("structure", standard=f"{standard.reference}; ST0468")
    return Seeded(changed, (("structure details", "", "standard"),), standard)


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
    return Seeded(application.with_details("both", title=title), (TITLE,), standard)


@defect("QUA-05")
def title_is_longer_in_one_file(application: MadeApplication, standard: Standard) -> Seeded:
    """The structure gives a longer title than the mapping."""
    title = f"{application.structure_details['title']} and Related Work"
    return Seeded(application.with_details("structure", title=title), (TITLE,), standard)


@defect("QUA-05")
def level_is_another_in_the_mapping(application: MadeApplication, standard: Standard) -> Seeded:
    """The mapping gives another level than the structure."""
    other = 5 if application.structure_details["level"] == 4 else 4
    changed = application.with_details("mapping", level=other)
    return Seeded(changed, (("mapping details", "", "level"), LEVEL), standard)


@defect("QUA-06")
def award_type_is_of_another_level(application: MadeApplication, standard: Standard) -> Seeded:
    """The award type is one of the other level."""
    award = "DipHE" if application.structure_details["level"] == 4 else "CertHE"
    changed = application.with_details("structure", award_type=award)
    return Seeded(changed, (("structure details", "", "award_type"),), standard)


@defect("QUA-07")
def permission_is_not_recorded(application: MadeApplication, standard: Standard) -> Seeded:
    """A Higher National, without a word on Pearson's permission."""
    award, name = ("HND", "Diploma") if application.structure_details["level"] == 5 else ("HNC", "Certificate")
    changed = application.with_details("both", title=f"Higher National {name} in {standard.title}").with_details(
        "structure", award_type=award, holder="Pearson", permission=None
    )
    return Seeded(changed, (("structure details", "", "permission"),), standard)


@defect("QUA-08")
def holder_has_given_no_permission(application: MadeApplication, standard: Standard) -> Seeded:
    """The intellectual property is another body's, and no permission is recorded."""
    changed = application.with_details("structure", holder="Northern Awards", permission=None)
    return Seeded(changed, (("structure details", "", "permission"),), standard)


@defect("QUA-09")
def regulator_is_missing(application: MadeApplication, standard: Standard) -> Seeded:
    """No regulator is given."""
    changed = application.with_details("structure", regulator=None)
    return Seeded(changed, (("structure details", "", "regulator"),), standard)


@defect("QUA-10")
def number_has_a_digit_too_few(application: MadeApplication, standard: Standard) -> Seeded:
    """An Ofqual number lacks a digit."""
    changed = application.with_details("structure", regulator="Ofqual", number="603/123/5")
    return Seeded(changed, (("structure details", "", "number"),), standard)


@defect("QUA-11")
def credits_are_twice_the_usual(application: MadeApplication, standard: Standard) -> Seeded:
    """Every unit, and so the total, has twice the credits that such an award usually has."""
    units = tuple(
        replace(unit, credits=int(str(unit.credits)) * 2, glh=int(str(unit.glh)) * 2) for unit in application.units
    )
    twice = {name: int(str(application.structure_details[name])) * 2 for name in ("total_credits", "glh", "tqt")}
    changed = replace(application, units=units).with_details("structure", **twice)
    return Seeded(changed, (("structure details", "", "total_credits"),), standard)


@defect("QUA-12")
def awarding_body_is_missing(application: MadeApplication, standard: Standard) -> Seeded:
    """No awarding body is given."""
    changed = application.with_details("both", awarding_body=None)
    return Seeded(changed, (("structure details", "", "awarding_body"),), standard)


@defect("QUA-13")
def first_teaching_is_a_season(application: MadeApplication, standard: Standard) -> Seeded:
    """First teaching is given as a season."""
    changed = application.with_details("structure", first_teaching="Autumn 2027")
    return Seeded(changed, (("structure details", "", "first_teaching"),), standard)
