"""How many a cell asks for."""

import pytest

from htq_core.reading.amounts import NO_END, amount


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("units", ("units", None, None)),
        ("Credits", ("credits", None, None)),
        ("2 units", ("units", 2.0, None)),
        ("2", (None, 2.0, None)),
        ("choose 40 credits", ("credits", 40.0, None)),
        ("modules", ("units", None, None)),
        ("Two", (None, 2.0, None)),
        ("choose one unit", ("units", 1.0, None)),
        ("1 from 2", (None, 1.0, None)),
        ("two units from the five", ("units", 2.0, None)),
        ("1-2", (None, 1.0, 2.0)),
        ("20 to 40 credits", ("credits", 20.0, 40.0)),
        ("At least 2 units", ("units", 2.0, NO_END)),
        ("minimum 30 credits", ("credits", 30.0, NO_END)),
        ("min. 2", (None, 2.0, NO_END)),
        ("2 or more", (None, 2.0, NO_END)),
        ("two (or more) units", ("units", 2.0, NO_END)),
        ("30 credits minimum", ("credits", 30.0, NO_END)),
        ("2+", (None, 2.0, NO_END)),
        ("≥ 2", (None, 2.0, NO_END)),
        ("not\nfewer than 2", (None, 2.0, NO_END)),
        ("no more than 3", (None, None, 3.0)),
        ("Up to 2 units", ("units", None, 2.0)),
        ("3 or fewer units", ("units", None, 3.0)),
        ("3 at most", (None, None, 3.0)),
        ("between 1 and 2 units", ("units", 1.0, 2.0)),
        ("at least two but no more than three", (None, 2.0, 3.0)),
        ("minimum 20, maximum 40 credits", ("credits", 20.0, 40.0)),
        ("Choose any 2 or more", (None, 2.0, NO_END)),
        ("2 and 3", None),
        ("at least 2 at most", None),
        ("at least 2 to 3", None),
        ("at least units", None),
        ("at least", None),
        ("minimal 2", None),
        ("2+1", None),
        ("-2", None),
        ("one-off", None),
        ("from 2", None),
        ("some", None),
        ("", None),
    ],
)
def test_a_cell_says_how_many_of_what(text: str, said: tuple[str | None, float | None, float | None] | None) -> None:
    assert amount(text) == said
