"""Properties of reading values: what is written in any of the usual ways reads back, and any text ends well."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from htq_core.model.ksb import Coverage
from htq_core.reading import cells
from htq_core.reading.amounts import amount
from htq_core.reading.codes import codes_and_rest

FEW = settings(max_examples=25, deadline=None)
CODES = st.builds("{}{}".format, st.sampled_from("KSB"), st.integers(1, 199))
SPACES = st.sampled_from(["", " ", "  ", "\n", "\t", "\N{NO-BREAK SPACE}"])
PARSERS: tuple[Callable[[str], object], ...] = (
    cells.number,
    cells.level,
    cells.coverages,
    cells.mandatory,
    amount,
    cells.assessment_items,
    cells.unit_codes,
    cells.is_placeholder,
    cells.ticked,
    codes_and_rest,
)


@FEW
@given(st.integers(0, 99_999), SPACES, st.sampled_from(["", " credits", "credits", " hours", " Credits"]))
def test_a_number_reads_back(number: int, space: str, measure: str) -> None:
    assert cells.number(f"{space}{number}{measure}{space}") == number
    assert cells.number(f"{space}{number:,}{measure}") == number


@FEW
@given(st.decimals(0, 999, places=2, allow_nan=False))
def test_a_number_with_decimals_reads_back(number: object) -> None:
    assert cells.number(str(number)) == float(str(number))


@FEW
@given(
    st.integers(1, 8), SPACES, st.sampled_from(["{}", "Level {}", "L{}", "level{}", "RQF Level {}", "FHEQ level {}"])
)
def test_a_level_reads_back(level: int, space: str, form: str) -> None:
    assert cells.level(space + form.format(level) + space) == level


@FEW
@given(
    st.sampled_from(
        [
            ("full", Coverage.FULL),
            ("fully covered", Coverage.FULL),
            ("partial", Coverage.PARTIAL),
            ("partly", Coverage.PARTIAL),
            ("not covered", Coverage.NOT_COVERED),
        ]
    ),
    SPACES,
    st.sampled_from(["", "."]),
    st.sampled_from([str.upper, str.lower, str.title, str.capitalize]),
)
def test_a_coverage_reads_back_however_it_is_typed(
    said: tuple[str, Coverage], space: str, end: str, case: Callable[[str], str]
) -> None:
    assert cells.coverages(space + case(said[0]) + end + space) == (said[1],)


@FEW
@given(
    st.lists(CODES, min_size=1, max_size=6, unique=True),
    st.sampled_from([", ", ",", "; ", " / ", " and ", " & ", "\n"]),
    st.booleans(),
)
def test_a_list_of_codes_reads_back_in_its_order(codes: list[str], between: str, lower: bool) -> None:
    text = between.join(codes)
    assert codes_and_rest(text.lower() if lower else text) == (tuple(codes), "")


@FEW
@given(CODES, st.from_regex(r"[A-Z][a-z]{3,9}( [a-z]{4,9}){1,6}", fullmatch=True))
def test_a_code_leaves_the_statement_after_it_whole(code: str, statement: str) -> None:
    for between in (" ", ": ", " – ", ". "):
        assert codes_and_rest(f"{code}{between}{statement}") == ((code,), statement)


@pytest.mark.parametrize("parser", PARSERS, ids=lambda parser: parser.__name__)
@FEW
@given(st.text(st.characters(codec="utf-8"), max_size=60))
def test_any_text_ends_well_and_twice_the_same(parser: Callable[[str], object], text: str) -> None:
    assert parser(text) == parser(text)
