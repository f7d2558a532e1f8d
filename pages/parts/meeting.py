"""A support session on screen: what is shown to others, which matter is up, and what was noted.

One of the few files that touch Streamlit's session state; ``tests/pages/test_fence.py`` lists them. Notes are forgotten
when the page is closed.
"""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from htq_core import Report
from htq_core.session import LONGEST, MOST, Action, Matter, Note, SessionNotes, notes_from_file
from pages.parts.uploads import Uploader

ADDRESS = "present"
SAVED = Uploader("notes")


def presenting() -> bool:
    """Whether the screen is shown to others. The address says so, on every page and after a reload."""
    if "presenting" not in st.session_state:
        st.session_state["presenting"] = bool(st.query_params.get(ADDRESS))
    return bool(st.session_state["presenting"])


def keep_address() -> None:
    """Write into the address of this page whether the screen is shown to others."""
    if presenting():
        st.query_params[ADDRESS] = "1"
    elif ADDRESS in st.query_params:
        del st.query_params[ADDRESS]


def covered() -> bool:
    """Whether text of the files is covered: on a screen shown to others, until it is uncovered."""
    return presenting() and not st.session_state.get("uncovered", False)


def up(matters: Sequence[Matter]) -> int:
    """Which matter is up, from 0. One that is gone since the file was corrected gives way to the next."""
    return min(number(), len(matters) - 1)


def number() -> int:
    """Which matter was last turned to, from 0."""
    return int(st.session_state.get("matter", 0))


def go_to(number: int) -> None:
    """Put another matter up; what was uncovered for the one before is covered again."""
    st.session_state["matter"] = max(number, 0)
    st.session_state["uncovered"] = False


# Notes and agreed actions


def notes() -> SessionNotes:
    """What was noted so far."""
    return _kept().get("notes", SessionNotes())


def forget() -> None:
    """Forget the notes, and begin at the first matter."""
    _kept.clear()
    _came.clear()
    _begun.clear()
    SAVED.forget_trouble()
    st.session_state.pop("matter", None)


def key(what: str, matter: Matter) -> str:
    """The key of a control about a matter. It changes when saved notes are opened or put away, to show it at once."""
    return f"{what}-{matter.id}-{SAVED.times}-{st.session_state.get('put-away', 0)}"


def note(matter: Matter) -> None:
    """Take over what the controls of a matter say."""
    done, text = (st.session_state.get(key(what, matter)) for what in ("done", "text"))
    _put(matter, notes().of(matter.id).model_copy(update={"done": bool(done), "text": str(text or "").strip()}))


def agree(matter: Matter) -> None:
    """Add the action that the form holds. Without words there is nothing to add."""
    what, who, by = (st.session_state.get(key(name, matter)) for name in ("what", "who", "by"))
    noted = notes().of(matter.id)
    if (text := str(what or "").strip()) and len(noted.actions) < MOST:
        action = Action(what=text, who=str(who or "").strip(), by=by if isinstance(by, date) else None)
        _put(matter, noted.model_copy(update={"actions": (*noted.actions, action)}))


def take_back(matter: Matter, number: int) -> None:
    """Forget an action of a matter."""
    noted = notes().of(matter.id)
    left = tuple(action for at, action in enumerate(noted.actions) if at != number)
    _put(matter, noted.model_copy(update={"actions": left}))


def open_notes() -> None:
    """Go on from the notes in a file that was saved. What was noted here already stays."""
    SAVED.open(_take)


def opened() -> SessionNotes | None:
    """The notes that were opened, until something is noted here."""
    return _came().get("opened")


def put_opened_away() -> None:
    """Have the notes as they were before a file was opened."""
    _kept()["notes"] = _came()["before"]
    _came.clear()
    st.session_state["put-away"] = st.session_state.get("put-away", 0) + 1


def _take(name: str, data: bytes) -> None:
    came = notes_from_file(data)
    _came().update(opened=came, before=notes())
    _kept()["notes"] = notes().together_with(came)


# What changed since the session began


def begun_with(report: Report) -> Report:
    """The report as it was when the session began."""
    return _begun().setdefault("report", report)


def begin_anew(report: Report) -> None:
    """Compare with this report from now on."""
    _begun()["report"] = report


def _put(matter: Matter, changed: Note) -> None:
    held = notes() if notes().held_on else notes().model_copy(update={"held_on": date.today()})
    _kept()["notes"] = held.with_note(matter.id, changed.model_copy(update={"title": matter.title[:LONGEST]}))
    _came.clear()


@st.cache_resource(scope="session", show_spinner=False)
def _kept() -> dict[str, SessionNotes]:
    return {}


@st.cache_resource(scope="session", show_spinner=False)
def _came() -> dict[str, SessionNotes]:
    return {}


@st.cache_resource(scope="session", show_spinner=False)
def _begun() -> dict[str, Report]:
    return {}
