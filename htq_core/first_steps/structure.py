"""Edits to the units and to the rules of combination."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from math import isclose

from htq_core.findings import Finding
from htq_core.first_steps.edits import Edit, Suggest, cells_of, filled, listed, mended, with_detail
from htq_core.first_steps.edits import with_units as with_
from htq_core.location import Book
from htq_core.model.application import Application
from htq_core.model.permitted import credit_sums
from htq_core.model.records import AssessmentItem, OptionGroup, Unit
from htq_core.pathways import folded

LEVEL = 4


def _units(change: Callable[[Application, Unit], Unit], field: str, words: str) -> Suggest:
    """An edit of the units whose cell for a field the finding names. ``words`` may use {unit} and {where}."""

    def suggest(application: Application, finding: Finding) -> Iterator[Edit]:
        places = set(finding.where)
        changed = {u.position: change(application, u) for u in application.units if u.at(field) in places}
        if not changed:
            return
        cells = tuple(unit.at(field) for unit in changed.values())
        text = words.format(unit=listed([unit.key[:40] for unit in changed.values()]), where=cells_of(cells))
        yield Edit(
            text,
            cells,
            lambda now: mended(with_(now, (changed.get(unit.position, unit) for unit in now.units)), cells),
            shared=True,
        )

    return suggest


def _usual_level(application: Application) -> int:
    levels = Counter(unit.level for unit in application.units if unit.level)
    return levels.most_common(1)[0][0] if levels else LEVEL


def _usual_credits(application: Application) -> float:
    credits = Counter(unit.credits for unit in application.units if unit.credits and unit.credits > 0)
    return credits.most_common(1)[0][0] if credits else 15.0


def _with_level(application: Application, unit: Unit) -> Unit:
    level = _usual_level(application)
    return filled(unit, "level", str(level), level=level)


def _with_credits(application: Application, unit: Unit) -> Unit:
    credits = _usual_credits(application)
    return filled(unit, "credits", f"{credits:g}", credits=credits)


def _with_hours(application: Application, unit: Unit) -> Unit:
    hours = 5 * (unit.credits or _usual_credits(application))
    return filled(unit, "glh", f"{hours:g}", glh=hours)


def _with_status(application: Application, unit: Unit) -> Unit:
    return filled(unit, "status", "Optional" if unit.group else "Mandatory", mandatory=not unit.group)


def _with_assessment(application: Application, unit: Unit) -> Unit:
    text = "Assignment 100%"
    return filled(unit, "assessment", text, assessment=(AssessmentItem("Assignment", 100.0),))


def _assessed_too_by(name: str) -> Callable[[Application, Unit], Unit]:
    def change(application: Application, unit: Unit) -> Unit:
        text = "; ".join(filter(None, (unit.said("assessment"), name)))
        return filled(unit, "assessment", text, assessment=(*unit.assessment, AssessmentItem(name)))

    return change


def _with_equal_weights(application: Application, unit: Unit) -> Unit:
    share = 100 / max(sum(item.weight is not None for item in unit.assessment), 1)
    items = tuple(item if item.weight is None else item._replace(weight=share) for item in unit.assessment)
    text = "; ".join(item.name if item.weight is None else f"{item.name} {share:g}%" for item in items)
    return filled(unit, "assessment", text, assessment=items)


def _with_hours_changed_over(application: Application, unit: Unit) -> Unit:
    guided = filled(unit, "glh", unit.said("tqt"), glh=unit.tqt)
    return filled(guided, "tqt", unit.said("glh"), tqt=unit.glh)


def _in_the_group(application: Application, unit: Unit) -> Unit:
    groups = Counter(u.group for u in application.units if u.group)
    name = groups.most_common(1)[0][0] if groups else next((row.name for row in application.groups), "Options")
    return filled(unit, "group", name or "", group=name)


def _cleared(field: str) -> Callable[[Application, Unit], Unit]:
    def change(application: Application, unit: Unit) -> Unit:
        return filled(unit, field, "", **{field: ()})

    return change


def _in_turn(*suggestions: Suggest) -> Suggest:
    """Every edit that any of these suggests."""

    def suggest(application: Application, finding: Finding) -> Iterator[Edit]:
        for one in suggestions:
            yield from one(application, finding)

    return suggest


def _another_total(application: Application, finding: Finding) -> Iterator[Edit]:
    """The total that every pathway comes to, if they agree on some."""
    sums = [set(credit_sums(choices)) for choices in application.permitted.choices]
    common = sorted(set[float]().union(*sums).intersection(*sums)) if sums else []
    place, total = application.qualification.at("total_credits"), application.qualification.number("total_credits")
    nearest = min(common, key=lambda each: (abs(each - (total or 0)), each), default=None)
    if place and nearest and not isclose(nearest, total or 0):
        yield Edit(
            f"Correct the total credits in {place.cell}, if the units are right. Tried with {nearest:g}.",
            (place,),
            lambda now: mended(with_detail(now, Book.STRUCTURE, "total_credits", nearest), (place,)),
            shared=True,
        )


def _smaller_choice(application: Application, finding: Finding) -> Iterator[Edit]:
    """As much as a group can give, or what makes the total."""
    rows = [row for row in application.groups if row.at("minimum") in finding.where]
    for row in rows:
        members = [unit for unit in application.units if folded(unit.group or "") == folded(row.name)]
        for count in range(len(members), 0, -1):
            amount = float(count) if row.choose == "units" else sum(unit.credits or 0 for unit in members[:count])
            yield _row_edit(row, amount, f"Ask in {row.at('minimum').cell} for less of {row.name}")


def _row_edit(row: OptionGroup, amount: float, words: str) -> Edit:
    asks = f"{amount:g}"
    new = filled(filled(row, "maximum", "", maximum=None), "minimum", asks, minimum=amount)
    return Edit(
        f"{words}. Tried with {asks} {row.choose}.",
        (row.at("minimum"),),
        lambda now: mended(
            with_(now, now.units, (new if each.position == row.position else each for each in now.groups)),
            (row.at("minimum"),),
        ),
        shared=True,
    )


def _missing_rule(application: Application, finding: Finding) -> Iterator[Edit]:
    """A rule for each group that has none, with as many units as make the total, else one."""
    ruled = {folded(row.name) for row in application.groups}
    names = dict.fromkeys(u.group for u in application.units if u.group and folded(u.group) not in ruled)
    for name in names:
        members = [unit for unit in application.units if folded(unit.group or "") == folded(name or "")]
        if not {member.at("group") for member in members} & set(finding.where):
            continue
        for count in range(1, len(members)):
            row = OptionGroup(
                position=len(application.groups), entries={}, anchor=members[0].at("group"), name=name or "",
                choose="units", minimum=float(count), maximum=float(count),
            )  # fmt: skip
            yield Edit(
                f"Say in the table of option groups how many to choose from {name}. Tried with {count} "
                f"{'unit' if count == 1 else 'units'}.",
                finding.where,
                lambda now, row=row: with_(now, now.units, (*now.groups, row)),  # type: ignore[misc]
                shared=True,
            )


def _confirmed(application: Application, finding: Finding) -> Iterator[Edit]:
    """The rules that were read out of words, taken as they were read."""
    yield Edit(
        f"Confirm or correct on the Reading page what was read in {cells_of(finding.where)}. Tried as it was read.",
        finding.where,
        lambda now: with_(now, now.units, (replace(row, words=None) for row in now.groups)),
        shared=True,
    )


def _without_repeat(application: Application, finding: Finding) -> Iterator[Edit]:
    """A repeated name made different in all rows but the first."""
    rows = [unit for unit in application.units if {unit.at("code"), unit.at("title"), unit.anchor} & set(finding.where)]
    renamed: dict[int, Unit] = {}
    for number, unit in enumerate(rows[1:], start=2):
        if unit.code and any(folded(unit.code) == folded(other.code or "") for other in rows[:1]):
            code = f"{unit.code}-{number}"
            renamed[unit.position] = filled(unit, "code", code, code=code, key=code)
        elif unit.title:
            title = f"{unit.title} {number}"
            renamed[unit.position] = filled(unit, "title", title, title=title, key=unit.code or title)
    if renamed:
        names = listed([unit.code or unit.title or "" for unit in renamed.values()])
        yield Edit(
            f"Correct the name that is given twice, in {cells_of(finding.where)}. Tried with {names}.",
            finding.where,
            lambda now: with_(now, (renamed.get(unit.position, unit) for unit in now.units)),
            shared=True,
        )


_FIELDS = (
    _units(_with_level, "level", "Give the level of {unit} in {where}. Tried with the level most units have."),
    _units(_with_credits, "credits", "Give the credits of {unit} in {where}. Tried with what most units have."),
    _units(_with_hours, "glh", "Give the guided learning hours of {unit} in {where}. Tried with five a credit."),
    _units(_with_status, "status", "Give the status of {unit} in {where}: mandatory or optional."),
    _units(_with_assessment, "assessment", "Say in {where} what assesses {unit}."),
)

EDITS: Mapping[str, Suggest] = {
    "ASM-01": _FIELDS[4],
    "ASM-02": _units(
        _assessed_too_by("Observation"), "assessment",
        "Assess {unit} in practice too, in {where}. Tried with an observation.",
    ),
    "ASM-03": _units(
        _assessed_too_by("Assignment"), "assessment",
        "Add to {where} the assessment of {unit} that counts. Tried with an assignment.",
    ),
    "PTH-05": _in_turn(
        _units(_cleared("not_with"), "not_with", "Clear {where}, if {unit} may be taken with the others."),
        _units(_cleared("required_first"), "required_first", "Clear {where}, if {unit} needs no other unit first."),
        _smaller_choice,
    ),
    "READ-05": _in_turn(*_FIELDS),
    "READ-06": _in_turn(*_FIELDS),
    "READ-07": _in_turn(*_FIELDS),
    "STR-01": _in_turn(*_FIELDS),
    "STR-02": _without_repeat,
    "STR-03": _in_turn(*_FIELDS),
    "STR-04": _another_total,
    "STR-05": _smaller_choice,
    "STR-06": _another_total,
    "STR-07": _units(
        _with_hours_changed_over, "glh", "Correct the hours of {unit} beside {where}. Tried with the two changed over."
    ),
    "STR-09": _FIELDS[0],
    "STR-11": _units(_in_the_group, "group", "Put {unit} into an option group in {where}. Tried with the largest."),
    "STR-12": _missing_rule,
    "STR-14": _FIELDS[4],
    "STR-15": _units(
        _with_equal_weights, "assessment", "Correct the weightings of {unit} in {where}. Tried with equal shares."
    ),
    "STR-16": _in_turn(
        _units(_cleared("required_first"), "required_first", "Correct or clear {where} for {unit}. Tried cleared."),
        _units(_cleared("not_with"), "not_with", "Correct or clear {where} for {unit}. Tried cleared."),
    ),
    "STR-17": _confirmed,
}  # fmt: skip
