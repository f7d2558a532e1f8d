"""The structure: whether its credits and hours add up, on every pathway"""

from collections.abc import Iterator

from htq_core.findings import Severity
from htq_core.model.application import Application
from htq_core.model.at_level import OF_EACH, award_level, lacks_levels_or_credits, too_few_at_level
from htq_core.model.hours import guided_above_total, is_above, is_far_off, per_credit, units_far_off
from htq_core.model.permitted import mandatory_credits
from htq_core.model.totals import named, off_the_total, stated_total
from htq_core.pathways import TooManyCombinations
from htq_core.rules.rule import STRUCTURE, UNITS, Flag, Need, NotRun, flag, listed
from htq_core.rules.str_ import STR

NO_TOTAL = "No total number of credits is stated."

AWARD_LEVEL = Need(
    lambda a: award_level(a) is not None,
    "The level of the qualification is not given. Give it in the structure, beside “Qualification level”.",
)

CREDITS = Need(
    lambda a: any(unit.credits is not None for unit in a.units),
    "No unit's credits could be read. Put right what is said about them first.",
)

LEVELS_AND_CREDITS = Need(
    lambda a: not lacks_levels_or_credits(a),
    "The level or the credits of some unit are not known. Put right first what is said about them.",
)


@STR.rule(
    "STR-04",
    Severity.FIX,
    inputs="QA",
    basis="J",
    needs=(UNITS, CREDITS),
    applies=lambda application: stated_total(application) > 0,
    nothing_to_do=NO_TOTAL,
    message="The credits that learners take do not add up to the stated total.",
    found="{total} in {where}, and {sums} from the units.",
    expected="Mandatory credits, with those that must be chosen, come to the total.",
    fix="Correct the total in {where}, or the credits and rules of combination that are wrong.",
    limits="Says nothing of a pathway with credits missing, or where a missing rule could make up the difference.",
)
def credits_add_up_to_the_total(application: Application) -> Iterator[Flag]:
    """Mandatory credits plus what must be chosen equals the stated total, on every pathway.

    If they differ, either a learner cannot complete the qualification or its size is wrongly stated.
    """
    try:
        off = off_the_total(application)
    except TooManyCombinations as too_many:
        raise NotRun(str(too_many)) from None
    if off:
        place = application.qualification.at("total_credits")
        yield flag(place, cause="total", total=stated_total(application), sums="; ".join(off))
    elif not all(choices.total for choices in application.permitted.choices):
        raise NotRun("Not every sum could be worked out. Put right first what is said about credits and option groups.")


@STR.rule(
    "STR-06",
    Severity.FIX,
    inputs="Q",
    basis="J",
    needs=(UNITS, CREDITS),
    applies=lambda application: stated_total(application) > 0,
    nothing_to_do=NO_TOTAL,
    message="The mandatory units have more credits than the whole qualification.",
    found="{sums} in mandatory units, against a total of {total} in {where}.",
    expected="Mandatory credits that do not exceed the total.",
    fix="Correct the total in {where}, the credits of the units, or which of them are mandatory.",
    limits="Counts the credits that could be read. It may miss an excess where some are blank.",
)
def mandatory_credits_do_not_exceed_the_total(application: Application) -> Iterator[Flag]:
    """Mandatory credits do not exceed the stated total, on any pathway.

    Every learner takes the mandatory units, so the qualification cannot be smaller than they are.
    """
    total = stated_total(application)
    sums = [(mandatory_credits(choices), choices.pathway) for choices in application.choices]
    above = [named(f"{credits:g}", pathway) for credits, pathway in sums if credits > total]
    if above:
        yield flag(application.qualification.at("total_credits"), cause="total", total=total, sums=listed(above))


@STR.rule(
    "STR-07",
    Severity.DISCUSS,
    inputs="Q",
    basis="C",
    needs=(STRUCTURE,),
    applies=lambda application: _has_both_hours(application),
    nothing_to_do="Guided learning hours and total hours are not both given.",
    message="The guided learning hours of {whose} are more than its total hours.",
    found="{found}",
    expected="Guided learning hours that are part of the total hours, and so not above them.",
    fix="Check both in {where}. The two may have changed places.",
)
def guided_hours_do_not_exceed_total_hours(application: Application) -> Iterator[Flag]:
    """Guided learning hours do not exceed total hours, for each unit and for the qualification.

    Total hours hold the guided ones and all that a learner does alone, so they cannot be fewer.
    """
    details = application.qualification
    glh, tqt = details.number("glh"), details.number("tqt")
    if is_above(glh, tqt):
        found = f"{glh:g} guided learning hours, and {tqt:g} in all."
        yield flag(details.at("glh"), details.at("tqt"), cause="overall", whose="the qualification", found=found)
    units = guided_above_total(application.units)
    if units:
        hours = listed([f"{unit.glh:g} guided and {unit.tqt:g} in all for {unit.key[:40]}" for unit in units], most=3)
        yield flag(
            *(unit.at(field) for unit in units for field in ("glh", "tqt")),
            unit=units[0].key if len(units) == 1 else None,
            cause="units",
            whose=listed([unit.key[:40] for unit in units]) if len(units) == 1 else f"{len(units)} units",
            found=f"{hours}.",
        )


def _has_both_hours(application: Application) -> bool:
    details = application.qualification
    overall = details.number("glh") is not None and details.number("tqt") is not None
    return overall or any(unit.glh is not None and unit.tqt is not None for unit in application.units)


@STR.rule(
    "STR-08",
    Severity.NOTE,
    inputs="Q",
    basis="C",
    needs=(STRUCTURE,),
    requires=("STR-06",),
    applies=lambda application: _has_hours_and_credits(application),
    nothing_to_do="Total hours are not given beside credits.",
    message="The total hours of {whose} are not about ten a credit.",
    found="{found}",
    expected="Ten hours a credit, give or take {tolerance}%.",
    fix="Check the hours in {where}, and the credits. If both are right, nothing needs to change.",
    limits="Ten hours a credit is a convention, and some awards do not follow it.",
)
def total_hours_are_about_ten_a_credit(application: Application) -> Iterator[Flag]:
    """Total qualification time is about ten hours a credit.

    That is how credits are commonly counted, so a figure far from it is often a slip of one digit.
    """
    tolerance = application.settings.hours_per_credit_tolerance
    details = application.qualification
    tqt, credits = details.number("tqt"), details.number("total_credits")
    if tqt and credits and is_far_off(tqt, credits, tolerance):
        found = f"{tqt:g} hours for {credits:g} credits, which is {per_credit(tqt, credits):g} a credit."
        place = details.at("tqt")
        yield flag(place, cause="overall", whose="the qualification", found=found, tolerance=tolerance)
    units = units_far_off(application)
    if units:
        hours = listed([f"{unit.tqt:g} for {unit.credits:g} credits in {unit.key[:40]}" for unit in units], most=3)
        yield flag(
            *(unit.at("tqt") for unit in units),
            unit=units[0].key if len(units) == 1 else None,
            cause="units",
            whose=units[0].key if len(units) == 1 else f"{len(units)} units",
            found=f"{hours}.",
            tolerance=tolerance,
        )


def _has_hours_and_credits(application: Application) -> bool:
    details = application.qualification
    overall = bool(details.number("tqt") and details.number("total_credits"))
    return overall or any(unit.tqt and unit.credits for unit in application.units)


@STR.rule(
    "STR-10",
    Severity.DISCUSS,
    inputs="Q",
    basis="C",
    needs=(UNITS, AWARD_LEVEL, LEVELS_AND_CREDITS),
    requires=("QUA-01", "QUA-06"),
    message="{learner} can have too few credits at level {level}.",
    found="{credits} of {of} credits at level {level}, with {units} at another level.",
    expected="At least {needed} credits at the level of the award, which is {share} of each {each} {counted}.",
    fix="Check the levels in {where}. If they are right, be ready to say how the award is still at level {level}.",
    limits="Takes the first 120 credits of a larger level 5 award for a stage that may be at level 4. "
    "May miss a pathway where these differ in size.",
)
def enough_credits_are_at_the_award_s_level(application: Application) -> Iterator[Flag]:
    """Enough credits are at the award's level on every permitted pathway.

    The level of an award says how demanding it is as a whole, so most of its credits are expected there.
    """
    level = award_level(application) or 0
    try:
        few = too_few_at_level(application, level)
        obstacles = application.permitted.obstacles
    except TooManyCombinations as too_many:
        raise NotRun(str(too_many)) from None
    if obstacles or any(choices.unruled for choices in application.choices):
        raise NotRun("Put right first what is said about status, option groups and rules of combination.")
    if few is None or not few.elsewhere:
        return
    yield flag(
        *(unit.at("level") for unit in few.elsewhere),
        pathway=few.pathway.units,
        cause="level",
        learner=f"A learner on {few.pathway.name[:40]}" if few.pathway.name else "A learner",
        level=level,
        credits=few.credits,
        of=few.of,
        needed=few.needed,
        units=listed([unit.key[:40] for unit in few.elsewhere], most=4),
        share=application.settings.credits_at_level,
        each=OF_EACH,
        counted=f"after a first stage of {few.first_stage:g}" if few.first_stage else "credits",
    )
