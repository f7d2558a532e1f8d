"""Pictures of a report. The only module that draws; a table beside each says the same."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go

from htq_core import KsbRow, Reach, UnitRow
from pages.parts import wording
from pages.parts.html import visible
from pages.parts.loads import blocks

CONFIG = {"displayModeBar": False, "scrollZoom": False, "responsive": True}
ROW_HEIGHT = 22
AROUND = 90
LONGEST_NAME = 14

# From nothing to full: one hue that grows evenly stronger, so that a grey print tells the steps apart.
_STEPS = {
    False: ("#F1EFE9", "#D8E4E2", "#B9D6D8", "#5E9EA5", "#0B5A63"),
    True: ("#1E2428", "#22353A", "#27454A", "#2F6B72", "#6CC6CF"),
}
_INK = {False: "#1C2024", True: "#ECEAE4"}
_PAGE = {False: "#FBFAF7", True: "#14181B"}
_STRENGTH = {
    Reach.NONE: 1,
    Reach.UNSTATED: 1,
    Reach.PARTIAL: 2,
    Reach.POSSIBLE: 3,
    Reach.UNPROVED: 3,
    Reach.GUARANTEED: 4,
}
# Where the marks of a pattern stand in a cell: strokes for what is partial, dots for what is only possible.
_PATTERNS = {
    Reach.PARTIAL: ("line-ne-open", 9, ((-0.33, 0), (0.33, 0))),
    Reach.POSSIBLE: ("circle", 3, ((-0.36, -0.3), (0.36, -0.3), (-0.36, 0.3), (0.36, 0.3))),
}


def coverage_map(rows: Sequence[KsbRow], units: Sequence[UnitRow], *, dark: bool) -> go.Figure:
    """KSBs down, units across in their blocks, with a letter and a pattern in each cell for how far it reaches."""
    in_blocks = blocks(units)
    units = [unit for block in in_blocks for unit in block.units]
    strengths = [[_STRENGTH[row.reach] if unit.key in row.units else 0 for unit in units] for row in rows]
    ink = _INK[dark]
    ends = [sum(len(block.units) for block in in_blocks[: number + 1]) for number in range(len(in_blocks) - 1)]
    turns = [y for y, (above, below) in enumerate(pairwise(rows), start=1) if above.kind is not below.kind]
    axis = {"fixedrange": True, "showgrid": False, "zeroline": False, "ticks": "", "automargin": True}
    # Made in one go: a figure that is built up piece by piece takes three times as long.
    return go.Figure(
        data=[
            {
                "type": "heatmap",
                "z": strengths,
                "x": list(range(len(units))),
                "y": list(range(len(rows))),
                "customdata": [[_hover(row, unit) for unit in units] for row in rows],
                "hovertemplate": "%{customdata}<extra></extra>",
                "colorscale": _in_steps(_STEPS[dark]),
                "zmin": -0.5,
                "zmax": 4.5,
                "showscale": False,
                "xgap": 2,
                "ygap": 2,
            },
            _letters(rows, units, dark),
            *(_pattern(rows, units, reach, *drawn, ink) for reach, drawn in _PATTERNS.items()),
        ],
        layout={
            "xaxis": {
                "side": "top",
                "range": [-0.5, len(units) - 0.5],
                "tickvals": list(range(len(units))),
                "ticktext": [_plain(unit.key) for unit in units],
                **axis,
            },
            "yaxis": {
                "range": [len(rows) - 0.5, -0.5],
                "tickvals": list(range(len(rows))),
                "ticktext": [row.code for row in rows],
                **axis,
            },
            "height": ROW_HEIGHT * len(rows) + AROUND,
            "margin": {"l": 8, "r": 8, "t": 48, "b": 8},
            "font": {"family": "Source Sans, sans-serif", "size": 13, "color": ink},
            "paper_bgcolor": _PAGE[dark],
            "plot_bgcolor": _PAGE[dark],
            "shapes": [*(_line("x", "y", end, ink) for end in ends), *(_line("y", "x", turn, ink) for turn in turns)],
        },
    )


def _line(at: str, across: str, place: int, ink: str) -> dict[str, Any]:
    """A line right across the picture, before the unit or KSB at this place."""
    return {
        "type": "line",
        f"{at}0": place - 0.5,
        f"{at}1": place - 0.5,
        f"{across}0": 0,
        f"{across}1": 1,
        f"{across}ref": f"{across} domain",
        "line": {"color": ink, "width": 1},
    }


def _pattern(
    rows: Sequence[KsbRow],
    units: Sequence[UnitRow],
    reach: Reach,
    symbol: str,
    size: int,
    places: Sequence[tuple[float, float]],
    ink: str,
) -> dict[str, Any]:
    """The marks in the cells of one reach, so that more than the shade tells it apart."""
    cells = [
        (x + right, y + down)
        for y, row in enumerate(rows)
        for x, unit in enumerate(units)
        if row.reach is reach and unit.key in row.units
        for right, down in places
    ]
    return {
        "type": "scatter",
        "x": [x for x, _ in cells],
        "y": [y for _, y in cells],
        "mode": "markers",
        "marker": {"symbol": symbol, "size": size, "color": ink, "line": {"width": 1, "color": ink}},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _letters(rows: Sequence[KsbRow], units: Sequence[UnitRow], dark: bool) -> dict[str, Any]:
    """The letter of each cell: in the page's colour on the strongest step, in ink on the others."""
    marks = [(x, y, row.reach) for y, row in enumerate(rows) for x, unit in enumerate(units) if unit.key in row.units]
    return {
        "type": "scatter",
        "x": [x for x, _, _ in marks],
        "y": [y for _, y, _ in marks],
        "text": [wording.REACH_LETTERS[reach] for _, _, reach in marks],
        "textfont": {"color": [_PAGE[dark] if reach is Reach.GUARANTEED else _INK[dark] for _, _, reach in marks]},
        "mode": "text",
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _in_steps(colours: Sequence[str]) -> list[list[float | str]]:
    """A scale without gradients: each whole number has a colour of its own."""
    count = len(colours)
    return [[(number + end) / count, colour] for number, colour in enumerate(colours) for end in (0, 1)]


def _hover(row: KsbRow, unit: UnitRow) -> str:
    said = wording.REACH_WORDS[row.reach] if unit.key in row.units else "not named"
    return f"{row.code}, {_plain(unit.key)}: {said}"


def _plain(name: str) -> str:
    """A unit's name for an axis. Plotly reads a few tags in labels, so angle brackets are shown as other signs."""
    short = visible(name).replace("<", "‹").replace(">", "›").replace("&", "＆")
    return short if len(short) <= LONGEST_NAME else f"{short[: LONGEST_NAME - 1]}…"
