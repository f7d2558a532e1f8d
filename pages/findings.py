"""Every finding, by cause or by KSB and unit. Each opens to the part of the user's own sheet that it is about."""

from collections.abc import Sequence

import streamlit as st

from htq_core import Book, Finding, Kind, Report, Severity
from htq_core.reasons_file import LONGEST_REASON
from pages.parts import frame, groups, html, links, place, state, wording
from pages.parts.subjects import Subjects

state.require_frame()

AT_FIRST = 40


def asked_for(report: Report) -> Sequence[Finding]:
    """The findings that fit what is chosen above them."""
    with st.container(key="narrowed"):
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


def arranged(report: Report, found: Sequence[Finding], subjects: Subjects) -> list[groups.Group]:
    """The findings under their causes, or under what they are about."""
    way = st.radio(
        "Arranged", (place.BY_CAUSE, place.BY_SUBJECT), key="arranged", horizontal=True, persist_state="session"
    )
    if way == place.BY_CAUSE:
        return groups.by_cause(report, found)
    return groups.by_subject(subjects, found, place.about())


def listed(report: Report, found: Sequence[Finding]) -> None:
    """The findings, the first of them at once and the others when they are asked for."""
    subjects = Subjects(report)
    shown = arranged(report, found, subjects)
    order = groups.in_order(shown)
    html.show("how_many", found=len(order), total=len(report.findings), about=place.about().partition(" ")[2])
    if len(order) < len(report.findings):
        label = f"Show all {wording.plural(len(report.findings), 'finding')}"
        st.button(label, on_click=place.show_all)
    if not order:
        nothing(report)
        return
    opened = next((finding for finding in order if finding.id == place.opened()), None)
    if opened is None:
        st.button("Open the first finding", on_click=place.open_finding, args=(order[0].id,), shortcut="Alt+Down")
    count = sum(len(group.findings) for group in shown)
    at = order.index(opened) if opened else 0
    if count > AT_FIRST and at < AT_FIRST - 1 and not st.checkbox(f"Show all {count}, not only the first {AT_FIRST}"):
        shown = groups.first(shown, AT_FIRST)
    before, opened, after = groups.parted(shown, opened.id if opened else "")
    several = len(report.occupations) > 1
    html.show("findings", groups=before, several=several)
    if opened:
        opened_finding(opened, order, subjects, several)
        if after:
            html.show("findings", groups=after, several=several)


def nothing(report: Report) -> None:
    """Why there is no finding to show."""
    if report.findings:
        html.notice(
            "No finding fits what you asked for.", "Choose All in the lists above, or search for something else."
        )
    else:
        html.notice("No rule found anything.", "Look at Results for what did not run, and for what was not judged.")


def opened_finding(finding: Finding, order: Sequence[Finding], subjects: Subjects, several: bool) -> None:
    """One finding with the part of the sheet it is about, the way to the next one, and room for a reason."""
    at = [each.id for each in order].index(finding.id)
    before, after = order[at - 1 : at] if at else [], order[at + 1 : at + 2]
    with st.container(key="opened", gap="small"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            for label, shortcut, to in (("Previous", "Alt+Up", before), ("Next", "Alt+Down", after)):
                st.button(
                    label,
                    on_click=place.open_finding,
                    args=(to[0].id if to else "",),
                    disabled=not to,
                    shortcut=shortcut,
                    key=f"go-{label}",
                )
            st.button("Close", on_click=place.open_finding, key="go-close")
            # Somebody who goes on before the reason is taken would lose it, so that is said.
            taken = ", with your reason" if finding.explained else ""
            html.show("sentence", words=f"Finding {at + 1} of {len(order)}{taken}", width="content")
        html.show(
            "finding",
            finding=finding,
            strips=place.strips_of(finding, [(book, state.file(book)) for book in Book]),
            about=subjects.of(finding),
            several=several,
            opened=True,
        )
        st.text_area(
            "We know, and here is our reason (it goes into the report; the finding stays)",
            value=finding.explained,
            max_chars=LONGEST_REASON,
            height=84,
            key=place.reason_key(finding.id),
            on_change=place.give_reason,
            args=(finding.id,),
        )


html.heading("Findings")
report = state.report()
if report is None:
    frame.nothing_yet("Every finding will be here once you have added your workbooks.")
else:
    listed(report, asked_for(report))
    links.listen()
    frame.next_step("See which unit covers what", "pages/coverage.py")
