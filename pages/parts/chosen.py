"""Which standard was chosen, and the published records that were loaded. Forgotten when the page is closed.

One of the few files that touch Streamlit's session state; ``tests/pages/test_fence.py`` lists them.
"""

from typing import Any

import streamlit as st

from htq_core import Choice, UnreadableWorkbook
from htq_core.standards.fitting import StandardFit, best_standards
from htq_core.standards.library import Library
from htq_core.standards.record import read_record
from htq_core.standards.shelf import Shelf
from htq_core.standards.shelf_place import shelf_at_hand
from htq_core.standards.standard import Standard
from pages.parts import checking
from pages.parts.uploads import Named, Uploader

MOST_RECORDS = 5
RECORD = Uploader("record")


def choice() -> Choice:
    """What was chosen on the Standard page; empty where nothing was."""
    return Choice(**_chosen())


def choose(**chosen: str) -> None:
    """Change part of the choice. A new standard drops the version and option of the one before."""
    before = _chosen()
    if "reference" in chosen and chosen["reference"] != before.get("reference", ""):
        before = {}
    st.session_state["choice"] = {**before, **chosen}


def choose_picked() -> None:
    """Choose the standard that was picked from the list."""
    if picked := st.session_state.get("picked"):
        choose(reference=picked)


def choose_fitting(reference: str, version: str) -> None:
    """Choose a standard in this version, whatever the lists show."""
    choose(reference=reference, version=version)
    st.session_state["picked"] = None
    st.session_state.pop(f"version-{reference}", None)


def standard_in_force() -> Standard | None:
    """The record of the chosen standard and version, if it is at hand."""
    chosen = choice()
    return library().get(chosen.reference, chosen.version) if chosen.reference else None


def library(reference: str = "") -> Library:
    """The standards at hand: illustrative ones, records loaded in this session, and those of the chosen one kept here.

    ``reference`` names another standard than the chosen one.
    """
    return Shelf().around(checking.library_with(records()), [reference or choice().reference], [])


def something_to_fit() -> bool:
    """Whether there are records to hold a mapping against, beside the illustrative ones."""
    return bool(records() or shelf_at_hand())


def fitting(statements: list[str], most: int) -> list[StandardFit]:
    """The standards that hold most of these statements."""
    at_hand = checking.library_with(records())
    try:
        return best_standards(statements, at_hand, Shelf(), most)
    except UnreadableWorkbook:
        return best_standards(statements, at_hand, None, most)


def records() -> tuple[Named, ...]:
    """The records that were loaded, those that came last at the end."""
    return tuple(_records().values())


def receive_record() -> None:
    """Take the record that the uploader was given; ``read_received_record`` reads it."""
    st.session_state["received_record"] = next(iter(RECORD.take()), None)


def read_received_record(*, chosen: bool = True) -> None:
    """Read the record that has arrived, if any, and choose its standard. Call it before the lists are drawn.

    ``chosen=False`` only puts it among those at hand.
    """
    if received := st.session_state.pop("received_record", None):
        RECORD.use(_choose_record if chosen else _load_record, *received)


def _choose_record(name: str, data: bytes) -> None:
    standard = _load_record(name, data)
    choose_fitting(standard.reference, standard.version)


def _load_record(name: str, data: bytes) -> Standard:
    standard = read_record(data, name)
    records = _records()
    records.pop(key := f"{standard.reference} {standard.version}", None)
    records[key] = (name, data)
    while len(records) > MOST_RECORDS:
        records.pop(next(iter(records)))
    return standard


def forget() -> None:
    """Forget the choice and the records."""
    st.session_state.pop("choice", None)
    RECORD.forget_trouble()
    _records.clear()


def _chosen() -> dict[str, Any]:
    chosen: dict[str, Any] = st.session_state.setdefault("choice", {})
    return chosen


@st.cache_resource(scope="session", show_spinner=False)
def _records() -> dict[str, Named]:
    return {}
