"""An Open XML workbook (.xlsx, .xlsm) to a Grid.

The XML is read here as a stream, once, rather than through a spreadsheet library: a library keeps everything that
sheets describe (styles, areas, drawings), so what a hostile file claims decides the memory, and it must be guarded by a
reading of its own first. This is that reading.
"""

from dataclasses import replace

from htq_core.errors import Reason, UnreadableWorkbook
from htq_core.location import FINDINGS_TITLE, Book
from htq_core.reading.cell_text import Collector, Shown, shown_text
from htq_core.reading.comments import read_comments
from htq_core.reading.grid import Grid, Sheet
from htq_core.reading.intake import Format
from htq_core.reading.limits import damaged, too_much
from htq_core.reading.markup import relationship_id, stream
from htq_core.reading.package import Package, resolve
from htq_core.reading.sheet_part import TRUE, Shared, read_sheet
from htq_core.reading.styles import read_styles

MACRO_SHEETS = ("xlMacrosheet", "xlIntlMacrosheet")
MACROS = ("vbaProject", *MACRO_SHEETS)
MACRO_FOLDERS = ("basic/", "dialogs/")
"""Of an OpenDocument file. Their parts have a document type, and nothing opens them."""
NOT_CELLS = ("chartsheet", "dialogsheet", *MACRO_SHEETS)

Relationships = dict[str, tuple[str, str]]
"""By id: the last word of the type (``worksheet``), and the part."""


def read_open_xml(package: Package, name: str, book: Book) -> Grid:
    """The cells of an .xlsx or .xlsm workbook. Macros are never run, links never followed, pictures never looked at."""
    main = next((part for kind, part in _relationships(package, "").values() if kind == "officeDocument"), "")
    main = main if main in package else "xl/workbook.xml"
    related = _relationships(package, main)
    listed, from_1904 = _sheet_list(package, main)
    formats, fills = read_styles(package, _part_of_kind(related, "styles"))
    shared = Shared(
        strings=_shared_strings(package, _part_of_kind(related, "sharedStrings")),
        formats=formats,
        fills=fills,
        from_1904=from_1904,
    )
    sheets: list[Sheet] = []
    for title, hidden, link in listed:
        kind, part = related.get(link, ("", ""))
        if kind == "worksheet" and part in package:
            sheet = read_sheet(title, hidden, package.chunks(part), shared, package.spent)
            comments = read_comments(package, _relationships(package, part).values())
            sheets.append(replace(sheet, comments=comments) if comments else sheet)
        elif link and kind not in NOT_CELLS:
            # Without a link it is a sheet of macros from an old workbook: a name and no more.
            raise damaged(title)
    check_the_rest(package)
    kinds = {kind for kind, _ in related.values()}
    return Grid(
        book=book,
        name=name,
        sheets=tuple(sheet for sheet in sheets if not _is_ours(sheet)),
        macros=not kinds.isdisjoint(MACROS),
        linked="externalLink" in kinds or any(sheet.linked for sheet in sheets),
    )


def _is_ours(sheet: Sheet) -> bool:
    """Whether a sheet is the one that an annotated copy has in front."""
    first = sheet.rows.get(1, {}).get(1)
    return first is not None and first.text == FINDINGS_TITLE


def _relationships(package: Package, part: str) -> Relationships:
    """What a part (or, for "", the whole package) points to inside the package."""
    folder, _, file = part.rpartition("/")
    found: Relationships = {}

    def relationship(attributes: dict[str, str]) -> None:
        if attributes.get("TargetMode") != "External":
            kind = attributes["Type"].rpartition("/")[2]
            found[attributes["Id"]] = kind, resolve(folder, attributes["Target"])

    links = f"{folder}/_rels/{file}.rels".lstrip("/")
    if links in package:
        stream(package.chunks(links), package.spent, {"Relationship": relationship})
    return found


def _part_of_kind(related: Relationships, wanted: str) -> str:
    return next((part for kind, part in related.values() if kind == wanted), "")


def _sheet_list(package: Package, main: str) -> tuple[list[tuple[str, bool, str]], bool]:
    """Name, whether hidden, and relationship of each sheet; and whether dates count from 1904."""
    limit = package.spent.limits.sheets
    listed: list[tuple[str, bool, str]] = []
    names: set[str] = set()
    from_1904 = False

    def sheet(attributes: dict[str, str]) -> None:
        name = attributes["name"]
        if len(listed) == limit:
            raise too_much(Reason.TOO_MANY_SHEETS, f"Workbooks of up to {limit} sheets can be read; this one has more.")
        if name.casefold() in names or len(name) > 255:
            raise damaged(name[:80])
        names.add(name.casefold())
        listed.append((name, attributes.get("state", "visible") != "visible", relationship_id(attributes)))

    def properties(attributes: dict[str, str]) -> None:
        nonlocal from_1904
        from_1904 = attributes.get("date1904") in TRUE

    stream(package.chunks(main), package.spent, {"sheet": sheet, "workbookPr": properties})
    if not listed:
        raise damaged()
    return listed, from_1904


def _shared_strings(package: Package, part: str) -> list[Shown]:
    """The text that cells refer to by number, each made ready once."""
    strings: list[Shown] = []
    text = Collector(package.spent)
    if part in package:
        starts = {"si": text.begin, "t": text.start, "rPh": text.start_reading}
        ends = {"si": lambda: strings.append(shown_text(text.text(), package.spent))}
        ends |= {"t": text.end, "rPh": text.end_reading}
        stream(package.chunks(part), package.spent, starts, ends, text.characters)
    return strings


def check_the_rest(package: Package) -> None:
    """Unpack what was not read, counting, and look for harm: a copy of the workbook may be opened whole later."""
    for name in package.unread():
        try:
            _look_for_harm(package, name)
        except UnreadableWorkbook as trouble:
            # Nothing was wanted of it.
            if trouble.reason is not Reason.DAMAGED or not name.endswith((".rels", ".xml")):
                raise


def _look_for_harm(package: Package, name: str) -> None:
    if name.endswith(".rels"):
        folder, _, file = name.rpartition("_rels/")
        _relationships(package, folder + file.removesuffix(".rels"))
    elif name.endswith(".xml") and not (package.format is Format.OPEN_DOCUMENT and name.startswith(MACRO_FOLDERS)):
        stream(package.chunks(name), package.spent, {})
    else:
        for _ in package.chunks(name):
            pass
