"""Pictures of a report. The only module that draws; a table beside each says the same."""

from collections.abc import Sequence

import plotly.graph_objects as go

from htq_core import Coverage, KsbRow, UnitRow
from pages.parts import wording
from pages.parts.html import visible

CONFIG = {"displayModeBar": False, "scrollZoom": False, "responsive": True}
ROW_HEIGHT = 22
AROUND = 90
LONGEST_NAME = 14

# From nothing to full: one hue that grows evenly stronger, so that a grey print tells the steps apart.
_STEPS = {False: ("#F1EFE9", "#B9D6D8", "#5E9EA5", "#0B5A63"), True: ("#1E2428", "#27454A", "#2F6B72", "#6CC6CF")}
_INK = {False: "#1C2024", True: "#ECEAE4"}
_PAGE = {False: "#FBFAF7", True: "#14181B"}
_STRENGTH = {None: 1, Coverage.NOT_COVERED: 1, Coverage.PARTIAL: 2, Coverage.FULL: 3}


def coverage_map(rows: Sequence[KsbRow], units: Sequence[UnitRow], *, dark: bool) -> go.Figure:
    """KSBs down, units across: F where the unit covers the KSB in full, P in part, ? where it is not said how far."""
    strengths = [[_STRENGTH[row.coverage] if unit.key in row.units else 0 for unit in units] for row in rows]
    figure = go.Figure(
        go.Heatmap(
            z=strengths,
            x=list(range(len(units))),
            y=list(range(len(rows))),
            customdata=[[_hover(row, unit) for unit in units] for row in rows],
            hovertemplate="%{customdata}<extra></extra>",
            colorscale=_in_steps(_STEPS[dark]),
            zmin=-0.5,
            zmax=3.5,
            showscale=False,
            xgap=2,
            ygap=2,
        )
    )
    figure.add_trace(_letters(rows, units, dark))
    names = {"fixedrange": True, "showgrid": False, "zeroline": False, "ticks": "", "automargin": True}
    figure.update_xaxes(
        side="top",
        range=[-0.5, len(units) - 0.5],
        tickvals=list(range(len(units))),
        ticktext=[_plain(unit.key) for unit in units],
        **names,
    )
    figure.update_yaxes(
        range=[len(rows) - 0.5, -0.5], tickvals=list(range(len(rows))), ticktext=[row.code for row in rows], **names
    )
    figure.update_layout(
        height=ROW_HEIGHT * len(rows) + AROUND,
        margin={"l": 8, "r": 8, "t": 48, "b": 8},
        font={"family": "Source Sans, sans-serif", "size": 13, "color": _INK[dark]},
        paper_bgcolor=_PAGE[dark],
        plot_bgcolor=_PAGE[dark],
    )
    return figure


def _letters(rows: Sequence[KsbRow], units: Sequence[UnitRow], dark: bool) -> go.Scatter:
    """The letter of each cell: in the page's colour on the strongest step, in ink on the others."""
    marks = [
        (x, y, row.coverage) for y, row in enumerate(rows) for x, unit in enumerate(units) if unit.key in row.units
    ]
    return go.Scatter(
        x=[x for x, _, _ in marks],
        y=[y for _, y, _ in marks],
        text=[wording.COVERAGE_LETTERS[coverage] for _, _, coverage in marks],
        textfont={"color": [_PAGE[dark] if coverage is Coverage.FULL else _INK[dark] for _, _, coverage in marks]},
        mode="text",
        hoverinfo="skip",
        showlegend=False,
    )


def _in_steps(colours: Sequence[str]) -> list[list[float | str]]:
    """A scale without gradients: each whole number has a colour of its own."""
    count = len(colours)
    return [[(number + end) / count, colour] for number, colour in enumerate(colours) for end in (0, 1)]


def _hover(row: KsbRow, unit: UnitRow) -> str:
    said = wording.COVERAGE_WORDS[row.coverage] if unit.key in row.units else "not named"
    return f"{row.code}, {_plain(unit.key)}: {said}"


def _plain(name: str) -> str:
    """A unit's name for an axis. Plotly reads a few tags in labels, so angle brackets are shown as other signs."""
    short = visible(name).replace("<", "‹").replace(">", "›").replace("&", "＆")
    return short if len(short) <= LONGEST_NAME else f"{short[: LONGEST_NAME - 1]}…"
