"""The picture of coverage says what the mapping says, by letter as well as by colour."""

from htq_core import Coverage, Kind, KsbRow, UnitRow
from pages.parts.charts import coverage_map


def row(code: str, coverage: Coverage | None, *units: str) -> KsbRow:
    return KsbRow(
        code=code, kind=Kind.KNOWLEDGE, statement="", coverage=coverage, units=units, guaranteed=None, where=None
    )


def unit(key: str) -> UnitRow:
    return UnitRow(key=key, title="", level=4, credits=20, mandatory=True, pathway="", group="")


ROWS = [
    row("K1", Coverage.FULL, "U1"),
    row("K2", Coverage.PARTIAL, "U1", "U2"),
    row("K3", Coverage.NOT_COVERED),
    row("K4", None, "U2"),
]
UNITS = [unit("U1"), unit("U2")]


def test_strength_grows_from_none_to_full() -> None:
    heat = coverage_map(ROWS, UNITS, dark=False).data[0]
    assert [list(line) for line in heat.z] == [[3, 0], [2, 2], [0, 0], [0, 1]]


def test_letters_stand_in_the_cells() -> None:
    letters = coverage_map(ROWS, UNITS, dark=True).data[1]
    assert list(zip(letters.x, letters.y, letters.text, strict=True)) == [
        (0, 0, "F"),
        (0, 1, "P"),
        (1, 1, "P"),
        (1, 3, "?"),
    ]


def test_a_unit_cannot_bring_markup_into_the_picture() -> None:
    figure = coverage_map(ROWS, [unit("<a href='x'>U1</a>"), unit("U2")], dark=False)
    assert "<" not in figure.layout.xaxis.ticktext[0]
    assert "<a" not in figure.to_json()
