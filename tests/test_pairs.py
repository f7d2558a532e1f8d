"""One cause, one finding: two faults at once are both reported, and nothing is said that is neither's.

A small sample here; ``HTQ_EVERY_PAIR`` set, or ``python -m tests.pairs``, tries more.
"""

import os
import random

import pytest

from tests.making.defects import DEFECTS, Defect
from tests.pairs import CLASHES, OF_BOTH, clash, pair_of, pairs

EVERY_PAIR = bool(os.environ.get("HTQ_EVERY_PAIR"))
SIDE_BY_SIDE = [pair for pair in pairs() if not clash(*pair)]
SOME = SIDE_BY_SIDE if EVERY_PAIR else random.Random(3).sample(SIDE_BY_SIDE, 40)


@pytest.mark.parametrize(("first", "second"), SOME, ids=[f"{first.name}+{second.name}" for first, second in SOME])
def test_both_faults_are_reported_and_nothing_else(first: Defect, second: Defect) -> None:
    pair = pair_of(first, second)
    assert pair is None or list(pair.faults()) == []


def test_a_lost_fault_and_one_of_neither_are_noticed() -> None:
    by_name = {defect.name: defect for defect in DEFECTS}
    first, second = by_name["coverage_is_not_stated"], by_name["unit_has_no_assessment"]
    pair = pair_of(first, second)
    assert pair is not None
    assert list(pair.faults()) == []
    nothing = pair.report.model_copy(update={"findings": ()})
    assert {fault.split(" ")[0] for fault in type(pair)(*_parts(pair), nothing).faults()} == {"COV-01", "STR-14"}
    third = pair_of(by_name["credits_are_zero"], second)
    assert third is not None
    assert "STR-03 speaks of neither" in type(pair)(*_parts(pair), third.report).faults()


def _parts(pair: object) -> list[object]:
    return [getattr(pair, name) for name in ("first", "second", "places", "made")]


def test_clashes_name_defects_that_exist_and_say_why() -> None:
    names = {defect.name for defect in DEFECTS}
    for some, others, why in CLASHES:
        assert some | others <= names
        assert why.endswith(".")


@pytest.mark.parametrize(("some", "others", "rule", "why"), OF_BOTH, ids=[rule for _, _, rule, _ in OF_BOTH])
def test_what_is_said_of_both_is_said_of_neither_alone(some: set[str], others: set[str], rule: str, why: str) -> None:
    by_name = {defect.name: defect for defect in DEFECTS}
    for pair in (pair_of(by_name[first], by_name[second]) for first in some for second in others):
        assert pair is not None
        assert rule in {finding.rule for finding in pair.report.findings}
        assert rule not in pair.first.fired | pair.second.fired | pair.first.fired_when_clean
    assert why.endswith(".")
