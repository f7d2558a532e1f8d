"""Which unit covers which KSB: a picture, and a table that says the same."""

import streamlit as st

from htq_core import OccupationSeen, Report
from pages.parts import charts, frame, html, state, wording

state.require_frame()


def drawn(occupation: OccupationSeen, report: Report) -> None:
    """The picture and the table for one occupation."""
    html.section(wording.occupation(occupation))
    if not occupation.rows or not report.units:
        html.notice(
            "There is nothing to draw yet.",
            "The picture needs KSBs from the mapping and units from the structure. See what the findings say of them.",
        )
        return
    st.plotly_chart(
        charts.coverage_map(occupation.rows, report.units, dark=state.dark()),
        theme=None,
        config=charts.CONFIG,
        key=f"coverage-{occupation.reference}",
    )
    html.section("The same as a table", level=3)
    html.show("coverage_table", rows=occupation.rows, units=report.units)


html.heading("Coverage", "Which unit covers which knowledge, skill and behaviour statement, as your mapping says.")
report = state.report()
if report is None:
    frame.nothing_yet("A picture of coverage will be here once you have added your workbooks.")
else:
    for occupation in report.occupations:
        drawn(occupation, report)
    frame.next_step("See what every pathway covers", "pages/pathways.py")
