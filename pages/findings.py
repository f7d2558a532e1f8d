"""Every finding, grouped by rule and cause, with filters."""

import streamlit as st

from htq_core import Book, Kind, Severity
from pages.parts import frame, groups, html, state, wording

state.require_frame()

AT_FIRST = 40

html.heading("Findings")
report = state.report()
if report is None:
    frame.nothing_yet("Every finding will be here once you have added your workbooks.")
    st.stop()

severity_at, book_at, kind_at, words_at = st.columns(4)
severity = severity_at.selectbox(
    "How serious",
    [None, *Severity],
    format_func=lambda each: wording.SEVERITY_HEADINGS[each] if each else "All",
    key="severity",
    persist_state="session",
)
book = book_at.selectbox(
    "Which file",
    [None, *Book],
    format_func=lambda each: wording.BOOK_WORDS[each] if each else "Both",
    key="book",
    persist_state="session",
)
kind = kind_at.selectbox(
    "About which KSBs",
    [None, *Kind],
    format_func=lambda each: wording.KIND_WORDS[each] if each else "All",
    key="kind",
    persist_state="session",
)
words = words_at.text_input("Search", max_chars=100, placeholder="K12, or a unit", key="words", persist_state="session")

found = groups.wanted(report, severity, book, kind, words)
shown = found
html.show("how_many", found=len(found), total=len(report.findings))
if len(found) > AT_FIRST and not st.checkbox(f"Show all {len(found)}, not only the first {AT_FIRST}"):
    shown = found[:AT_FIRST]
if shown:
    html.show("findings", groups=groups.by_rule(report, shown), several=len(report.occupations) > 1)
elif not report.findings:
    html.notice(
        "No rule found anything to report.", "Look at Results for what did not run, and for what was not judged."
    )
else:
    html.notice("No finding fits what you asked for.", "Choose All in the lists above, or search for something else.")
frame.next_step("See which unit covers what", "pages/coverage.py")
