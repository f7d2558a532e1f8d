"""A report as a workbook of its findings, to sort, filter and share out."""

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO

import xlsxwriter

from htq_core.export.printout import (
    ILLUSTRATIVE,
    KEPT_HERE,
    MARKS,
    OWN_REASON,
    PRODUCT,
    SIDES,
    compared,
    did_not_run,
    differences,
    long_date,
    occupation_name,
    place,
    places,
    row_height,
    visible,
)
from htq_core.findings import HEADINGS, Severity
from htq_core.report import CAVEAT, KsbRow, Report

_LONGEST = 32_000  # Excel holds 32,767 characters in a cell
_NARROWEST, _WIDEST = 8, 60
_LABEL_WIDTH, _TEXT_WIDTH = 34, 90
_ANSWERS = {True: "yes", False: "no", None: "not proved"}
_BASE = {"font_name": "Calibri", "font_size": 11, "font_color": "#1C2024", "valign": "top", "text_wrap": True}
_FINDINGS = (
    "Heading", "What was found", "Where", "Found", "Expected", "Why", "Do this", *SIDES,
    OWN_REASON, "Occupation", "Rule", "Finding",
)  # fmt: skip
_COVERAGE = ("Occupation", "KSB", "Statement", "Coverage", "Units", "On every permitted pathway", "Where")
_SINCE = ("What", "Heading", "What the rule asks", "Finding")
_DID_NOT_RUN = ("Rule", "What it checks", "Why it did not run")


def to_workbook(report: Report) -> bytes:
    """The findings as an .xlsx file, made in memory. Every cell of text is stored as text, never as a formula."""
    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": "Readiness report", "author": PRODUCT})
    sheets = _Sheets(book)
    sheets.add_facts("Summary", _summary(report))
    sheets.add_table("Findings", _FINDINGS, _findings(report))
    sheets.add_table("Coverage", _COVERAGE, _coverage(report))
    sheets.add_table("Did not run", _DID_NOT_RUN, did_not_run(report))
    if report.since:
        sheets.add_table("Since", _SINCE, differences(report.since))
    book.close()
    return file.getvalue()


class _Sheets:
    """The sheets of one workbook, in our look."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.book = book
        self.text = book.add_format(_BASE)
        self.label = book.add_format({**_BASE, "bold": True})
        self.header = book.add_format({**_BASE, "bold": True, "font_color": "#FBFAF7", "bg_color": "#0B5A63"})

    def add_facts(self, name: str, facts: Iterable[tuple[str, str]]) -> None:
        """A sheet of labels with their text."""
        sheet = self.book.add_worksheet(name)
        sheet.set_column(0, 0, _LABEL_WIDTH)
        sheet.set_column(1, 1, _TEXT_WIDTH)
        for row, (label, text) in enumerate(facts):
            sheet.write_string(row, 0, label, self.label)
            sheet.write_string(row, 1, _clipped(text), self.text)
            sheet.set_row(row, row_height((label, _clipped(text)), (_LABEL_WIDTH, _TEXT_WIDTH)))
        _set_up_print(sheet)

    def add_table(self, name: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """A sheet with a header that stays in view, filters, and columns as wide as their text asks for."""
        sheet = self.book.add_worksheet(name)
        shown = [header, *([_clipped(text) for text in row] for row in rows)]
        widths = [_width(column) for column in zip(*shown, strict=True)]
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        for position, texts in enumerate(shown):
            sheet.set_row(position, row_height(texts, widths))
            for column, text in enumerate(texts):
                sheet.write_string(position, column, text, self.text if position else self.header)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(shown) - 1, len(header) - 1)
        sheet.repeat_rows(0)
        _set_up_print(sheet)


def _set_up_print(sheet: "xlsxwriter.worksheet.Worksheet") -> None:
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)


def _width(texts: Iterable[str]) -> int:
    """As wide as the longest line, within reason. The header needs room for the arrow of its filter as well."""
    first, *others = (max(map(len, text.split("\n"))) for text in texts)
    return min(max(first + 4, *(length + 2 for length in others), _NARROWEST), _WIDEST)


def _clipped(text: str) -> str:
    shown = visible(text)
    return shown if len(shown) <= _LONGEST else shown[:_LONGEST] + "…"


def _summary(report: Report) -> Iterator[tuple[str, str]]:
    yield "Verdict", report.sentence
    yield "What this is", CAVEAT
    yield "Qualification", report.qualification
    for severity in Severity:
        yield HEADINGS[severity], str(len(report.of_severity(severity)))
    if report.since:
        yield f"Since the check of {long_date(report.since.checked_at)}", report.since.sentence
        yield "What else is different", "\n".join(report.since.changes)
    for occupation in report.occupations:
        yield "Occupation", occupation_name(occupation)
        if occupation.illustrative:
            yield "", ILLUSTRATIVE
        for kind, count in occupation.coverage.items():
            yield (
                kind.title(),
                (
                    f"{count.full} full, {count.partial} partial, {count.not_covered} not covered, "
                    f"{count.unstated} not stated, of {count.total}"
                ),
            )
    for source in report.sources:
        yield f"File read as {source.role}", f"{source.name}\nSHA-256 {source.sha256}"
        if source.unreadable:
            yield "This file could not be opened", f"{source.unreadable.message} {source.unreadable.fix}"
    if report.kept_unread:
        yield KEPT_HERE, f"{report.kept_unread.message} {report.kept_unread.fix}"
    yield "Not judged here", "\n".join(report.not_judged)
    yield "Checked", long_date(report.checked_at)
    yield "Rulebook", report.rulebook
    yield "Catalogue of standards", long_date(report.catalogue_date)
    yield "Approving body", f"{report.settings.approving_body.name}, {report.settings.approving_body.contact}"
    for name, value, meaning in report.settings.thresholds():
        yield f"Setting: {name}", f"{value}. {meaning}"


def _findings(report: Report) -> Iterator[Sequence[str]]:
    for severity in Severity:
        for finding in report.of_severity(severity):
            yield (
                MARKS[severity], finding.message, places(finding), finding.found, finding.expected, finding.why,
                finding.fix, compared(finding, "found"), compared(finding, "published"), finding.explained,
                finding.occupation or "", finding.rule, finding.id,
            )  # fmt: skip


def _coverage(report: Report) -> Iterator[Sequence[str]]:
    for occupation in report.occupations:
        for row in occupation.rows:
            yield (occupation.reference, *_ksb(row))


def _ksb(row: KsbRow) -> Sequence[str]:
    return (
        row.code,
        row.statement,
        (row.coverage or "not stated").replace("_", " ").replace("-", " "),
        ", ".join(row.units),
        _ANSWERS[row.guaranteed],
        place(row.where) if row.where else "",
    )
