"""What the applicant answers on the Getting ready page. It is forgotten when the page is closed."""

from collections.abc import Iterable, Iterator

import streamlit as st

from htq_core import Answers, EmployerEvidence, Reason, UnreadableWorkbook
from htq_core.answers_file import WrongAnswers, answers_from, to_file
from pages.parts.uploads import Uploader

SAVED = Uploader("answers")


def answers() -> Answers:
    """What was answered so far."""
    return answers_from(as_file(), "answers")


def as_file() -> bytes:
    """The answers as a file to keep and open again."""
    return _kept().get("answers", b"{}")


def own_words() -> Iterator[str]:
    """What was written here that others need not see."""
    for piece in answers().employer_evidence or ():
        yield from (piece.name, piece.occupation)


def key(question: str) -> str:
    """The key of a control. It changes when saved answers are opened, so that they show at once."""
    return f"ready-{question}-{SAVED.times}"


def answer(question: str) -> None:
    """Take over the answer to a yes-or-no question."""
    _change(**{question: {"Yes": True, "No": False}.get(str(st.session_state.get(key(question))))})


def have(documents: Iterable[str]) -> None:
    """Take over which documents are at hand, from the box of each."""
    _change(documents=frozenset(each for each in documents if st.session_state.get(key(each))))


def align() -> None:
    """Take over the references of the standards that the qualification aligns to."""
    text = str(st.session_state.get(key("occupations")) or "")
    _change(occupations=tuple(dict.fromkeys(text.replace(",", " ").upper().split())))


def add_evidence() -> None:
    """Add the piece of evidence that the form holds; without a name there is none."""
    name, dated, occupation = (str(st.session_state.get(key(each)) or "").strip() for each in ("name", "dated", "of"))
    if name:
        piece = EmployerEvidence(name=name, dated=dated, occupation=occupation)
        _change(employer_evidence=(*(answers().employer_evidence or ()), piece))


def no_evidence() -> None:
    """Say that there is no evidence yet."""
    _change(employer_evidence=())


def take_back(number: int) -> None:
    """Forget a piece of evidence."""
    pieces = answers().employer_evidence or ()
    _change(employer_evidence=tuple(piece for at, piece in enumerate(pieces) if at != number) or None)


def open_answers() -> None:
    """Go on from the answers in a file that was saved."""
    SAVED.open(_take)


def _take(name: str, data: bytes) -> None:
    try:
        _kept()["answers"] = to_file(answers_from(data, name))
    except WrongAnswers as trouble:
        raise UnreadableWorkbook(Reason.UNKNOWN, str(trouble), "What you answered here is unchanged.") from None


def forget() -> None:
    """Forget every answer."""
    _kept.clear()
    SAVED.forget_trouble()


def _change(**given: object) -> None:
    _kept()["answers"] = to_file(answers().model_copy(update=given))


@st.cache_resource(scope="session", show_spinner=False)
def _kept() -> dict[str, bytes]:
    return {}
