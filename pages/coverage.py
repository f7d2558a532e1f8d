"""Which unit covers which KSB: a picture, and a table that says the same."""

import streamlit as st

from htq_core import Kind, OccupationSeen, Report
from pages.parts import charts, frame, html, links, loads, state, wording
from pages.parts.subjects import Subjects

state.require_frame()


def drawn(occupation: OccupationSeen, report: Report, found: set[str]) -> None:
    """The picture and the tables for one occupation. ``found`` are the KSBs and units that findings are about."""
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
    in_blocks = loads.blocks(report.units)
    html.show(
        "coverage_table",
        kinds=[[row for row in occupation.rows if row.kind is kind] for kind in Kind],
        blocks=in_blocks,
        units=[unit for block in in_blocks for unit in block.units],
        found=found,
    )
    html.section(
        "What each unit carries",
        "A unit with many KSBs and few credits may be asked about. A KSB that several units carry counts for each.",
        level=3,
    )
    html.show("loads", loads=loads.loads(occupation.rows, report.units))


html.heading("Coverage", "Which unit covers which knowledge, skill and behaviour statement, as your mapping says.")
report = state.report()
if report is None:
    frame.nothing_yet("A picture of coverage will be here once you have added your workbooks.")
else:
    subjects = Subjects(report)
    found = {str(about) for finding in report.findings for about in subjects.of(finding)}
    for occupation in report.occupations:
        drawn(occupation, report, found)
    if links.listen():
        st.switch_page("pages/findings.py")
    frame.next_step("See what every pathway covers", "pages/pathways.py")
