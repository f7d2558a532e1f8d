"""Two people, one shared screen: the agenda of the report one matter at a time, notes, and what was agreed."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from htq_core import Book, Report, make_receipt, since_receipt
from htq_core.export.session import actions_calendar, session_docx
from htq_core.session import LONGEST, MINUTES, Matter, agenda, total_minutes
from pages.parts import frame, html, links, meeting, place, state, wording

state.require_frame()

FINDINGS_AT_ONCE = 3
LABELS = {Book.MAPPING: "Corrected KSB mapping", Book.STRUCTURE: "Corrected qualification structure"}


def one_matter(report: Report, matters: Sequence[Matter]) -> None:
    """The matter that is up, its findings with the part of the sheet they are about, and the way on."""
    number = meeting.up(matters)
    matter = matters[number]
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        for label, shortcut, to in (("Back", "Alt+Up", number - 1), ("Next", "Alt+Down", number + 1)):
            st.button(
                label,
                on_click=meeting.go_to,
                args=(to,),
                disabled=not 0 <= to < len(matters),
                shortcut=shortcut,
                key=f"matter-{label}",
            )
        note = meeting.notes().of(matter.id)
        html.show("matter_is", matter=matter, number=number + 1, total=len(matters), note=note, width="content")
        if meeting.presenting():
            st.toggle("Uncover the text of the files", key="uncovered")
    html.show("matter", matter=matter)
    for finding in matter.findings[:FINDINGS_AT_ONCE]:
        html.show(
            "finding",
            finding=finding,
            strips=place.strips_of(finding, [(book, state.file(book)) for book in Book]),
            about=(),
            several=len(report.occupations) > 1,
            opened=False,
        )
    if (more := len(matter.findings) - FINDINGS_AT_ONCE) > 0:
        html.show("sentence", words=f"{more} more of the same kind are on the Findings page.")
    if meeting.presenting():
        html.show("sentence", words="Notes and actions are kept off a screen that is shown to others.")
    else:
        noted(matter)


def noted(matter: Matter) -> None:
    """What was said about a matter, and what was agreed."""
    note = meeting.notes().of(matter.id)
    st.checkbox(
        "Gone through", value=note.done, key=meeting.key("done", matter), on_change=meeting.note, args=(matter,)
    )
    st.text_area(
        "Notes on this matter",
        value=note.text,
        max_chars=LONGEST,
        height=96,
        key=meeting.key("text", matter),
        on_change=meeting.note,
        args=(matter,),
    )
    for number, action in enumerate(note.actions):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            html.show("sentence", words=wording.agreed(action), width="content")
            label = f"Take action {number + 1} back"
            st.button(
                label,
                on_click=meeting.take_back,
                args=(matter, number),
                key=f"{meeting.key('back', matter)}-{number}",
            )
    with st.form(meeting.key("form", matter), clear_on_submit=True):
        what, who, by = st.columns([4, 2, 2])
        what.text_input("What was agreed", max_chars=500, key=meeting.key("what", matter))
        who.text_input("Who does it", max_chars=100, key=meeting.key("who", matter))
        by.date_input("By when", value=None, min_value=date.today(), format="DD/MM/YYYY", key=meeting.key("by", matter))
        st.form_submit_button("Add the action", on_click=meeting.agree, args=(matter,))


def live_check(report: Report) -> None:
    """A corrected file, dropped in: what is fixed, still there and new since the session began."""
    html.section("Check a corrected file", "Drop it in, and see at once what is fixed, still there and new.")
    for column, book in zip(frame.two_uploads(), Book, strict=True):
        column.file_uploader(LABELS[book], key=state.uploader(book).key, on_change=state.receive, args=(book,))
    before = meeting.begun_with(report)
    if before.sources == report.sources:
        html.show("sentence", words="The files are those that the session began with.")
        return
    since = since_receipt(make_receipt(before), report)
    gone, come = {each.id for each in since.fixed}, {each.id for each in since.new}
    html.show(
        "since_begun",
        since=since,
        gone=[finding for finding in before.findings if finding.id in gone],
        come=[finding for finding in report.findings if finding.id in come],
    )
    st.button("Compare with these files from now on", on_click=meeting.begin_anew, args=(report,))


def to_take_away(report: Report, matters: Sequence[Matter]) -> None:
    """The agenda with notes and actions for both, and the notes as a file to go on from."""
    html.section("Take it with you", "Notes are kept only while this page is open. Save them before you leave.")
    notes = meeting.notes()
    with st.container(horizontal=True, gap="small"):
        st.download_button(
            "Agenda, notes and actions (Word)",
            lambda: session_docx(report, matters, notes),
            "Support session.docx",
            on_click="ignore",
        )
        st.download_button(
            "Dated actions for a calendar",
            lambda: actions_calendar(matters, notes),
            "Agreed actions.ics",
            mime="text/calendar",
            on_click="ignore",
            disabled=not any(action.by for _, action in notes.actions()),
        )
        saved = notes.model_copy(update={"qualification": report.qualification[:LONGEST]})
        st.download_button("Save the notes", saved.to_file(), "Session notes.json", on_click="ignore")
    saved_notes(report)


def saved_notes(report: Report | None) -> None:
    """The place for notes that were saved, and what came with the last file."""
    frame.ask_for_file("Open saved notes (.json)", meeting.SAVED, meeting.open_notes)
    if opened := meeting.opened():
        here = report.qualification if report else ""
        html.notice(wording.opened_notes(opened), wording.whose_notes(opened, here), alert=True)
        st.button("Put these notes away again", on_click=meeting.put_opened_away)


html.heading("Support session", "One matter at a time, for two people at one screen.")
report = state.report()
if report is None:
    frame.nothing_yet("The agenda will be here once you have added your workbooks.")
    html.section("Have you saved notes?", "Open them now or later. They will stand beside the agenda.")
    saved_notes(None)
else:
    matters = agenda(report)
    one_matter(report, matters)
    html.section("Agenda", wording.planned(total_minutes(matters), MINUTES))
    html.show("agenda", matters=matters, notes=meeting.notes(), up=meeting.up(matters), presenting=meeting.presenting())
    live_check(report)
    if not meeting.presenting():
        to_take_away(report, matters)
    if links.listen() not in ("", "matter"):
        st.switch_page("pages/findings.py")
