"""What only the applicant can say: the session, the form, the documents and the evidence; and what happens next."""

from datetime import UTC, datetime

import streamlit as st

from htq_core import NOT_JUDGED, Answers
from htq_core.answers_file import FILE_NAME
from htq_core.export.checklist import FILE_NAME as CHECKLIST_NAME
from htq_core.export.checklist import checklist_docx
from htq_core.session import DOCUMENTS, QUESTIONS, STEPS
from pages.parts import frame, html, readiness, state, wording

state.require_frame()

YES_NO = ("Yes", "No")
CONFIRM = "Rules of combination were read from words or assumed. Are they right, as the Pathways page shows them?"


def yes_or_no(name: str, title: str, answered: bool | None) -> None:
    """A question with yes, no, and no answer yet."""
    st.radio(
        title,
        YES_NO,
        index=None if answered is None else YES_NO.index("Yes" if answered else "No"),
        horizontal=True,
        key=readiness.key(name),
        on_change=readiness.answer,
        args=(name,),
    )


def questions(answers: Answers) -> None:
    """The questions about the session and the form."""
    html.section("The session and the form")
    for name, title in QUESTIONS.items():
        yes_or_no(name, title, getattr(answers, name))
    st.text_input(
        "If the qualification aligns to several occupations: the references of their standards",
        value=", ".join(answers.occupations),
        max_chars=200,
        placeholder="ST0827, ST0928",
        key=readiness.key("occupations"),
        on_change=readiness.align,
    )
    yes_or_no("rules_confirmed", CONFIRM, answers.rules_confirmed)


def documents(answers: Answers) -> None:
    """Which documents are at hand."""
    html.section("Documents for the form", "Tick those that are ready.")
    for document, title in DOCUMENTS.items():
        st.checkbox(
            title,
            value=document in (answers.documents or ()),
            key=readiness.key(document),
            on_change=readiness.have,
            args=(tuple(DOCUMENTS),),
        )


def evidence(answers: Answers) -> None:
    """What there is from employers."""
    html.section("Evidence from employers", "Letters, minutes, surveys: each with its date and the occupation.")
    for number, piece in enumerate(answers.employer_evidence or ()):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            html.show("sentence", words=wording.evidence(piece), width="content")
            label = f"Take piece {number + 1} back"
            st.button(label, on_click=readiness.take_back, args=(number,), key=readiness.key(f"back-{number}"))
    if answers.employer_evidence == ():
        html.show("sentence", words="You said that there is none yet.")
    with st.form(readiness.key("evidence"), clear_on_submit=True):
        name, dated, occupation = st.columns([4, 2, 3])
        name.text_input("What it is, and from whom", max_chars=200, key=readiness.key("name"))
        dated.text_input("Date", max_chars=40, key=readiness.key("dated"))
        occupation.text_input("Occupation it is about", max_chars=120, key=readiness.key("of"))
        st.form_submit_button("Add the evidence", on_click=readiness.add_evidence)
    if answers.employer_evidence is None:
        st.button("There is none yet", on_click=readiness.no_evidence)


def to_take_away(answers: Answers) -> None:
    """The answers as a file, and the checklist on paper."""
    html.section("Take it with you", "Answers are kept only while this page is open. Save them before you leave.")
    body = state.settings().approving_body
    with st.container(horizontal=True, gap="small"):
        st.download_button(
            "Checklist (Word)",
            lambda: checklist_docx(answers, body, datetime.now(UTC)),
            CHECKLIST_NAME,
            on_click="ignore",
        )
        st.download_button("Save the answers", readiness.as_file(), FILE_NAME, on_click="ignore")
    frame.ask_for_file("Open saved answers (.json)", readiness.SAVED, readiness.open_answers)


html.heading("Getting ready", "What your workbooks cannot tell. Your answers go into the report and the agenda.")
frame.show_notices(*state.references())
answers = readiness.answers()
questions(answers)
documents(answers)
evidence(answers)
to_take_away(answers)
html.section("What happens next")
html.show("steps_after", steps=STEPS)
html.section("Not judged here")
html.show("not_judged", matters=NOT_JUDGED)
frame.next_step("Go to the support session", "pages/support_session.py")
