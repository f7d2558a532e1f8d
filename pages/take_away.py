"""The report in every form, the user's own workbooks with the findings in them, and the receipt for next time."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from htq_core import RECEIPT_NAME, Book, Report, Source, UnreadableWorkbook, make_receipt
from htq_core.export.annotated import annotate, copy_name
from htq_core.export.docx import to_docx
from htq_core.export.html import to_html
from htq_core.export.workbook import to_workbook
from htq_core.reasons_file import FILE_NAME as REASONS_NAME
from pages.parts import frame, html, place, state, wording

state.require_frame()

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def download(label: str, make: Callable[[], bytes | str], name: str, mime: str) -> None:
    """A button for a file that is made when it is pressed, of the files that are here now."""
    st.download_button(label, data=make, file_name=name, mime=mime, on_click="ignore", key=f"download-{name}")


def copies(report: Report) -> None:
    """The user's own workbooks back, with the findings at their cells."""
    html.section(
        "Your own workbooks, with the findings in them",
        "For whoever works in the sheets. Comments stand at the cells, a sheet of findings in front leads to each, "
        "and nothing else is changed. Check the copy again as it is: our marks are left out.",
    )
    readable = {source.sha256 for source in report.sources if not source.unreadable}
    if not readable:
        html.notice("None of your files could be opened, so there is no copy to mark.")
    values = any(repair.field != "rule" for repair in report.repairs)
    repaired = values and st.checkbox("Also write into the cells what you said on the Reading page that values mean")
    with st.container(horizontal=True):
        for book in Book:
            source = state.file(book)
            if source and any(seen.role == book and seen.sha256 in readable for seen in report.sources):
                copy(report, book, source, repaired=repaired)


def copy(report: Report, book: Book, source: Source, *, repaired: bool) -> None:
    """One of the copies, or why there is none."""
    try:
        name = copy_name(source, book)
    except UnreadableWorkbook as trouble:
        html.notice(trouble.message, trouble.fix, tone="fix", about=wording.BOOK_WORDS[book])
        return
    label = f"Download the {book} with its findings"
    mapping, structure = (source if each is book else None for each in Book)
    download(label, partial(marked, report, mapping, structure, repaired=repaired), name, EXCEL)


def marked(report: Report, *sources: object, repaired: bool) -> bytes:
    """The one copy of the one workbook that is given."""
    (copy,) = annotate(report, *sources, repaired=repaired).values()
    return copy


def reports(report: Report) -> None:
    """The report for people, for spreadsheets and for programs."""
    html.section(
        "The report",
        "For a colleague who was not there. It prints well, works offline and says what was not judged."
        + (f" The {wording.plural(given, 'reason')} you gave go with it." if (given := explained(report)) else ""),
    )
    with st.container(horizontal=True):
        download("Download as a web page", partial(to_html, report), "Readiness report.html", "text/html")
        download("Download as a Word document", partial(to_docx, report), "Readiness report.docx", WORD)
    html.section("The findings as a workbook", "To sort, filter and share out among those who will put them right.")
    download("Download the findings", partial(to_workbook, report), "Readiness findings.xlsx", EXCEL)
    html.section("The report for another program", "JSON, with a published schema and a version.")
    download("Download as JSON", partial(report.model_dump_json, indent=2), "Readiness report.json", "application/json")


def explained(report: Report) -> int:
    """How many findings have a reason of the applicant's own."""
    return sum(bool(finding.explained) for finding in report.findings)


def reasons() -> None:
    """The reasons that were given, as a file of their own."""
    if place.reasons():
        html.section("Your reasons", "Open them again on the Upload page when you check next time.")
        download("Save the reasons", place.as_file, REASONS_NAME, "application/json")


def receipt(report: Report) -> None:
    """The small file that lets the next check say what is different."""
    html.section(
        "A receipt for next time",
        "Add it on the Upload page when you check again: it tells what is fixed, still there and new, and what has "
        "changed because the rulebook or the standard did. It holds dates, versions and the ids of findings, and "
        "nothing that your files say.",
    )
    download("Download the receipt", make_receipt(report).to_json, RECEIPT_NAME, "application/json")


html.heading("Take away", "Each file is made when you ask for it, of the files that are here now. None is kept.")
report = state.whole_report()
if report is None:
    frame.nothing_yet("The report, your marked workbooks and a receipt will be here once you have added your files.")
else:
    copies(report)
    reports(report)
    reasons()
    receipt(report)
    html.section("Keep them safe")
    html.notice(
        "Keep these files as carefully as your own.",
        "The report and the copies hold what your workbooks say. The receipt does not.",
    )
