"""Where the reader is among the findings: how they are arranged and narrowed, which is opened, what was said of them.

One of the few files that touch Streamlit's session state and its caches; ``tests/pages/test_fence.py`` lists them.
"""

from collections.abc import Iterable, Iterator

import streamlit as st

from htq_core import Book, Change, Finding, Grid, Severity, Source, Strip, UnreadableWorkbook, read_grid, strips
from htq_core.reasons_file import reasons_from, to_file
from pages.parts import meeting
from pages.parts.uploads import Uploader

BY_CAUSE, BY_SUBJECT = "By cause", "By KSB or unit"
NARROWED_BY = ("severity", "book", "kind", "words", "about")
MOST_STRIPS = 2
SAVED = Uploader("reasons")


def show_all() -> None:
    """Forget what the findings were narrowed to."""
    for name in NARROWED_BY:
        st.session_state.pop(name, None)


def forget() -> None:
    """Forget the place, the reasons given, and the sheets that were looked at."""
    show_all()
    for name in ("opened", "arranged"):
        st.session_state.pop(name, None)
    SAVED.forget_trouble()
    _reasons.clear()
    _tried.clear()
    forget_sheets()


def forget_sheets() -> None:
    """Forget the sheets that strips were taken from."""
    _grid.clear()


def opened() -> str:
    """The id of the finding that is opened; empty when none is."""
    return str(st.session_state.get("opened", ""))


def open_finding(id: str = "") -> None:
    """Open a finding; without an id, close the one that is."""
    st.session_state["opened"] = id


def about() -> str:
    """The KSB or unit that the findings are narrowed to, as ``About`` prints it."""
    return str(st.session_state.get("about", "")) if st.session_state.get("arranged") == BY_SUBJECT else ""


def follow() -> None:
    """Go where a link within our own HTML leads: to a finding, what it is about, its cause, a heading, or a matter."""
    where, _, name = str(st.session_state["links"].get("followed") or "").partition(" ")
    if where == "open":
        open_finding(name)
    elif where == "about":
        st.session_state.update(arranged=BY_SUBJECT, about=name)
    elif where == "cause":
        show_all()
        st.session_state.update(arranged=BY_CAUSE, opened=name)
    elif where == "matter" and name.isdecimal():
        meeting.go_to(int(name))
    elif where == "severity":
        show_all()
        st.session_state.update(arranged=BY_CAUSE, opened="", severity=Severity(name))


# The applicant's own reasons


def reasons() -> dict[str, str]:
    """The reasons given in this session for leaving a finding as it is, by the finding's id."""
    return {id: reason for id, reason in _reasons().items() if reason}


def reason_key(id: str) -> str:
    """The key of the control for a reason. It changes when saved reasons are opened, so that they show at once."""
    return f"reason-{id}-{SAVED.times}"


def give_reason(id: str) -> None:
    """Take the reason that was written for a finding."""
    _reasons()[id] = str(st.session_state.get(reason_key(id), "")).strip()


def as_file() -> bytes:
    """The reasons as a file to keep and open again, which the command takes too."""
    return to_file(reasons())


def open_reasons() -> None:
    """Take the reasons in a file that was saved; what was said here of other findings stays."""
    SAVED.open(lambda name, data: _reasons().update(reasons_from(data)))


@st.cache_resource(scope="session", show_spinner=False)
def _reasons() -> dict[str, str]:
    return {}


# What is tried on the pathways


def tried() -> tuple[Change, ...]:
    """The changes that are tried, in the order in which they were."""
    return tuple(_tried())


def try_change(unit_at: str, ksb_at: str = "") -> None:
    """Try what is chosen in the lists with these keys: a unit, and the KSB that it is to cover."""
    change = Change(str(st.session_state.get(unit_at) or ""), str(st.session_state.get(ksb_at) or "") if ksb_at else "")
    if change.unit and bool(change.ksb) == bool(ksb_at) and change not in _tried():
        _tried().append(change)


def take_back(change: Change) -> None:
    """Leave a change off again."""
    if change in _tried():
        _tried().remove(change)


@st.cache_resource(scope="session", show_spinner=False)
def _tried() -> list[Change]:
    return []


# The user's own sheets


def strips_of(finding: Finding, files: Iterable[tuple[Book, Source | None]]) -> list[Strip]:
    """The parts of the sheets that a finding points at. A sheet is read when it is first looked at."""
    return list(_strips(finding, files))[: 2 * MOST_STRIPS]


def _strips(finding: Finding, files: Iterable[tuple[Book, Source | None]]) -> Iterator[Strip]:
    for book, source in files:
        if source and any(place.book is book for place in finding.where):
            grid = _grid(book, source.name, source.data)
            if grid:
                yield from strips(grid, finding.where, MOST_STRIPS)


@st.cache_resource(scope="session", max_entries=2, show_spinner=False)
def _grid(book: Book, name: str, data: bytes) -> Grid | None:
    try:
        return read_grid(Source(name, data), book)
    except UnreadableWorkbook:
        return None
