"""Does the structure hold together?"""

from collections.abc import Iterator
from difflib import get_close_matches

from htq_core.findings import Severity
from htq_core.location import Book, Location
from htq_core.model.application import Application
from htq_core.model.at_level import OF_EACH, award_level, lacks_levels_or_credits, too_few_at_level
from htq_core.model.hours import guided_above_total, is_above, is_far_off, per_credit, units_far_off
from htq_core.model.links import REQUIRED, LinkFault
from htq_core.model.pathway_names import pathways_of, pathways_said, same_pathway
from htq_core.model.permitted import mandatory_credits, rows_on
from htq_core.model.problem import ProblemKind
from htq_core.model.records import OptionGroup, Unit
from htq_core.model.repeats import repeats
from htq_core.model.shortfalls import shortfalls
from htq_core.model.totals import named, off_the_total, stated_total
from htq_core.model.unit_names import same_name
from htq_core.pathways import TooManyCombinations, folded, open_on
from htq_core.rules.rule import CLAIMS, LEVELS, STRUCTURE, UNITS, Family, Flag, Need, NotRun, flag, listed

STR = Family("STR", "Does the structure hold together?")

ABOVE_ZERO = {"credits": "credits", "glh": "guided learning hours", "tqt": "total hours"}
ABOVE_ZERO_OVERALL = {
    "total_credits": "total credits",
    "glh": "guided learning hours",
    "tqt": "total qualification time",
}
NO_TOTAL = "No total number of credits is stated."
ALIKE = 0.6
EVEN = 1
"""How far weightings may be from 100%, as thirds are rounded."""

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
    "STR-01",
    Severity.FIX,
    inputs="Q",
    basis="P",
    needs=(UNITS,),
    message="No {missing} is given for {unit}.",
    found="Nothing in {where}.",
    expected="A code or title, a level, credits and a status for every unit.",
    fix="Give the {missing} of {unit} in {where}.",
)
def every_unit_is_described(application: Application) -> Iterator[Flag]:
    """Each unit has a code or title, a level, credits, and is marked mandatory or optional.

    Without them nobody can tell which units make up the qualification, or what every learner takes.
    """
    no_column = {p.field for p in application.problems_of(ProblemKind.MISSING_COLUMN) if p.book is Book.STRUCTURE}
    for field, missing in {
        "code": "code or title",
        "level": "level",
        "credits": "number of credits",
        "status": "status (mandatory or optional)",
    }.items():
        for unit in application.units:
            if field not in no_column and _lacks(application, unit, field):
                yield flag(unit.at(field), shared=True, unit=unit.key, missing=missing)


def _lacks(application: Application, unit: Unit, field: str) -> bool:
    if field == "code":
        return application.blank(unit, "code") and application.blank(unit, "title")
    if field == "status":
        return unit.mandatory is None and unit.at("status") not in application.reported
    return application.blank(unit, field)


@STR.rule(
    "STR-02",
    Severity.FIX,
    inputs="Q",
    basis="J",
    needs=(UNITS,),
    message="The unit {field} “{name}” is given more than once.",
    found="“{name}” in {where}.",
    expected="One row for each unit, with a code and a title of its own.",
    fix="Remove the row that is too many, or correct the {field} that is wrong.",
    limits="A unit may be listed once for each pathway, if its rows differ in nothing else.",
)
def no_unit_is_repeated(application: Application) -> Iterator[Flag]:
    """No unit code or title is repeated.

    A claim that names the unit could mean either, and its credits could be counted twice.
    """
    for repeat in repeats(application.units):
        yield flag(
            *(unit.at(repeat.field) for unit in repeat.units),
            unit=repeat.units[0].key,
            cause=f"{repeat.field} {same_name(repeat.name)}",
            field=repeat.field,
            name=repeat.name,
        )


@STR.rule(
    "STR-03",
    Severity.FIX,
    inputs="Q",
    basis="J",
    needs=(STRUCTURE,),
    message="The {what} of {whose} must be above zero.",
    found="{value} in {where}.",
    expected="A number above zero.",
    fix="Give the true {what} of {whose} in {where}.",
    limits="Looks for numbers above zero. It may miss one that is far too high or too low.",
)
def credits_and_hours_are_above_zero(application: Application) -> Iterator[Flag]:
    """Credits, guided learning hours and total hours are numbers above zero.

    The size of the qualification is worked out from them, and so is what each pathway adds up to.
    """
    for field, what in ABOVE_ZERO_OVERALL.items():
        value = application.qualification.number(field)
        if value is not None and value <= 0:
            place = application.qualification.at(field)
            yield flag(place, cause=f"overall {field}", what=what, whose="the qualification", value=value)
    for field, what in ABOVE_ZERO.items():
        for unit in application.units:
            value = getattr(unit, field)
            if value is not None and value <= 0:
                cause = f"{field} {value:g}"
                yield flag(unit.at(field), unit=unit.key, cause=cause, what=what, whose=unit.key, value=value)


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
    "STR-05",
    Severity.FIX,
    inputs="Q",
    basis="J",
    needs=(UNITS,),
    applies=lambda application: bool(application.groups),
    nothing_to_do="There is no table of option groups.",
    message="Option group {group} {trouble}.",
    found="{asks} in {where}, and {holds} in the group.",
    expected="A minimum that the group can meet, and that is not above its maximum.",
    fix="{change}.",
    limits="May miss a group that cannot be met only because its units require or bar others.",
)
def no_group_asks_for_more_than_it_holds(application: Application) -> Iterator[Flag]:
    """No option group asks for more than it holds.

    A learner could not do what the group asks, and so could not complete the qualification.
    """
    for short in shortfalls(application.choices, application.groups, application.units):
        trouble = "has a minimum above its maximum" if short.contradicts_itself else "asks for more than it holds"
        on, lower = listed(short.pathways), f"Lower the minimum in {short.row.at('minimum').cell}"
        yield flag(
            short.row.at("minimum"),
            cause=f"{folded(short.row.name)} on {short.row.pathway}",
            group=short.row.name,
            trouble=f"{trouble} on {on}" if on else trouble,
            asks=short.asks,
            holds=short.holds,
            change=f"Say in {short.row.at('pathway').cell} which pathways it is for, or add its units for {on}"
            if short.for_everyone
            else f"{lower}, or add the units that are missing from the group",
        )


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
    fix="Check both in {where}. The two columns may have changed places.",
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
        hours = listed([f"{unit.glh:g} and {unit.tqt:g} for {unit.key[:40]}" for unit in units], most=3)
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
    "STR-09",
    Severity.DISCUSS,
    inputs="Q",
    basis="C",
    needs=(UNITS,),
    message="{units} not at level 4 or 5.",
    found="{levels}.",
    expected="Units at level 4 or 5.",
    fix="Correct the level in {where}, or be ready to say why a unit of another level belongs here.",
    limits="May over-report an award in which a few credits at level 3 or 6 are allowed.",
)
def units_are_at_level_4_or_5(application: Application) -> Iterator[Flag]:
    """Units are at level 4 or 5.

    A Higher Technical Qualification is at one of these levels. The adviser will ask what a unit of another is for.
    """
    others = [unit for unit in application.units if unit.level is not None and unit.level not in LEVELS]
    if others:
        names = [unit.key[:40] for unit in others]
        yield flag(
            *(unit.at("level") for unit in others),
            unit=others[0].key if len(others) == 1 else None,
            cause="levels",
            units=f"{listed(names)} {'is' if len(names) == 1 else 'are'}",
            levels=listed([f"Level {unit.level} for {unit.key[:40]}" for unit in others]),
        )


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


@STR.rule(
    "STR-11",
    Severity.FIX,
    inputs="Q",
    basis="P",
    needs=(UNITS,),
    applies=lambda application: any(unit.mandatory is False for unit in application.units),
    nothing_to_do="No unit is optional.",
    message="No option group is given for {unit}.",
    found="{found}",
    expected="An option group for each optional unit.",
    fix="Say {place} which option group {unit} belongs to, and how many to choose from it.",
)
def each_optional_unit_belongs_to_a_group(application: Application) -> Iterator[Flag]:
    """Each optional unit belongs to an option group.

    Approval covers every permitted combination. Without a group nobody can tell which combinations those are.
    """
    missing = [unit for unit in application.units if unit.mandatory is False and application.blank(unit, "group")]
    yield from _missing_cells(application, missing, "group", "option groups")


@STR.rule(
    "STR-12",
    Severity.FIX,
    inputs="QA",
    basis="P",
    needs=(UNITS,),
    applies=lambda application: bool(application.groups) or any(_grouped(application)),
    nothing_to_do="There are no option groups.",
    message="It is not said how many to choose from option group {group}.",
    found="{found}",
    expected="For each option group: units or credits, and how many.",
    fix="Say in the table of option groups how many units or credits to choose from {group}.",
)
def each_group_has_a_rule_of_combination(application: Application) -> Iterator[Flag]:
    """Each option group has a rule of combination.

    Approval covers every permitted combination, and the rule is what permits them.
    """
    ruled = listed(list(dict.fromkeys(row.name for row in application.groups)))
    table = f"The table of option groups has {ruled} only." if ruled else "There is no row in a table of option groups."
    for unit in _grouped(application):
        group = unit.group or ""
        pathways = [choices.pathway for choices in application.choices if open_on(choices.pathway, unit)]
        if not all(rows_on(pathway, application.groups, group) for pathway in pathways):
            yield flag(unit.at("group"), cause=folded(group), group=group, found=table)
    for row in application.groups:
        blanks = [name for name in ("choose", "minimum") if application.blank(row, name)]
        if blanks:
            where = (row.at(name) for name in blanks)
            cause = f"row {folded(row.name)} {row.pathway}"
            yield flag(*where, cause=cause, group=row.name, found="Its row of the table is not complete.")


def _grouped(application: Application) -> Iterator[Unit]:
    return (unit for unit in application.units if unit.mandatory is False and unit.group)


@STR.rule(
    "STR-13",
    Severity.DISCUSS,
    inputs="MQ",
    basis="J",
    needs=(CLAIMS, UNITS),
    applies=lambda application: any(claim.pathway for claim in application.claims),
    nothing_to_do="The mapping names no pathway.",
    message="The structure has no pathway called “{name}”.",
    found="“{name}” in {where}. {theirs}",
    expected="The same names for pathways in both files.",
    fix="Write the pathway in both files in the same way. {hint}",
    limits="Looks at pathways that the mapping names. One that only the structure names may hold for no KSB alone.",
)
def pathways_have_the_same_names(application: Application) -> Iterator[Flag]:
    """Pathways have the same names in both files.

    The adviser follows a pathway from one file to the other by its name.
    """
    known = pathways_of([*application.units, *application.groups])
    theirs = f"The structure names {listed(known.values())}." if known else "The structure names no pathway."
    written: dict[str, str] = {}
    for claim in application.claims:
        for name in pathways_said(claim.pathway or "", known):
            if claim.at("pathway") not in application.reported and same_pathway(name) not in known:
                name = written.setdefault(same_pathway(name), name)
                near = get_close_matches(same_pathway(name), known, n=1, cutoff=ALIKE)
                yield flag(
                    claim.at("pathway"),
                    cause=same_pathway(name),
                    name=name[:60],
                    theirs=theirs,
                    hint=f"Did you mean “{known[near[0]][:55]}”?" if near else "Or leave the cell blank for all.",
                )


@STR.rule(
    "STR-14",
    Severity.DISCUSS,
    inputs="Q",
    basis="P",
    needs=(UNITS,),
    message="No assessment is given for {unit}.",
    found="{found}",
    expected="How each unit is assessed.",
    fix="Say {place} how {unit} is assessed.",
)
def each_unit_has_an_assessment(application: Application) -> Iterator[Flag]:
    """Each unit has an assessment.

    The adviser looks at how each KSB is assessed, and that is through the units that cover it.
    """
    missing = [unit for unit in application.units if application.blank(unit, "assessment")]
    yield from _missing_cells(application, missing, "assessment", "assessment")


@STR.rule(
    "STR-15",
    Severity.DISCUSS,
    inputs="Q",
    basis="J",
    needs=(UNITS,),
    applies=lambda application: any(item.weight is not None for unit in application.units for item in unit.assessment),
    nothing_to_do="No assessment is given a weighting.",
    message="The assessment weightings of {unit} make {sum}%, not 100%.",
    found="{weights} in {where}.",
    expected="Weightings that make 100%.",
    fix="Correct the weightings in {where}, or add the assessment that is missing.",
    limits="Takes percentages in the cell for weightings, but for those that say they are a pass mark.",
)
def weightings_make_100(application: Application) -> Iterator[Flag]:
    """The assessment weightings of a unit make 100%.

    If they make less, an assessment is missing. If they make more, nobody can tell what counts how much.
    """
    for unit in application.units:
        weights = [item.weight for item in unit.assessment if item.weight is not None]
        if weights and abs(sum(weights) - 100) > EVEN and unit.at("assessment") not in application.reported:
            yield flag(
                unit.at("assessment"),
                unit=unit.key,
                sum=f"{sum(weights):g}",
                weights=" + ".join(f"{weight:g}%" for weight in weights),
            )


@STR.rule(
    "STR-16",
    Severity.FIX,
    inputs="Q",
    basis="J",
    needs=(UNITS,),
    applies=lambda application: any(unit.required_first or unit.not_with for unit in application.units),
    nothing_to_do="No unit is required first or barred.",
    message="{what} {unit}, {trouble}.",
    found="{name} in {where}.",
    expected="Units of the structure that can be taken on the same pathway.",
    fix="Correct or clear {where}. {hint}",
    limits="May miss a requirement in a sentence without the names of units, such as one of credits or experience.",
)
def linked_units_exist_and_can_be_taken(application: Application) -> Iterator[Flag]:
    """Units that are required first, or barred, exist, and those required can be taken on the same pathway.

    A unit whose requirement cannot be met is one that no learner can take.
    """
    for fault in application.links.faults:
        if fault.ring:
            yield _ring(fault)
            continue
        near = "" if fault.other else application.unit_near(fault.name)
        role = "required first" if fault.field == REQUIRED else "not to be taken"
        yield flag(
            fault.unit.at(fault.field),
            unit=fault.unit.key,
            cause=f"{fault.field} {same_name(fault.name)} {fault.trouble}",
            what=f"“{fault.name[:60]}” is given as {role} for",
            name=f"“{fault.name[:60]}”",
            trouble=f"but {fault.trouble}",
            hint=f"Did you mean “{near[:55]}”?" if near else "Use the codes that the structure gives.",
        )


def _ring(fault: LinkFault) -> Flag:
    """One requirement of a ring: those of the others share its finding."""
    return flag(
        fault.unit.at(fault.field),
        unit=fault.unit.key,
        cause=f"ring {sorted(fault.ring)}",
        what="A ring of requirements joins",
        name=f"“{fault.name[:60]}”",
        trouble=f"so {fault.trouble}",
        hint="It is enough to break the ring in one place.",
    )


@STR.rule(
    "STR-17",
    Severity.DISCUSS,
    inputs="QA",
    basis="J",
    needs=(UNITS,),
    applies=lambda application: any(row.in_words for row in application.groups),
    nothing_to_do="Every rule of combination is given in figures, so nothing was assumed.",
    message="{how_many} read out of words, and {answer}.",
    found="{read}.",
    expected="Rules of combination in figures, or your word that they were read as you mean them.",
    fix="Say on the Reading page whether each is right. Or give the figures in {where}.",
    limits="Knows the usual ways to put a rule in words. It may over-report one that is plain to everybody.",
)
def assumed_rules_are_confirmed(application: Application) -> Iterator[Flag]:
    """A rule of combination that was read out of words is confirmed by you.

    What learners may take is worked out from these rules, so one that was misread could hide a gap.
    """
    assumed = [row for row in application.groups if row.in_words]
    if application.answers.rules_confirmed:
        return
    one = len(assumed) == 1
    yield flag(
        *(row.at("minimum") for row in assumed),
        cause="assumed",
        how_many="One rule of combination was" if one else f"{len(assumed)} rules of combination were",
        answer=f"{'is' if one else 'are'} not confirmed yet"
        if application.answers.rules_confirmed is None
        else f"you say that {'it is' if one else 'they are'} not right",
        read=listed(_as_read(row) for row in assumed),
    )


def _as_read(row: OptionGroup) -> str:
    """A rule of combination in words, as it was read."""
    if row.minimum is None:
        return f"{row.name[:40]}: how many is not known"
    most = f" to {row.maximum:g}" if row.maximum is not None and row.maximum != row.minimum else ""
    what = (row.choose or "").removesuffix("s" if row.minimum == 1 and not most else "")
    return f"{row.name[:40]}: {row.minimum:g}{most} {what}".rstrip()


def _missing_cells(application: Application, units: list[Unit], field: str, words: str) -> Iterator[Flag]:
    """A flag at each empty cell, or one for all at the header when the structure has no such column."""
    header = application.structure.header if application.structure else {}
    for unit in units:
        if unit.has(field):
            found = f"The cell for {words} is empty."
            yield flag(unit.at(field), shared=True, unit=unit.key, found=found, place="in the empty cell")
        else:
            found, place = f"The structure has no column for {words}.", "in a column of its own"
            first: Location | None = header.get("code") or header.get("title") or unit.anchor
            yield flag(first, cause="no column", unit=unit.key, found=found, place=place)
