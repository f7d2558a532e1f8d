"""Every finding, grouped by rule and cause, with filters."""

from collections.abc import Sequence

import streamlit as st

from htq_core import Book, Finding, Kind, Report, Severity
from pages.parts import frame, groups, html, state, wording

state.require_frame()

AT_FIRST = 40


def asked_for(report: Report) -> Sequence[Finding]:
    """The findings that fit what is chosen above them."""
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
    words = words_at.text_input(
        "Search", max_chars=100, placeholder="K12, or a unit", key="words", persist_state="session"
    )
    return groups.wanted(report, severity, book, kind, words)


def listed(report: Report, found: Sequence[Finding]) -> None:
    """The findings, the first of them at once and the others when they are asked for."""
    html.show("how_many", found=len(found), total=len(report.findings))
    if len(found) < len(report.findings):
        label = f"Show all {wording.plural(len(report.findings), 'finding')}"
        st.button(label, on_click=state.show_all_findings)
    if len(found) > AT_FIRST and not st.checkbox(f"Show all {len(found)}, not only the first {AT_FIRST}"):
        found = found[:AT_FIRST]
    if found:
        html.show("findings", groups=groups.by_rule(report, found), several=len(report.occupations) > 1)
    elif report.findings:
        html.notice(
            "No finding fits what you asked for.", "Choose All in the lists above, or search for something else."
        )
    else:
        html.notice("No rule found anything.", "Look at Results for what did not run, and for what was not judged.")


html.heading("Findings")
report = state.report()
if report is None:
    frame.nothing_yet("Every finding will be here once you have added your workbooks.")
else:
    listed(report, asked_for(report))
    frame.next_step("See which unit covers what", "pages/coverage.py")
