"""The engine: five statuses, causes, ids, and words."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from htq_core import judging
from htq_core.engine import OUR_FAULT, run
from htq_core.findings import Finding, Severity
from htq_core.judging import findings_in, judge
from htq_core.model.application import Application
from htq_core.report import Status
from htq_core.rules.rule import Family, Flag, Need, NotRun, flag
from tests.builders import application, claim, unit

Check = Callable[[Application], Iterator[Flag]]


def rule_of(check: Check, id: str = "COV-90", **rest: Any) -> Any:
    """A rule around a check, with words that show its facts."""
    check.__doc__ = "Something is true.\n\nIt matters."
    family = Family("COV", "For testing")
    words = {"message": "{ksb} is wrong.", "found": "{value} in {where}.", "expected": "Other.", "fix": "Mend {where}."}
    family.rule(id, Severity.FIX, inputs="M", basis="J", **{**words, **rest})(check)
    return family.rules[0]


def flags(*rows: tuple[int, str, str]) -> Check:
    """A check that flags these rows: position, KSB, value."""

    def check(of: Application) -> Iterator[Flag]:
        for position, ksb, value in rows:
            yield flag(of.claims[position].anchor, ksb=ksb, value=value, shared=True)

    return check


def fails(of: Application) -> Iterator[Flag]:
    raise RuntimeError("secret of a user's file")
    yield flag()


OF = application([claim(f"K{n}") for n in range(1, 9)], [unit("U1")])


def findings_of(rule: Any, of: Application = OF) -> tuple[Finding, ...]:
    return run(of, [rule], "ST9001")[0].findings


def test_rows_with_the_same_facts_are_one_finding() -> None:
    one, other = findings_of(rule_of(flags((0, "K1", "x"), (1, "K2", "y"), (3, "K4", "x"))))
    assert [place.cell for place in one.where] == ["A2", "A5"]
    assert one.message == "K1 and K4 is wrong."
    assert one.subject.ksb is None
    assert other.subject.ksb == "K2"


def test_an_id_survives_one_row_mended_among_several() -> None:
    (before,) = findings_of(rule_of(flags((0, "K1", "x"), (1, "K2", "x"), (2, "K3", "x"))))
    (after,) = findings_of(rule_of(flags((0, "K1", "x"), (2, "K3", "x"))))
    assert before.id == after.id


def test_an_id_survives_a_row_inserted_above() -> None:
    below = application([claim("K0")] + [claim(f"K{n}") for n in range(1, 9)], [unit("U1")])
    (before,) = findings_of(rule_of(flags((2, "K3", "x"))))
    (after,) = findings_of(rule_of(flags((3, "K3", "x"))), below)
    assert before.where != after.where
    assert before.id == after.id


def test_ids_tell_findings_apart() -> None:
    def twice(of: Application) -> Iterator[Flag]:
        for row in of.claims[:3]:
            yield flag(row.anchor, ksb="K1", value="x")

    assert len({finding.id for finding in findings_of(rule_of(twice))}) == 3


def test_a_brace_in_a_users_text_is_harmless() -> None:
    (finding,) = findings_of(rule_of(flags((0, "K1", "{ksb!r:>9} {0.__class__}"))))
    assert "{0.__class__}" in finding.found


def test_long_text_is_cut() -> None:
    (finding,) = findings_of(rule_of(flags((0, "K1", "word " * 100))))
    assert len(finding.found) < 110


def test_a_rule_that_breaks_is_never_passed_and_tells_nothing(caplog: Any) -> None:
    (result,) = run(OF, [rule_of(fails)], None)
    assert result.outcome.status is Status.BROKE
    assert result.outcome.reason == OUR_FAULT
    assert "RuntimeError" in caplog.text
    assert "secret" not in caplog.text


def test_a_rule_waits_for_what_it_requires() -> None:
    first, later = rule_of(flags((0, "K1", "x"))), rule_of(flags((0, "K1", "x")), "COV-91", requires=("COV-90",))
    _, waited = run(OF, [first, later], None)
    assert waited.outcome.status is Status.NOT_RUN
    assert "Put this right first: Something is true." in waited.outcome.reason
    assert run(OF, [rule_of(flags()), later], None)[1].outcome.status is Status.FOUND


def test_a_rule_waits_for_one_that_broke() -> None:
    assert (
        run(OF, [rule_of(fails), rule_of(flags(), "COV-91", requires=("COV-90",))], None)[1].outcome.status
        is Status.NOT_RUN
    )


def test_a_need_that_is_not_met_gives_its_reason() -> None:
    need = Need(lambda of: False, "Load it first.")
    (result,) = run(OF, [rule_of(flags((0, "K1", "x")), needs=(need,))], None)
    assert (result.outcome.status, result.outcome.reason) == (Status.NOT_RUN, "Load it first.")


def test_a_rule_may_find_that_it_cannot_answer() -> None:
    def gives_up(of: Application) -> Iterator[Flag]:
        raise NotRun("Too many combinations.")
        yield flag()

    (result,) = run(OF, [rule_of(gives_up)], None)
    assert (result.outcome.status, result.outcome.reason) == (Status.NOT_RUN, "Too many combinations.")


def test_nothing_to_look_at_is_not_a_pass() -> None:
    (result,) = run(OF, [rule_of(flags(), applies=lambda of: False, nothing_to_do="No such row.")], None)
    assert (result.outcome.status, result.outcome.reason) == (Status.NOT_APPLICABLE, "No such row.")


def test_findings_about_the_qualification_name_no_occupation() -> None:
    about_mapping = rule_of(flags((0, "K1", "x")))
    about_structure = replace(about_mapping, inputs="QA")
    assert findings_of(about_mapping)[0].occupation == "ST9001"
    assert findings_of(about_structure)[0].occupation is None


def test_a_rule_about_all_occupations_waits_for_all_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    def check(of: Application) -> Iterator[Flag]:
        if of is OF:
            yield flag(of.claims[0].anchor, ksb="K1", value="x")

    first = rule_of(check)
    for once, status in ((True, Status.NOT_RUN), (False, Status.FOUND)):
        second = rule_of(flags((0, "K1", "x")), id="COV-91", requires=("COV-90",), once=once)
        monkeypatch.setattr(judging, "RULES", (first, second))
        ((_, here), (_, there)) = judge([OF, replace(OF)])
        assert (here.outcome.status, there.outcome.status) == (Status.NOT_RUN, status)


def test_how_a_structure_can_be_read_is_said_once_for_all_occupations() -> None:
    def check(of: Application) -> Iterator[Flag]:
        yield flag(of.claims[0].anchor, ksb="K1", value="x")
        yield flag(of.units[0].anchor, unit="U1", value="x")
        yield flag(of.claims[0].anchor, of.units[0].anchor, ksb="K1", unit="U1", value="y")

    reading = replace(rule_of(check), family="READ")
    assert [found.occupation for found in findings_of(reading)] == ["ST9001", None, "ST9001"]
    assert len(findings_in([run(OF, [reading], each) for each in ("ST9001", "ST9002")])) == 5
