"""One application's mapping in every shape and style that people send, beside its structure in our template.

Each writer gives ``Made`` like those of ``layouts``. A place of a claim is the cell to change for it, as far as its
shape has one: ``("claim", "K3", "U2")`` is the cell of a KSB and a unit.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from htq_core.location import Book, Location
from htq_core.standards.standard import Standard
from htq_core.templates.workbook import new_workbook, to_bytes
from tests.making.applications import ClaimRow, MadeApplication, Place, Value
from tests.making.layouts import KINDS, MAPPING_ITEMS, MAPPING_LABELS, in_template
from tests.making.writing import Made, Page


@dataclass(frozen=True, slots=True)
class Style:
    """How a matrix is written: the words for full and partial, whether with outcomes, and how units head columns."""

    full: str
    partial: str
    outcomes: bool = False
    heads: str = "code"
    statements: bool = True


MARKS = {
    "ticks and P": Style("✓", "P"),
    "x and brackets": Style("x", "x (partial)", heads="both"),
    "letters": Style("F", "P", heads="rows"),
    "words": Style("Full", "partial", heads="title"),
    "outcomes": Style("", "P", outcomes=True, heads="rows"),
    "percentages": Style("100%", "50%", heads="title", statements=False),
}


def _page(application: MadeApplication, name: str) -> tuple[Callable[[], bytes], Page, int]:
    """A workbook with the details at the top of its one sheet, and the row where the table may begin."""
    workbook, cells = new_workbook(""), dict[Place, Location]()
    page = Page(Book.MAPPING, workbook.create_sheet(name), cells)
    items = [(item, MAPPING_LABELS[item]) for item in MAPPING_ITEMS]
    end = page.details("mapping details", items, application.mapping_details, 1)
    return lambda: to_bytes(workbook), page, end + 1


def _made(application: MadeApplication, standard: Standard | None, finish: Callable[[], bytes], page: Page) -> Made:
    template = in_template(application, standard)
    own = {place: cell for place, cell in template.cells.items() if cell.book is Book.STRUCTURE}
    return Made(finish(), template.structure, {**own, **page.cells})


def _mark(style: Style, claim: ClaimRow, unit: str) -> Value:
    """The cell of a KSB and a unit: what the claim says, as far as it goes by this unit."""
    if unit not in claim.units or claim.coverage is None:
        return None
    said = {"Full": style.full, "Partial": style.partial}.get(str(claim.coverage), str(claim.coverage))
    if not style.outcomes:
        return said
    outcomes = str(claim.outcomes or "x").split("; ")[0]
    return f"{outcomes} ({said})" if said else outcomes


def _units(application: MadeApplication) -> list[str]:
    """The codes to have a column: the structure's, and those that are only named in the mapping."""
    named = [unit for claim in application.claims for unit in claim.units]
    return list(dict.fromkeys([*(str(unit.code) for unit in application.units), *named]))


def matrix(application: MadeApplication, standard: Standard | None, style: Style) -> Made:
    """KSBs down, units across, with headings between the kinds and a key below."""
    finish, page, top = _page(application, "KSB matrix")
    titles = {str(unit.code): str(unit.title) for unit in application.units}
    units = _units(application)
    left = ["KSB", "KSB statement"] if style.statements else ["KSB"]
    right = [("reason", "Reason if not full"), ("assessment", "How assessed")]
    first = len(left) + 1
    if style.heads == "rows":
        page.put(top, first - 1, "Module code")
        for column, unit in enumerate(units, start=first):
            page.put(top, column, unit)
        top += 1
    for column, label in enumerate(left, start=1):
        page.put(top, column, label, ("claim", "header", "ksb") if column == 1 else None)
    for column, unit in enumerate(units, start=first):
        title = titles.get(unit, unit)
        head = {"code": unit, "title": title, "both": f"{unit}\n{title}", "rows": title}[style.heads]
        page.put(top, column, head, ("claim", "header", unit))
    for column, (_, header) in enumerate(right, start=first + len(units)):
        page.put(top, column, header)
    row = top
    kind = ""
    for claim in application.claims:
        row += 1
        if claim.ksb[0] != kind:
            kind = claim.ksb[0]
            page.put(row, 1, KINDS.get(kind, "Other"))
            row += 1
        code = claim.ksb if style.statements else f"{claim.ksb}: {claim.statement}"
        page.put(row, 1, code, ("claim", claim.ksb, "ksb"))
        if style.statements:
            page.put(row, 2, claim.statement)
        for column, unit in enumerate(units, start=first):
            page.put(row, column, _mark(style, claim, unit), ("claim", claim.ksb, unit))
        if not claim.units and claim.coverage == "Not covered":
            page.put(row, first, "Not covered", ("claim", claim.ksb, "coverage"))
        for column, (name, _) in enumerate(right, start=first + len(units)):
            page.put(row, column, getattr(claim, name), ("claim", claim.ksb, name))
    page.put(row + 2, 1, "Agreed by the programme team in May.")
    return _made(application, standard, finish, page)


def matrix_across(application: MadeApplication, standard: Standard | None, style: Style) -> Made:
    """Units down, KSBs across."""
    finish, page, top = _page(application, "Module matrix")
    titles = {str(unit.code): (unit.title, unit.credits) for unit in application.units}
    for column, header in enumerate(("Module code", "Module title", "Credits"), start=1):
        page.put(top + 1, column, header)
    for column, claim in enumerate(application.claims, start=4):
        page.put(top, column, KINDS.get(claim.ksb[0]))
        page.put(top + 1, column, claim.ksb, ("claim", claim.ksb, "ksb"))
    for row, unit in enumerate(_units(application), start=top + 2):
        page.put(row, 1, unit, ("claim", "header", unit))
        for column, fact in enumerate(titles.get(unit, (unit, None)), start=2):
            page.put(row, column, fact)
        for column, claim in enumerate(application.claims, start=4):
            mark = "Not covered" if row == top + 2 and claim.coverage == "Not covered" else _mark(style, claim, unit)
            page.put(row, column, mark, ("claim", claim.ksb, unit))
    return _made(application, standard, finish, page)


def unit_first(application: MadeApplication, standard: Standard | None, *, apart: bool) -> Made:
    """A row for each unit; its KSBs in one list, or ``apart`` in a list for each kind."""
    finish, page, top = _page(application, "Units and KSBs")
    titles = {str(unit.code): str(unit.title) for unit in application.units}
    kinds = ["K", "S", "B"] if apart else [""]
    headers = [KINDS.get(kind, "KSBs covered") for kind in kinds]
    for column, header in enumerate(["Module", "Module title", *headers], start=1):
        page.put(top, column, header, ("claim", "header", "ksb") if column == 3 else None)
    for row, unit in enumerate(_units(application), start=top + 1):
        page.put(row, 1, unit, ("claim", "header", unit))
        page.put(row, 2, titles.get(unit))
        for column, kind in enumerate(kinds, start=3):
            claims = [c for c in application.claims if unit in c.units and c.ksb.startswith(kind)]
            page.put(row, column, ", ".join(map(_listed, claims)) or None)
    return _made(application, standard, finish, page)


def outcome_first(application: MadeApplication, standard: Standard | None) -> Made:
    """A row for each learning outcome of a unit, whose name stands at its first row only."""
    finish, page, top = _page(application, "Outcomes and KSBs")
    for column, header in enumerate(["Module code", "Learning outcome", "Mapped KSBs"], start=1):
        page.put(top, column, header, ("claim", "header", "ksb") if column == 3 else None)
    row = top + 1
    for unit in _units(application):
        claims = [claim for claim in application.claims if unit in claim.units]
        page.put(row, 1, unit, ("claim", "header", unit))
        for number in (1, 2):
            own = claims[number - 1 :: 2]
            page.put(row, 2, f"LO{number}: Explain why")
            page.put(row, 3, "; ".join(map(_listed, own)) or None)
            row += 1
    return _made(application, standard, finish, page)


def _listed(claim: ClaimRow) -> str:
    return f"{claim.ksb} (partial)" if claim.coverage == "Partial" else claim.ksb


def long(application: MadeApplication, standard: Standard | None, *, by_unit: bool) -> Made:
    """A row for each KSB and unit, in the order of the KSBs or of the units."""
    finish, page, top = _page(application, "Pairs")
    columns = ("ksb", "statement", "units", "coverage", "outcomes", "assessment", "reason")
    headers = ("KSB", "Statement", "Unit", "Coverage", "Learning outcomes", "How assessed", "Reason if not full")
    for column, (name, header) in enumerate(zip(columns, headers, strict=True), start=1):
        page.put(top, column, header, ("claim", "header", name))
    pairs = list(_pairs(application.claims))
    if by_unit:
        order = _units(application)
        pairs.sort(key=lambda pair: order.index(pair[1]) if pair[1] else len(order))
    for row, (claim, unit) in enumerate(pairs, start=top + 1):
        said: Mapping[str, Value] = {name: getattr(claim, name) for name in columns if name != "units"}
        for column, name in enumerate(columns, start=1):
            page.put(row, column, unit if name == "units" else said[name], ("claim", f"{claim.ksb} {unit}", name))
    return _made(application, standard, finish, page)


def _pairs(claims: Sequence[ClaimRow]) -> Iterator[tuple[ClaimRow, str]]:
    for claim in claims:
        yield from ((claim, unit) for unit in claim.units or ("",))


Writer = Callable[[MadeApplication, Standard | None], Made]
WRITERS: Mapping[str, Writer] = {
    **{f"matrix, {name}": lambda a, s, style=style: matrix(a, s, style) for name, style in MARKS.items()},  # type: ignore[misc]
    "matrix across, ticks": lambda a, s: matrix_across(a, s, MARKS["ticks and P"]),
    "matrix across, words": lambda a, s: matrix_across(a, s, MARKS["words"]),
    "unit first, one list": lambda a, s: unit_first(a, s, apart=False),
    "unit first, three lists": lambda a, s: unit_first(a, s, apart=True),
    "outcome first": outcome_first,
    "long, by KSB": lambda a, s: long(a, s, by_unit=False),
    "long, by unit": lambda a, s: long(a, s, by_unit=True),
}
