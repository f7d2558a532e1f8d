"""The mutants are what they are said to be, and those that are let be are still there."""

import gc
import re
from pathlib import Path
from types import FunctionType

import pytest

from htq_core.rules import app
from tests.mutation.__main__ import PATHWAYS, families, known, like, put_in, targets
from tests.mutation.mutants import mutants_of

SMALL = '''
"""A module."""
LIMIT = 3


def rule(rows):
    """Rows that are too long."""
    for row in rows:
        if row.length > LIMIT and not row.blank:
            yield flag(row.at("length"), shared=True, cause="long")
'''


@pytest.fixture
def changes(tmp_path: Path) -> list[str]:
    path = tmp_path / "small.py"
    path.write_text(SMALL, encoding="utf-8")
    return [mutant.name.removeprefix("small.rule: ") for mutant in mutants_of(path)]


@pytest.mark.parametrize(
    "change",
    [
        "row.length > LIMIT -> row.length >= LIMIT",
        "row.length > LIMIT and (not row.blank) -> row.length > LIMIT or not row.blank",
        "not row.blank -> row.blank",
        "True -> False",
        "'length' -> 'length_'",
        "flag(row.at('length'), shared=True, cause='long') -> flag(row.at('length'), shared=True)",
        "yield flag(row.at('length'), shared=True, cause='long') -> yield from ()",
    ],
)
def test_a_slip_is_among_the_mutants(change: str, changes: list[str]) -> None:
    assert change in changes


def test_words_and_what_is_outside_functions_are_left_alone(changes: list[str]) -> None:
    assert not [change for change in changes if "Rows" in change or change.startswith("3 ->")]


def test_a_mutant_is_put_into_the_functions_that_are_loaded() -> None:
    mutant = next(mutants_of(Path(app.__file__)))
    loaded = {each: each.__code__ for each in vars(app).values() if isinstance(each, FunctionType)}
    gc.freeze()
    try:
        put_in(mutant)
        assert any(each.__code__ is not code and each.__name__ == mutant.function for each, code in loaded.items())
    finally:
        for each, code in loaded.items():
            each.__code__ = code


def test_every_family_has_modules_and_tests() -> None:
    for name in (*families(), PATHWAYS):
        modules, tests = targets(name)
        assert modules
        assert all((Path(__file__).parents[2] / test.split("::")[0]).exists() for test in tests)


def test_mutants_that_are_let_be_exist_and_have_a_reason() -> None:
    modules = tuple({re.split(r"[^a-z]", each)[0] for each in known()})
    names = [
        mutant.name
        for family in (*families(), PATHWAYS)
        for path in targets(family)[0]
        if path.stem.startswith(modules)
        for mutant in mutants_of(path)
    ]
    for name, reason in known().items():
        assert any(like(each, name) for each in names), name
        assert reason.endswith(".")
