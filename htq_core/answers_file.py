"""The answers of an applicant as a file: read, with a plain word on what is wrong with it, and written."""

import difflib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from htq_core.model.answers import Answers, Document, EmployerEvidence

FILE_NAME = "answers.json"
LARGEST_FILE = 1024 * 1024
LONGEST_QUOTE = 60
_WANTED = {
    "employer_evidence": "a list, each with a name, and with dated and occupation if you know them",
    "documents": f"a list of {', '.join(f'“{document}”' for document in Document)}",
    "occupations": "a list of references, such as “ST0827”",
}


class WrongAnswers(Exception):
    """A file of answers that cannot be used; its text says what is wrong with it, and what to do."""


def answers_from(data: bytes, name: str) -> Answers:
    """The answers in a JSON file; those it does not give stay unanswered. Raises WrongAnswers."""
    if len(data) > LARGEST_FILE:
        raise WrongAnswers(f"The answers file {name} is too large. Save it again on the Getting ready page.")
    try:
        given = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise WrongAnswers(f"The answers file {name} is not text in UTF-8.") from None
    except (ValueError, RecursionError) as trouble:
        line = f" at line {trouble.lineno}" if isinstance(trouble, json.JSONDecodeError) else ""
        raise WrongAnswers(
            f"The answers file {name} is not JSON{line}. Save it again on the Getting ready page, or correct it."
        ) from None
    if not isinstance(given, dict):
        raise WrongAnswers(f"The answers file {name} must hold names and answers, within braces.")
    try:
        return Answers.model_validate(given, strict=False)
    except ValidationError as trouble:
        faults = "\n".join(dict.fromkeys(_fault(error) for error in trouble.errors(include_url=False)))
        raise WrongAnswers(f"The answers file {name} cannot be used.\n{faults}") from None


def to_file(answers: Answers) -> bytes:
    """The answers as a JSON file that ``answers_from`` reads; what is not answered is left out."""
    given = answers.model_dump(mode="json", exclude_defaults=True)
    if "documents" in given:
        given["documents"] = [document for document in Document if document in given["documents"]]
    return (json.dumps(given, indent=2, ensure_ascii=False) + "\n").encode()


def _fault(error: Mapping[str, Any]) -> str:
    """One fault: the question, and what its answer may be."""
    path: Sequence[str | int] = error["loc"]
    question = str(path[0])
    if error["type"] == "extra_forbidden":
        fields = Answers.model_fields if len(path) == 1 else EmployerEvidence.model_fields
        near = difflib.get_close_matches(str(path[-1]), fields, n=1)
        meant = f" Did you mean “{near[0]}”?" if near else ""
        return f"“{_quoted(path[-1])}” is not a question.{meant} The questions are: {', '.join(fields)}."
    given = f", not “{_quoted(error['input'])}”" if isinstance(error["input"], str | int | float) else ""
    return f"“{question}” must be {_WANTED.get(question, 'true or false')}{given}."


def _quoted(value: object) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1] + "…"
