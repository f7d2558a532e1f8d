"""Does the structure hold together?"""

from collections.abc import Iterator

from htq_core.findings import Severity
from htq_core.location import Book, Location
from htq_core.model.application import Application
from htq_core.model.links import REQUIRED, LinkFault
from htq_core.model.name_forms import same_name
from htq_core.model.problem import ProblemKind
from htq_core.model.records import Unit
from htq_core.model.repeats import repeats
from htq_core.rules.rule import LEVELS, STRUCTURE, UNITS, Family, Flag, flag, listed

STR = Family("STR", "Does the structure hold together?")

ABOVE_ZERO = {"credits": "credits", "glh": "guided learning hours", "tqt": "total hours"}

ABOVE_ZERO_OVERALL = {
    "total_credits": "total credits",
    "glh": "guided learning hours",
    "tqt": "total qualification time",
}

EVEN = 1
"""How far weightings may be from 100%, as thirds are rounded."""


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
    "STR-14",
    Severity.DISCUSS,
    inputs="Q",
    basis="P",
    needs=(UNITS,),
    message="No assessment is given for {unit}.",
    found="{found}",
    expected="How each unit is assessed.",
    fix="Give the assessment of {unit} {place}.",
)
def each_unit_has_an_assessment(application: Application) -> Iterator[Flag]:
    """Each unit has an assessment.

    The adviser looks at how each KSB is assessed, and that is through the units that cover it.
    """
    missing = [unit for unit in application.units if application.blank(unit, "assessment")]
    yield from missing_cells(application, missing, "assessment", "assessment")


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
    fix="Correct the weightings in {where}, or add the assessment or the weighting that is missing.",
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
        role = "required first for" if fault.field == REQUIRED else "not to be taken with"
        yield flag(
            fault.unit.at(fault.field),
            unit=fault.unit.key,
            cause=f"{fault.field} {same_name(fault.name)} {fault.trouble}",
            what=f"“{fault.name[:60]}” is given as {role}",
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


def missing_cells(application: Application, units: list[Unit], field: str, words: str) -> Iterator[Flag]:
    """A flag at each empty cell, or one for all at the header when the structure has no such column."""
    header = application.structure.header if application.structure else {}
    for unit in units:
        if unit.has(field):
            found = f"Nothing under the heading for {words}."
            yield flag(unit.at(field), shared=True, unit=unit.key, found=found, place="there")
        else:
            found, place = f"The structure has no column for {words}.", "in a column of its own"
            first: Location | None = header.get("code") or header.get("title") or unit.anchor
            yield flag(first, cause="no column", unit=unit.key, found=found, place=place)
