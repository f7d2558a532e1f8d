"""The two workbooks: add them, see whether each can be read, take one away, start again."""

import streamlit as st

from htq_core import CAVEAT, LIMITS, Book, Report
from pages.parts import as_read, frame, herald, html, place, state, wording

state.require_frame()

LABELS = {
    Book.MAPPING: "Add the KSB mapping (a spreadsheet)",
    Book.STRUCTURE: "Add the qualification structure (a spreadsheet)",
}
HELP = {
    Book.MAPPING: "The workbook with a row for each KSB, saying how far it is covered and by which units.",
    Book.STRUCTURE: "The workbook that lists the units, and what a learner may choose.",
}


def place_of(book: Book, report: Report | None) -> None:
    """One workbook's place: its uploader, or the file with what can be said of it."""
    html.section(wording.BOOK_WORDS[book], HELP[book])
    source = state.file(book)
    if source is None or report is None:
        # No list of endings: a wrong file is told by its content, in our words.
        st.file_uploader(
            LABELS[book],
            accept_multiple_files=True,
            key=state.uploader(book).key,
            on_change=state.receive,
            args=(book,),
        )
        return
    seen = next(seen for seen in report.sources if seen.role == book)
    wrong = seen.unreadable or book in wording.in_wrong_place(report)
    tone = "fix" if wrong else "note" if wording.things_to_fix(report, book) else "ready"
    html.show("file", source=source, seen=seen, tone=tone, read=wording.was_read(report, book))
    if book in wording.in_wrong_place(report) and len(report.sources) == 1:
        st.button("Move it to its own place", on_click=state.swap, key="move")
    st.button(f"Take the {book} file away", on_click=state.take_away, args=(book,), key=f"away-{book}")


html.heading("Upload your two workbooks", "They are checked as soon as they are here. You may add both at once.")
state.sort_out()
report = state.report()
if left_out := state.left_out():
    html.notice(
        f"Not taken: {', '.join(left_out)}.", "There is a place for two files. Check which two you need.", alert=True
    )
if report and wording.in_wrong_place(report) == set(Book):
    html.notice("The two files seem to be in each other’s place.", tone="fix", alert=True)
    st.button("Swap the two files", type="primary", on_click=state.swap)
complete = report and len(report.sources) == len(Book) and not any(seen.unreadable for seen in report.sources)
for column, book in zip(frame.two_uploads(), Book, strict=True):
    with column:
        place_of(book, report)
if report and len(report.sources) == len(Book):
    html.show("verdict", report=report, caveat=CAVEAT, tone=wording.VERDICT_TONES[report.verdict])
    html.show("counts", report=report, linked=False)
    if in_both := wording.in_both(report):
        html.show("sentence", words=in_both)
if report and not wording.in_wrong_place(report) and (asked := as_read.to_be_asked(report)):
    html.notice(asked, "Say what is meant, and the check runs again at once. Nobody has to retype a sheet.")
    st.page_link("pages/reading.py", label="Say how your files are to be read", width="content")
if report:
    with st.container(horizontal=True, vertical_alignment="center"):
        if complete:
            frame.next_step("See the results", "pages/results.py")
        else:
            st.page_link("pages/results.py", label="See the results", width="content")
        st.button("Start again", on_click=state.start_again)
    herald.announce(report)
html.section(
    "Have you checked it before?",
    "Add the receipt you took away then, and Results says what is different. Reasons you saved go to their findings.",
)
if held := state.receipt():
    html.notice(f"The receipt of your check of {wording.long_date(held.checked_at)} is here.")
    st.button("Put the receipt away", on_click=state.put_receipt_away)
else:
    frame.ask_for_file("Add a receipt (.json)", state.RECEIPT, state.receive_receipt)
frame.ask_for_file("Open saved reasons (.json)", place.SAVED, place.open_reasons)
if report and (given := place.reasons()):
    html.show("sentence", words=wording.reasons(given, report))
html.section("What can be read")
html.show("limits", limits=LIMITS)
