"""Answers as a file: what is written is read again, and what is wrong is said in plain words."""

import json
import re
from pathlib import Path

import pytest

from htq_core.answers_file import LARGEST_FILE, WrongAnswers, answers_from, to_file
from htq_core.model.answers import Answers, Document, EmployerEvidence

ROOT = Path(__file__).parent.parent
ALL = Answers(
    session_arranged=True,
    design_and_delivery_attend=False,
    one_form_each=True,
    terms_read=True,
    confidential_flagged=False,
    employer_evidence=(EmployerEvidence(name="Letter", dated="May 2026"),),
    documents=frozenset({Document.FORM, Document.MAPPING}),
    rules_confirmed=True,
    occupations=("ST0827", "ST0010"),
)


@pytest.mark.parametrize("answers", [ALL, Answers(), Answers(employer_evidence=(), documents=frozenset())])
def test_what_is_written_is_read_again(answers: Answers) -> None:
    assert answers_from(to_file(answers), "answers.json") == answers
    assert to_file(answers) == to_file(answers_from(to_file(answers), "a.json"))


def test_only_what_is_answered_is_written() -> None:
    assert json.loads(to_file(Answers(terms_read=False))) == {"terms_read": False}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "is not JSON at line 1"),
        ("[1]", "must hold names and answers"),
        ("null", "must hold names and answers"),
        ('{"sesion_arranged": true}', "Did you mean “session_arranged”?"),
        ('{"terms_read": "perhaps"}', "“terms_read” must be true or false, not “perhaps”."),
        ('{"documents": ["passport"]}', "“documents” must be a list of “offline form”"),
        ('{"employer_evidence": [{"dated": "May"}]}', "“employer_evidence” must be a list, each with a name"),
        ('{"employer_evidence": [{"name": "x", "occupaton": "y"}]}', "Did you mean “occupation”?"),
        ("[" * 100_000, "is not JSON"),
    ],
)
def test_what_is_wrong_is_said(text: str, words: str) -> None:
    with pytest.raises(WrongAnswers) as trouble:
        answers_from(text.encode(), "answers.json")
    assert words in str(trouble.value)
    assert "answers.json" in str(trouble.value)


def test_other_files_are_refused() -> None:
    with pytest.raises(WrongAnswers, match="not text in UTF-8"):
        answers_from(b"PK\xff\xfe", "m.xlsx")
    with pytest.raises(WrongAnswers, match="too large"):
        answers_from(b" " * (LARGEST_FILE + 1), "answers.json")


def test_a_byte_order_mark_does_no_harm() -> None:
    assert answers_from(b"\xef\xbb\xbf" + to_file(ALL), "answers.json") == ALL


def test_the_readme_shows_a_file_that_can_be_read() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = re.search(r"## What only you can say.*?```json\n(.*?)```", readme, re.DOTALL)
    assert shown
    answers = answers_from(shown[1].encode(), "answers.json")
    assert answers.model_fields_set == Answers.model_fields.keys()
    assert answers.documents == frozenset(Document)
