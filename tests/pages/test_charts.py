"""The picture of coverage says what the mapping says, by letter as well as by colour."""

from htq_core import Coverage, Kind, KsbRow, UnitRow
from pages.parts.charts import coverage_map
from pages.parts.loads import blocks, loads


def row(code: str, coverage: Coverage | None, *units: str, proved: bool | None = True) -> KsbRow:
    return KsbRow(
        code=code, kind=Kind.KNOWLEDGE, statement="", coverage=coverage, units=units, guaranteed=proved, where=None
    )


def unit(key: str) -> UnitRow:
    return UnitRow(key=key, title="", level=4, credits=20, mandatory=True, pathway="", group="")


ROWS = [
    row("K1", Coverage.FULL, "U1"),
    row("K2", Coverage.PARTIAL, "U1", "U2"),
    row("K3", Coverage.NOT_COVERED),
    row("K4", None, "U2"),
    row("K5", Coverage.FULL, "U2", proved=False),
]
UNITS = [unit("U1"), unit("U2")]


def test_strength_grows_from_none_to_full() -> None:
    heat = coverage_map(ROWS, UNITS, dark=False).data[0]
    assert [list(line) for line in heat.z] == [[4, 0], [2, 2], [0, 0], [0, 1], [0, 3]]


def test_letters_stand_in_the_cells() -> None:
    letters = coverage_map(ROWS, UNITS, dark=True).data[1]
    assert list(zip(letters.x, letters.y, letters.text, strict=True)) == [
        (0, 0, "F"),
        (0, 1, "P"),
        (1, 1, "P"),
        (1, 3, "?"),
        (1, 4, "(F)"),
    ]


def test_a_unit_cannot_bring_markup_into_the_picture() -> None:
    figure = coverage_map(ROWS, [unit("<a href='x'>U1</a>"), unit("U2")], dark=False)
    assert "<" not in figure.layout.xaxis.ticktext[0]
    assert "<a" not in figure.to_json()


def test_what_is_partial_and_what_is_only_possible_have_a_pattern_of_their_own() -> None:
    strokes, dots = coverage_map(ROWS, UNITS, dark=False).data[2:4]
    assert {round(y) for y in strokes.y} == {1}
    assert {(round(x), round(y)) for x, y in zip(dots.x, dots.y, strict=True)} == {(1, 4)}
    assert strokes.marker.symbol != dots.marker.symbol


def test_units_stand_in_blocks_with_the_mandatory_ones_first() -> None:
    optional = UnitRow(key="O1", title="", level=4, credits=10, mandatory=False, pathway="P", group="A")
    assert [block.name for block in blocks([optional, *UNITS])] == ["Mandatory", "A, P"]
    figure = coverage_map(ROWS, [optional, *UNITS], dark=False)
    assert list(figure.layout.xaxis.ticktext) == ["U1", "U2", "O1"]


def test_a_unit_carries_its_part_of_ksbs_and_credits() -> None:
    first, second = loads(ROWS, UNITS)
    assert (first.ksbs, first.share, first.credit_share) == (2, 50, 50)
    assert (second.ksbs, second.share) == (3, 75)
    unknown = UNITS[0].model_copy(update={"credits": None})
    assert {load.credit_share for load in loads(ROWS, [unknown, UNITS[1]])} == {None}
    assert loads([], []) == []
