"""Small applications for tests of rules, written as a person would describe them."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from htq_core.engine import Result, run
from htq_core.findings import Finding
from htq_core.location import Book, Location
from htq_core.model.answers import Answers
from htq_core.model.application import Application
from htq_core.model.files import Choice
from htq_core.model.ksb import Coverage, Kind
from htq_core.model.problem import Problem
from htq_core.model.records import (
    Claim,
    Details,
    Entry,
    MappingSheet,
    OptionGroup,
    StructureSheet,
    Unit,
    UnitClaim,
)
from htq_core.model.remark import Remark
from htq_core.reading.cells import assessment_items
from htq_core.report import Status
from htq_core.rules import RULES
from htq_core.rules.rule import Rule
from htq_core.settings import DEFAULTS, Settings
from htq_core.standards.catalogue import Catalogue, load_catalogue
from htq_core.standards.library import Library
from htq_core.standards.notices import Notice
from htq_core.standards.standard import Ksb, Standard, StandardOption
from htq_core.standards.wording import fold

COVERAGE_WORDS = {"Full": Coverage.FULL, "Partial": Coverage.PARTIAL, "Not covered": Coverage.NOT_COVERED}
CLAIM_COLUMNS = ("ksb", "statement", "coverage", "units", "outcomes", "assessment", "reason")
MORE_CLAIM_COLUMNS = ("page", "duty", "status", "pathway")
"""Columns that a mapping has only where one of its rows is given them."""
UNIT_COLUMNS = (
    "code", "title", "level", "credits", "glh", "status", "pathway", "group", "assessment", "outcomes",
    "required_first", "not_with",
)  # fmt: skip
MORE_UNIT_COLUMNS = ("tqt",)
"""Columns that a structure has only where one of its units is given them."""
GROUP_COLUMNS = ("name", "pathway", "choose", "minimum", "maximum")
MAPPING_ITEMS = ("standard", "standard_title", "version", "option", "route", "title", "level")
STRUCTURE_ITEMS = (
    "title", "level", "award_type", "awarding_body", "regulator", "number", "total_credits", "glh", "tqt", "holder",
    "permission", "first_teaching", "standard", "version", "option", "route",
)  # fmt: skip
OF_THE_AWARD = "level of the award"
GOOD_DETAILS = {
    "title": "Diploma in Testing",
    "level": "4",
    "awarding_body": "Example College",
    "regulator": "Office for Students",
    "first_teaching": "September 2027",
}


def cell(book: Book, sheet: str, column: int, row: int) -> Location:
    """A cell by its column and row, both from 1."""
    return Location(book, sheet, f"{chr(64 + column)}{row}")


def entries_of(book: Book, sheet: str, columns: Sequence[str], row: int, said: Mapping[str, Any]) -> dict[str, Entry]:
    """The cells of a row: column A is the first of ``columns``."""
    return {
        name: Entry(cell(book, sheet, column, row), str(said.get(name) if said.get(name) is not None else ""))
        for column, name in enumerate(columns, start=1)
    }


def claim(
    ksb: str, coverage: str = "Full", units: str | None = "U1", *, without: Sequence[str] = (), **rest: Any
) -> dict[str, Any]:
    """A row of the mapping: coverage in words, units as typed; ``without`` names columns the sheet lacks.

    ``page``, ``duty``, ``status`` and ``pathway`` add a column of their own; ``by_unit`` maps a unit to its coverage.
    """
    return {"ksb": ksb, "coverage": coverage, "units": units, "outcomes": "LO1", "without": tuple(without), **rest}


def unit(
    code: str,
    title: str = "",
    *,
    credits: float | None = 30,
    level: int | str | None = OF_THE_AWARD,
    status: str = "Mandatory",
    **rest: Any,
) -> dict[str, Any]:
    """A row of the structure. It is at the level of the award unless another is given."""
    return {
        "code": code, "title": title or f"Title of {code}", "level": level, "credits": credits, "status": status,
        "assessment": "Report 100%", **rest,
    }  # fmt: skip


def group(
    name: str, choose: str = "units", minimum: float = 1, maximum: float | None = None, pathway: str = "", **rest: Any
) -> dict[str, Any]:
    """A rule of combination."""
    return {"name": name, "choose": choose, "minimum": minimum, "maximum": maximum, "pathway": pathway, **rest}


def standard(
    *codes: str, texts: Mapping[str, str] | None = None, reference: str = "ST9001", version: str = "1.1",
    level: int = 4, status: str = "Approved for delivery", options: Mapping[str, Sequence[str]] | None = None,
    core: Sequence[str] | None = None, title: str = "Tester",
) -> Standard:  # fmt: skip
    """A standard with these KSBs; ``options`` maps an option's title to its own codes."""
    kinds = {"K": Kind.KNOWLEDGE, "S": Kind.SKILLS, "B": Kind.BEHAVIOURS}
    wording = {
        code: (texts or {}).get(code, f"Published statement number {code} of the test standard") for code in codes
    }
    return Standard(
        reference=reference, version=version, title=title, level=level, route="Digital", status=status,
        ksbs=tuple(Ksb(code, kinds[code[0]], wording[code], fold(wording[code])) for code in codes),
        options=tuple(StandardOption(name, frozenset(own)) for name, own in (options or {}).items()),
        core_and_options=bool(options),
        core_codes=frozenset(core) if core is not None else None,
    )  # fmt: skip


def details(book: Book, sheet: str, items: Sequence[str], said: Mapping[str, str]) -> Details:
    """A details block with a row for each item, answers in column B."""
    entries = {name: Entry(cell(book, sheet, 2, row), said.get(name, "")) for row, name in enumerate(items, start=2)}
    numbers = ("level", "total_credits", "glh", "tqt")
    values: dict[str, str | float] = {
        name: float(text) if name in numbers else text for name, text in said.items() if text
    }
    return Details(entries, values)


def application(
    claims: Sequence[dict[str, Any]] = (), units: Sequence[dict[str, Any]] = (),
    groups: Sequence[dict[str, Any]] = (), *,
    standard: Standard | None = None, mapping_details: Mapping[str, str] | None = None,
    qualification: Mapping[str, str] | None = None, choice: Choice | None = None, problems: Sequence[Problem] = (),
    remarks: Sequence[Remark] = (),
    settings: Settings = DEFAULTS, catalogue: Catalogue | None = None, mapping: bool = True, structure: bool = True,
    without: Sequence[str] = (), answers: Answers | None = None, library: Library | None = None,
    others: Sequence[Application] = (), today: date | None = date(2026, 8, 1), notices: Sequence[Notice] = (),
) -> Application:  # fmt: skip
    """An application as reading would give it. Row 1 holds the headers, records follow from row 2.

    ``without`` names columns (or items of the details) that neither sheet has. ``mapping=False`` leaves the file out.
    """
    more = [name for name in MORE_CLAIM_COLUMNS if any(name in row for row in claims)]
    claim_columns = [name for name in (*CLAIM_COLUMNS, *more) if name not in without]
    more_of_units = [name for name in MORE_UNIT_COLUMNS if any(name in row for row in units)]
    unit_columns = [name for name in (*UNIT_COLUMNS, *more_of_units) if name not in without]
    said_in_mapping = {"standard": "ST9001", "version": "1.1"} if mapping_details is None else mapping_details
    said_in_structure = GOOD_DETAILS if qualification is None else qualification
    level = {"5": 5}.get(said_in_structure.get("level", ""), 4)
    units = [{**row, "level": level if row["level"] == OF_THE_AWARD else row["level"]} for row in units]
    return Application(
        catalogue=catalogue or load_catalogue(),
        mapping=MappingSheet(
            claims=tuple(_claim(row, position, claim_columns) for position, row in enumerate(claims)),
            details=details(Book.MAPPING, "Standard", [i for i in MAPPING_ITEMS if i not in without], said_in_mapping),
            header={name: cell(Book.MAPPING, "KSB mapping", n, 1) for n, name in enumerate(claim_columns, start=1)},
            columns_said={name: name.title() for name in claim_columns},
        )
        if mapping
        else None,
        structure=StructureSheet(
            units=tuple(_unit(row, position, unit_columns) for position, row in enumerate(units)),
            groups=tuple(_group(row, position) for position, row in enumerate(groups)),
            details=details(
                Book.STRUCTURE, "Qualification", [i for i in STRUCTURE_ITEMS if i not in without], said_in_structure
            ),
            header={name: cell(Book.STRUCTURE, "Units", n, 1) for n, name in enumerate(unit_columns, start=1)},
            groups_header={
                name: cell(Book.STRUCTURE, "Option groups", n, 1) for n, name in enumerate(GROUP_COLUMNS, start=1)
            },
        )
        if structure
        else None,
        problems=tuple(problems),
        remarks=tuple(remarks),
        choice=choice or Choice(),
        standard=standard,
        settings=settings,
        answers=answers or Answers(),
        library=library or Library(),
        others=tuple(others),
        today=today,
        notices=tuple(notices),
    )


def _claim(row: dict[str, Any], position: int, columns: Sequence[str]) -> Claim:
    stated = row["coverage"].split(" + ") if row["coverage"] else []
    entries = entries_of(Book.MAPPING, "KSB mapping", columns, position + 2, row)
    return Claim(
        position=position, entries=entries, anchor=cell(Book.MAPPING, "KSB mapping", 1, position + 2), ksb=row["ksb"],
        statement=row.get("statement", ""),
        coverages=tuple(COVERAGE_WORDS[word] for word in stated if word in COVERAGE_WORDS),
        units_text=row["units"], outcomes=row.get("outcomes"), assessment=row.get("assessment"),
        reason=row.get("reason"), heading=row.get("heading", ""), page=row.get("page"), duties=row.get("duty"),
        status=row.get("status"), pathway=row.get("pathway"),
        by_unit=tuple(
            UnitClaim(unit, entries["units"].location, COVERAGE_WORDS.get(word))
            for unit, word in row.get("by_unit", {}).items()
        ),
    )  # fmt: skip


def _names(text: str | None) -> tuple[str, ...]:
    return tuple(name.strip() for name in (text or "").split(",") if name.strip())


def _unit(row: dict[str, Any], position: int, columns: Sequence[str]) -> Unit:
    entries = entries_of(Book.STRUCTURE, "Units", columns, position + 2, row)
    return Unit(
        position=position, entries=entries, anchor=cell(Book.STRUCTURE, "Units", 1, position + 2),
        key=row["code"] or row["title"], code=row["code"] or None, title=row["title"] or None, level=row["level"],
        credits=row["credits"], glh=row.get("glh"),
        mandatory={"Mandatory": True, "Optional": False}.get(row["status"]), pathway=row.get("pathway"),
        group=row.get("group"),
        tqt=row.get("tqt"), assessment=assessment_items(row["assessment"] or ""),
        outcomes=row.get("outcomes"), required_first=_names(row.get("required_first")),
        not_with=_names(row.get("not_with")),
    )  # fmt: skip


def _group(row: dict[str, Any], position: int) -> OptionGroup:
    entries = entries_of(Book.STRUCTURE, "Option groups", GROUP_COLUMNS, position + 2, row)
    return OptionGroup(
        position=position, entries=entries, anchor=cell(Book.STRUCTURE, "Option groups", 1, position + 2),
        name=row["name"], pathway=row["pathway"] or None, choose=row["choose"], minimum=row["minimum"],
        maximum=row["maximum"], words=entries["choose"] if row.get("in_words") else None,
    )  # fmt: skip


def results(of: Application) -> dict[str, Result]:
    """The result of every rule, by id."""
    return {result.outcome.rule: result for result in run(of, RULES, of.reference or None)}


def result(of: Application, rule: str) -> Result:
    """The result of one rule: it is run after those that must hold first, and no others are."""
    return run(of, _needed_by(rule), of.reference or None)[-1]


@cache
def _needed_by(rule: str) -> tuple[Rule, ...]:
    """The rules that a rule requires, with those that they require, and last the rule itself."""
    (itself,) = (each for each in RULES if each.id == rule)
    return tuple(dict.fromkeys([*(each for first in itself.requires for each in _needed_by(first)), itself]))


def findings(of: Application, rule: str) -> tuple[Finding, ...]:
    """What one rule finds. A rule that broke fails the test."""
    found = result(of, rule)
    assert found.outcome.status is not Status.BROKE, f"{rule} broke"
    return found.findings


def cells(of: Application, rule: str) -> list[str]:
    """The places one rule flags, as ``Units!C4``, finding by finding."""
    return [", ".join(str(place) for place in finding.where) for finding in findings(of, rule)]


def status(of: Application, rule: str) -> Status:
    """What became of one rule."""
    return result(of, rule).outcome.status
