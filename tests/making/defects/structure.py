"""STR and PTH: units, credits, rules of combination, and what they permit."""

from dataclasses import replace

from htq_core.standards.library import builtin_library
from htq_core.standards.standard import Standard
from tests.making.applications import MadeApplication, swapped
from tests.making.clean import clean_application
from tests.making.defects.defect import Seeded, changed_claim, defect, with_full_claim

TOTAL = ("structure details", "", "total_credits")


@defect("STR-01")
def unit_has_no_level(application: MadeApplication, standard: Standard) -> Seeded:
    """A unit's level is blank."""
    code = application.units[0].code
    return Seeded(application.with_unit(code, level=None), (("unit", str(code), "level"),), standard)


@defect("STR-01")
def unit_has_no_status(application: MadeApplication, standard: Standard) -> Seeded:
    """A unit is neither mandatory nor optional."""
    code = application.units[0].code
    return Seeded(application.with_unit(code, status=None), (("unit", str(code), "status"),), standard)


@defect(
    "STR-02",
    also={
        "REF-01": "The second unit has lost its own code, so the rows that name it lead nowhere.",
    },
)
def unit_code_is_repeated(application: MadeApplication, standard: Standard) -> Seeded:
    """The second unit has the first one's code."""
    first, second = application.units[:2]
    changed = application.with_unit(second.code, code=first.code)
    return Seeded(changed, (("unit", f"{first.code}#2", "code"),), standard)


@defect("STR-03")
def credits_are_zero(application: MadeApplication, standard: Standard) -> Seeded:
    """A unit has no credits at all."""
    code = application.units[1].code
    return Seeded(application.with_unit(code, credits=0), (("unit", str(code), "credits"),), standard)


@defect(
    "STR-04", also={"QUA-11": "Such a total is not usual for the award either, should the units be changed to fit it."}
)
def total_is_not_the_sum(application: MadeApplication, standard: Standard) -> Seeded:
    """The total stated is ten credits more than the units make."""
    total = application.structure_details["total_credits"]
    assert isinstance(total, int)
    return Seeded(application.with_details("structure", total_credits=total + 10), (TOTAL,), standard)


@defect("STR-05")
def group_asks_for_more_than_it_holds(application: MadeApplication, standard: Standard) -> Seeded | None:
    """A learner has to choose more units than there are."""
    if not application.groups:
        return None
    name = application.groups[0].name
    changed = application.with_group(name, minimum=len(application.optional) + 3)
    return Seeded(changed, (("group", name, "minimum"),), standard)


@defect(
    "STR-06",
    also={
        "QUA-11": "Such a total is not usual for the award either, should the units be changed to fit it.",
    },
)
def mandatory_credits_exceed_the_total(application: MadeApplication, standard: Standard) -> Seeded:
    """The mandatory units alone are more than the total."""
    return Seeded(application.with_details("structure", total_credits=40), (TOTAL,), standard)


@defect("STR-07")
def guided_hours_exceed_total_hours(application: MadeApplication, standard: Standard) -> Seeded:
    """The qualification has more guided learning hours than hours in all."""
    credits = application.structure_details["total_credits"]
    assert isinstance(credits, int)
    changed = application.with_details("structure", glh=credits * 11)
    return Seeded(changed, (("structure details", "", "glh"),), standard)


@defect("STR-08")
def total_hours_are_twice_as_many(application: MadeApplication, standard: Standard) -> Seeded:
    """Total qualification time is twenty hours a credit."""
    credits = application.structure_details["total_credits"]
    assert isinstance(credits, int)
    changed = application.with_details("structure", tqt=credits * 20)
    return Seeded(changed, (("structure details", "", "tqt"),), standard)


@defect("STR-09")
def unit_is_at_level_6(application: MadeApplication, standard: Standard) -> Seeded:
    """One unit is at level 6."""
    code = application.units[-1].code
    return Seeded(application.with_unit(code, level=6), (("unit", str(code), "level"),), standard)


@defect("STR-10")
def most_credits_are_at_another_level(application: MadeApplication, standard: Standard) -> Seeded:
    """Every mandatory unit is at the other level."""
    other = {4: 5, 5: 4}[int(str(application.structure_details["level"]))]
    codes = [unit.code for unit in application.mandatory]
    for code in codes:
        application = application.with_unit(code, level=other)
    return Seeded(application, tuple(("unit", str(code), "level") for code in codes), standard)


@defect("STR-11")
def optional_unit_has_no_group(application: MadeApplication, standard: Standard) -> Seeded | None:
    """An optional unit belongs to no option group."""
    if not application.optional:
        return None
    code = application.optional[-1].code
    return Seeded(application.with_unit(code, group=None), (("unit", str(code), "group"),), standard)


@defect("STR-12")
def group_has_no_rule(application: MadeApplication, standard: Standard) -> Seeded | None:
    """Units name an option group for which there is no rule of combination."""
    if not application.groups:
        return None
    first = next(unit for unit in application.optional if unit.group == application.groups[0].name)
    changed = replace(application, groups=application.groups[1:])
    return Seeded(changed, (("unit", str(first.code), "group"),), standard)


@defect("STR-13")
def pathway_has_another_name(application: MadeApplication, standard: Standard) -> Seeded:
    """A row of the mapping is for a pathway that the structure does not name."""
    return changed_claim(application, standard, "pathway", pathway="Weekend cohort")


@defect("STR-14")
def unit_has_no_assessment(application: MadeApplication, standard: Standard) -> Seeded:
    """A unit's assessment is blank."""
    code = application.units[2].code
    return Seeded(application.with_unit(code, assessment=None), (("unit", str(code), "assessment"),), standard)


@defect("STR-15")
def weightings_make_80(application: MadeApplication, standard: Standard) -> Seeded:
    """The weightings of a unit's assessments make 80%."""
    code = application.units[1].code
    changed = application.with_unit(code, assessment="Written report 50%; Presentation 30%")
    return Seeded(changed, (("unit", str(code), "assessment"),), standard)


@defect("STR-16")
def unit_required_first_does_not_exist(application: MadeApplication, standard: Standard) -> Seeded:
    """A unit requires another that is not in the structure."""
    code = application.mandatory[-1].code
    changed = application.with_unit(code, required_first="ZQ977")
    return Seeded(changed, (("unit", str(code), "required_first"),), standard)


@defect("STR-17")
def rule_is_in_words(application: MadeApplication, standard: Standard) -> Seeded | None:
    """How many to choose is said in words, so that it had to be interpreted."""
    if not application.groups:
        return None
    name = application.groups[0].name
    changed = application.with_group(name, choose="Choose two units", minimum=None)
    return Seeded(changed, (("group", name, "minimum"),), standard)


@defect(
    "PTH-01",
    also={
        "PTH-07": "The pathway that misses the KSB is also the one that misses most.",
    },
)
def ksb_rests_on_one_option(application: MadeApplication, standard: Standard) -> Seeded | None:
    """A KSB is claimed only by an optional unit that a learner need not choose."""
    if not application.optional:
        return None
    return changed_claim(application, standard, "units", units=(str(application.optional[0].code),))


@defect(
    "PTH-02",
    also={
        "COV-05": "Partial coverage is to be discussed, however good its reason.",
        "KSB-03": "In a list by KSB, two rows that differ are two answers as well.",
        "PTH-06": "The KSB rests on optional units alone, and each choice has one of them.",
    },
)
def one_option_covers_less_than_another(application: MadeApplication, standard: Standard) -> Seeded | None:
    """A KSB is covered fully by one optional unit and only partly by the others; each has a row of its own."""
    if len(application.optional) < 3:
        return None
    full, *less = [str(unit.code) for unit in application.optional]
    row = with_full_claim(application)
    partly = replace(row, coverage="Partial", units=(less[0],), reason="The machine itself is met at work, under care.")
    rows = [replace(row, units=(full,)), partly, *(replace(partly, units=(code,)) for code in less[1:])]
    at = application.claims.index(row)
    claims = (*application.claims[:at], *rows, *application.claims[at + 1 :])
    place = ("claim", f"{row.ksb}#2", "coverage")
    return Seeded(replace(application, claims=claims), (place,), standard)


@defect(
    "PTH-03",
    also={
        "PTH-07": "The choice that misses KSBs is also the one that misses most.",
        "QUA-03": "The other occupation is at level 5, and the qualification at level 4.",
    },
)
def an_option_serves_neither_occupation(application: MadeApplication, standard: Standard) -> Seeded | None:
    """Two occupations have a mapping. In each, a KSB rests on one option, so that a choice without it serves none."""
    if not application.optional:
        return None
    only = (str(application.optional[0].code),)
    seeded = changed_claim(application, standard, "units", units=only)
    other = next(each for each in builtin_library().standards if each.reference != standard.reference)
    option = other.options[0].title if other.options else ""
    second = clean_application(other, option, level=int(str(application.structure_details["level"])))
    for row in [row for row in second.claims if row.coverage == "Full"][:2]:
        second = second.with_claim(row.ksb, units=only)
    title = application.structure_details["title"]
    return replace(seeded, beside=second.with_details("mapping", title=title))


@defect(
    "PTH-04",
    also={
        "ASM-05": "Its credits are a share that supports no KSB.",
    },
)
def an_optional_unit_supports_nothing(application: MadeApplication, standard: Standard) -> Seeded | None:
    """No KSB is mapped to one of the optional units."""
    if not application.optional:
        return None
    idle, instead = str(application.optional[-1].code), str(application.mandatory[0].code)
    for row in [row for row in application.claims if idle in row.units]:
        others = tuple(code for code in row.units if code != idle) or (instead,)
        application = replace(application, claims=swapped(application.claims, row, replace(row, units=others)))
    return Seeded(application, (("unit", idle, "code"),), standard)


@defect("PTH-05")
def mandatory_units_exclude_each_other(application: MadeApplication, standard: Standard) -> Seeded:
    """Two mandatory units cannot be taken together, so that no pathway is permitted."""
    first, second = application.mandatory[:2]
    changed = application.with_unit(first.code, not_with=str(second.code))
    return Seeded(changed, (("unit", str(first.code), "not_with"),), standard)


@defect("PTH-06")
def a_ksb_rests_on_every_option(application: MadeApplication, standard: Standard) -> Seeded | None:
    """A KSB is claimed by optional units only, but by all of them: a note that any such application gets."""
    if not application.optional:
        return None
    options = tuple(str(unit.code) for unit in application.optional)
    return changed_claim(application, standard, "units", units=options)


@defect(
    "PTH-07",
    also={
        "PTH-01": "A pathway misses something only where a KSB is missed.",
    },
)
def a_pathway_misses_a_ksb(application: MadeApplication, standard: Standard) -> Seeded | None:
    """Some pathway misses KSBs, so the one that misses most is shown: a note that any such application gets."""
    seeded = ksb_rests_on_one_option(application, standard)
    return replace(seeded, places=()) if seeded else None
