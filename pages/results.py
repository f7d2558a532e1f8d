"""The verdict, what to do first, coverage at a glance, and what this check cannot say."""

import streamlit as st

from htq_core import CAVEAT, Kind, Report, Severity, Since, Status
from pages.parts import as_read, frame, groups, html, links, state, wording

state.require_frame()

FIRST = 5


def answer(report: Report) -> None:
    """The verdict, and how many findings there are under each heading."""
    html.heading(f"Results for {report.qualification}" if report.qualification else "Results")
    html.show("verdict", report=report, caveat=CAVEAT, tone=wording.VERDICT_TONES[report.verdict])
    for source in report.sources:
        if source.unreadable:
            html.notice(source.unreadable.message, source.unreadable.fix, tone="fix", about=source.name)
    if report.kept_unread:
        html.notice(report.kept_unread.message, report.kept_unread.fix, tone="discuss")
    if not wording.in_wrong_place(report) and (asked := as_read.to_be_asked(report)):
        html.notice(asked, "Say what is meant, and the check runs again at once. Nobody has to retype a sheet.")
        st.page_link("pages/reading.py", label="Say how your files are to be read", width="content")
    html.show("counts", report=report, linked=True)
    with st.container(horizontal=True, vertical_alignment="center"):
        if report.findings:
            frame.next_step("Go through the findings", "pages/findings.py")
        st.page_link("pages/upload.py", label="Change the files", width="content")
        st.page_link("pages/take_away.py", label="Take the report away", width="content")
    if report.since:
        since(report.since)


def start_here(report: Report) -> None:
    """The edits that clear most, and the first of what has to be put right besides."""
    steps, to_fix = report.first_steps.steps, report.of_severity(Severity.FIX)
    if steps:
        html.section("Start here", "These edits clear most. What each does was found by checking again with it made.")
        html.show("steps", steps=steps, messages={finding.id: finding.message for finding in report.findings})
        to_fix = tuple(finding for finding in to_fix if finding.id in report.first_steps.untried)
    if to_fix:
        html.section("Do these first" if len(to_fix) > FIRST else "Do this" if len(to_fix) == 1 else "Do these")
        html.show("first", findings=to_fix[:FIRST])


def since(found: Since) -> None:
    """What is different since the check that the receipt is of."""
    html.section(f"Since your check of {wording.long_date(found.checked_at)}", found.sentence)
    html.show("since", since=found)
    st.button("Put the receipt away", on_click=state.put_receipt_away)


def coverage(report: Report) -> None:
    """How much of each kind of KSB the mapping says is covered."""
    for occupation in report.occupations:
        html.section("Coverage, as your mapping states it", wording.occupation(occupation))
        html.show("bars", kinds={kind: occupation.reaches(kind) for kind in Kind})
        if report.units and (proved := wording.proved(occupation)):
            html.show("sentence", words=proved)
    st.page_link("pages/coverage.py", label="See which unit covers what")


def reading(report: Report) -> None:
    """How the files were read, so that a misreading is seen, and where to change it."""
    if not report.reading:
        return
    html.section("How your files were read")
    html.show("reading", report=report, told=as_read.assumed(report), repairs=as_read.repairs(report))
    st.page_link("pages/reading.py", label="Change how they are read")


def limits(report: Report) -> None:
    """What was not judged, what did not run, and what the files were held against."""
    html.section("Not judged here")
    html.show("not_judged", matters=report.not_judged)
    not_run, broke = groups.by_reason(report.with_status(Status.NOT_RUN)), report.with_status(Status.BROKE)
    if not_run or broke:
        html.section("What did not run, and why")
        html.show("not_run", not_run=not_run, broke=broke)
    html.section("What was checked, against what")
    html.show("in_force", report=report)


report = state.report()
if report is None:
    html.heading("Results")
    frame.nothing_yet("The answer will be here once you have added your workbooks.")
else:
    answer(report)
    start_here(state.whole_report() or report)
    coverage(report)
    reading(report)
    limits(report)
    if links.listen():
        st.switch_page("pages/findings.py")
