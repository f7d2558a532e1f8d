"""APP: ready for the session and the form? Test names finish the sentence that the id begins."""

import pytest

from htq_core.findings import Severity
from htq_core.model.answers import Answers, Document, EmployerEvidence
from htq_core.model.application import Application
from htq_core.report import Status, Verdict, verdict_of
from tests.builders import findings, results, status
from tests.rules.small import fired, only, reason, small

YES_OR_NO = {
    "APP-01": ("session_arranged", "No support session is arranged yet."),
    "APP-02": ("design_and_delivery_attend", "Not everybody who should attend the support session will."),
    "APP-03": ("one_form_each", "One application form for each qualification is not planned."),
    "APP-04": ("terms_read", "The terms and conditions have not been read."),
    "APP-05": ("confidential_flagged", "Confidential or commercially sensitive documents are not flagged."),
}
EVERY_APP_RULE = [*YES_OR_NO, "APP-06", "APP-07"]
LETTER = EmployerEvidence(name="Letter from a dairy", dated="March 2026", occupation="Cheesemaker")


def answered(**answers: object) -> Application:
    """The small application with these answers."""
    return small(answers=Answers.model_validate(answers))


@pytest.mark.parametrize("rule", EVERY_APP_RULE)
def test_waits_until_it_is_answered_and_says_how(rule: str) -> None:
    assert status(small(), rule) is Status.NOT_RUN
    assert reason(small(), rule) == "Not answered. Answer it on the Getting ready page, or in a file of answers."


def test_nothing_else_waits_for_an_answer() -> None:
    outcomes = [result.outcome for result in results(small()).values()]
    assert verdict_of((), (), outcomes) is Verdict.READY


@pytest.mark.parametrize(("rule", "question", "message"), [(rule, *rest) for rule, rest in YES_OR_NO.items()])
class TestApp01To05:
    def test_flags_a_no(self, rule: str, question: str, message: str) -> None:
        no = answered(**{question: False})
        assert only(no, rule).message == message
        assert only(no, rule).where == ()
        assert fired(no) == {rule}

    def test_accepts_a_yes(self, rule: str, question: str, message: str) -> None:
        assert status(answered(**{question: True}), rule) is Status.PASSED
        assert fired(answered(**{question: True})) == set()

    def test_is_answered_without_files(self, rule: str, question: str, message: str) -> None:
        alone = small(mapping=False, structure=False, answers=Answers.model_validate({question: False}))
        assert status(alone, rule) is Status.FOUND


def test_severities_are_those_of_the_rulebook() -> None:
    severities = {rule: results(small())[rule].outcome.severity for rule in EVERY_APP_RULE}
    assert {rule for rule, severity in severities.items() if severity is Severity.NOTE} == {
        "APP-03",
        "APP-05",
        "APP-07",
    }
    assert Severity.FIX not in severities.values()


class TestApp06:
    def test_flags_an_empty_list(self) -> None:
        none = answered(employer_evidence=())
        assert only(none, "APP-06").message == "No employer evidence is listed."
        assert only(none, "APP-06").fix.endswith("ask some employers for a letter.")
        assert fired(none) == {"APP-06"}

    def test_flags_what_is_not_dated_and_what_names_no_occupation(self) -> None:
        undated = LETTER.model_copy(update={"name": "Survey", "dated": " "})
        general = LETTER.model_copy(update={"name": "Minutes", "occupation": ""})
        of = answered(employer_evidence=(LETTER, undated, general))
        assert [(found.message, found.found) for found in findings(of, "APP-06")] == [
            ("Employer evidence is not dated.", "Survey."),
            ("Employer evidence does not name the occupation.", "Minutes."),
        ]
        assert fired(of) == {"APP-06"}

    def test_keeps_its_findings_when_another_piece_is_listed(self) -> None:
        bare = LETTER.model_copy(update={"dated": "", "occupation": ""})
        one, both = answered(employer_evidence=(bare,)), answered(employer_evidence=(bare, bare))
        ids = [finding.id for finding in findings(one, "APP-06")]
        assert [finding.id for finding in findings(both, "APP-06")] == ids

    def test_accepts_evidence_with_both(self) -> None:
        assert fired(answered(employer_evidence=(LETTER,))) == set()


class TestApp07:
    def test_flags_what_is_missing(self) -> None:
        some = answered(documents=[Document.FORM, Document.MAPPING, Document.STRUCTURE, Document.EVIDENCE])
        assert only(some, "APP-07").found == "Missing: qualification specification and assessment strategy."
        assert only(some, "APP-07").expected.startswith(
            "All of these: offline form, qualification structure, KSB mapping"
        )
        assert fired(some) == {"APP-07"}

    def test_accepts_all_six(self) -> None:
        assert fired(answered(documents=list(Document))) == set()
