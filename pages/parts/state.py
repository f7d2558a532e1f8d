"""What a session holds: the bytes of the files and the choices made, never a conclusion.

With ``place``, ``meeting``, ``readiness``, ``choosing`` and ``checking``, the only file that touches Streamlit's
session state and its caches. Alone it touches the page's context.
"""

import gc
import time
from pathlib import Path
from threading import Thread
from typing import Any

import streamlit as st

from htq_core import (
    Asking,
    Book,
    Choice,
    Receipt,
    Report,
    Settings,
    Source,
    UnreadableWorkbook,
    WhatIf,
    isolate_reading,
    read_receipt,
    since_receipt,
)
from htq_core.standards.library import Library
from htq_core.standards.record import read_record
from htq_core.standards.shelf import Shelf
from htq_core.standards.standard import Standard
from pages.parts import checking, choosing, meeting, place, readiness, wording

SAMPLES = Path(__file__).parents[2] / "sample_data"
MOST_RECORDS = 5
SECONDS_BETWEEN_SWEEPS = 30
_OTHER = {Book.MAPPING: Book.STRUCTURE, Book.STRUCTURE: Book.MAPPING}


def mark_framed() -> None:
    """Note that this run draws the header and footer."""
    st.session_state["framed"] = True


def require_frame() -> None:
    """Go through ``app.py`` when a page was asked for before anybody had opened it: the page would stand alone."""
    if not st.session_state.get("framed"):
        st.switch_page("app.py")


@st.cache_resource(show_spinner=False)
def isolate() -> None:
    """Read every upload in a process of its own from now on: what a file does there, it does not do to anybody here."""
    isolate_reading()


@st.cache_resource(show_spinner=False)
def keep_sweeping() -> None:
    """Collect garbage in full twice a minute, from now on, so that nothing outlives its session for long.

    Streamlit would do it after every run, which takes most of a run's time; its settings switch that off.
    """
    Thread(target=_sweep, daemon=True).start()


def _sweep() -> None:
    while True:
        time.sleep(SECONDS_BETWEEN_SWEEPS)
        gc.collect()


@st.cache_resource(show_spinner=False)
def say_address() -> None:
    """Print, once, where the program is; Streamlit's own welcome is switched off."""
    print(f"The HTQ readiness checker is at http://localhost:{st.get_option('server.port')}", flush=True)  # noqa: T201


def dark() -> bool:
    """Whether the page is shown in the dark theme."""
    return st.context.theme.type == "dark"


def settings() -> Settings:
    """The settings in force."""
    return checking.settings()


# Files


def file(book: Book) -> Source | None:
    """The workbook in this place, if there is one."""
    held = _kept("files").get(str(book))
    return Source(*held) if held else None


def put(book: Book, name: str, data: bytes) -> None:
    """Put a workbook in its place."""
    st.session_state["arrived"] = str(book)
    _kept("files")[str(book)] = (name, data)
    place.show_all()


def arrived() -> str:
    """The place of the workbook that came last."""
    return str(st.session_state.get("arrived", ""))


def take_away(book: Book) -> None:
    """Forget the workbook in this place."""
    _kept("files").pop(str(book), None)
    place.show_all()
    _forget_reports()


def swap() -> None:
    """Put each workbook in the other's place."""
    files = _kept("files")
    swapped = {str(other): files[str(book)] for book, other in _OTHER.items() if str(book) in files}
    files.clear()
    files.update(swapped)
    place.show_all()


def start_again() -> None:
    """Forget the files, the choice of standard and the records that were loaded."""
    for name in ("choice", "record_trouble", "receipt_trouble", "left_out"):
        st.session_state.pop(name, None)
    _kept.clear()
    place.forget()
    meeting.forget()
    readiness.forget()
    choosing.forget()
    _forget_reports()


def uploader_key(name: str) -> str:
    """The key of an uploader. It changes with every file taken, so that the uploader keeps no copy."""
    return f"{name}-{_held('taken').get(name, 0)}"


def receive(book: Book) -> None:
    """Take what the uploader was given: one file for its place, or two at once for both; ``sort_out`` looks at them."""
    files = taken_from(str(book))
    st.session_state["left_out"] = [name for name, _ in files[len(Book) :]]
    if len(files) == 1:
        put(book, *files[0])
    elif files:
        first, second = sorted(files[: len(Book)], key=lambda named: "structure" in named[0].casefold())
        put(Book.MAPPING, *first)
        put(Book.STRUCTURE, *second)
        st.session_state["came_together"] = True


def sort_out() -> None:
    """Swap two files that came together if each is in the other's place. Not for a callback: it reads the files."""
    if st.session_state.pop("came_together", False) and wording.in_wrong_place(report()) == set(Book):
        swap()


def left_out() -> list[str]:
    """The names of files that were not taken, since there was no place for them."""
    return st.session_state.get("left_out", [])


def load_sample(name: str) -> None:
    """Start again with one of the samples that come with the program."""
    start_again()
    for book in Book:
        put(book, f"{book}.xlsx", (SAMPLES / name / f"{book}.xlsx").read_bytes())


# The standard


def choice() -> Choice:
    """What was chosen on the Standard page; empty where nothing was."""
    return Choice(**_held("choice"))


def choose(**chosen: str) -> None:
    """Change part of the choice. A new standard drops the version and option of the one before."""
    before = _held("choice")
    if "reference" in chosen and chosen["reference"] != before.get("reference", ""):
        before = {}
    st.session_state["choice"] = {**before, **chosen}


def choose_picked() -> None:
    """Choose the standard that was picked from the list."""
    if picked := st.session_state.get("picked"):
        choose(reference=picked)


def library(reference: str = "") -> Library:
    """The standards at hand: illustrative ones, records loaded in this session, and those of the chosen one kept here.

    ``reference`` names another standard than the chosen one.
    """
    loaded = checking.library_with(tuple(_kept("records").values()))
    return Shelf().around(loaded, [reference or choice().reference], [])


def receive_record() -> None:
    """Take the record that the uploader was given; ``read_received_record`` reads it."""
    st.session_state["received_record"] = next(iter(taken_from("record")), None)


def read_received_record(*, chosen: bool = True) -> None:
    """Read the record that has arrived, if any, and choose its standard. Call it before the lists are drawn.

    ``chosen=False`` only puts it among those at hand.
    """
    received = st.session_state.pop("received_record", None)
    if received is None:
        return
    name, data = received
    try:
        standard = read_record(data, name)
    except UnreadableWorkbook as trouble:
        st.session_state["record_trouble"] = (name, trouble.message, trouble.fix)
        return
    st.session_state.pop("record_trouble", None)
    records = _kept("records")
    records.pop(key := f"{standard.reference} {standard.version}", None)
    records[key] = (name, data)
    while len(records) > MOST_RECORDS:
        records.pop(next(iter(records)))
    if chosen:
        choose(reference=standard.reference, version=standard.version)
        st.session_state["picked"] = None


def record_trouble() -> tuple[str, str, str] | None:
    """The last record that could not be used: its file's name, what happened and what to do."""
    return st.session_state.get("record_trouble")


def standard_in_force() -> Standard | None:
    """The record of the chosen standard and version, if it is at hand."""
    chosen = choice()
    return library().get(chosen.reference, chosen.version) if chosen.reference else None


# The receipt of an earlier check


def receive_receipt() -> None:
    """Take the receipt that the uploader was given. It is read here: it is small, and cannot fail in other ways."""
    st.session_state.pop("receipt_trouble", None)
    for _, data in taken_from("receipt")[:1]:
        try:
            read_receipt(data)
        except UnreadableWorkbook as trouble:
            st.session_state["receipt_trouble"] = (trouble.message, trouble.fix)
        else:
            _kept("receipts")["receipt"] = ("", data)


def receipt() -> Receipt | None:
    """The receipt that was given, if any."""
    held = _kept("receipts").get("receipt")
    return read_receipt(held[1]) if held else None


def receipt_trouble() -> tuple[str, str] | None:
    """Why the last receipt could not be used: what happened and what to do."""
    return st.session_state.get("receipt_trouble")


def put_receipt_away() -> None:
    """Forget the receipt."""
    _kept("receipts").clear()


# The answer


def standard_named() -> str:
    """The standard that the files name, in a line; empty when none is named, or before there are files."""
    seen = report()
    return wording.occupation(seen.occupations[0]) if seen and seen.occupations[0].reference else ""


def report() -> Report | None:
    """The report on the files that are there; ``None`` when there are none. Kept for this session only.

    It holds the reasons given and, with a receipt, what is different since the earlier check.
    """
    given = _given()
    if given.mapping is None and given.structure is None:
        return None
    found = checking.report_on(given).explained(place.reasons())
    earlier = receipt()
    if earlier:
        found = found.model_copy(update={"since": since_receipt(earlier, found)})
    return found


def asking() -> Asking:
    """What there is to ask about how the files are read. Kept for this session only."""
    given = _given()
    return checking.asking_on(given.mapping, given.structure, given.columns)


def application() -> WhatIf:
    """The application in the files that are there, to try changes on. Kept for this session only."""
    return checking.what_if_on(_given())


def _given() -> checking.Given:
    files, chosen = _kept("files"), choice()
    return checking.Given(
        files.get(str(Book.MAPPING)),
        files.get(str(Book.STRUCTURE)),
        (chosen.reference, chosen.version, chosen.option, chosen.route),
        tuple(_kept("records").values()),
        readiness.as_file(),
        choosing.as_file(),
    )


@st.cache_resource(scope="session", show_spinner=False)
def _kept(name: str) -> dict[str, tuple[str, bytes]]:
    """Names and bytes of files, by place. Streamlit forgets this as the page is closed, and session state much later.

    ``name`` is ``files``, ``records`` or ``receipts``.
    """
    return {}


def _held(name: str) -> dict[str, Any]:
    held: dict[str, Any] = st.session_state.setdefault(name, {})
    return held


def taken_from(name: str) -> list[tuple[str, bytes]]:
    """The name and bytes of each file in an uploader, which is then replaced by an empty one."""
    given = st.session_state.get(uploader_key(name)) or []
    taken = [(file.name, file.getvalue()) for file in (given if isinstance(given, list) else [given])]
    _held("taken")[name] = _held("taken").get(name, 0) + 1
    return taken


def _forget_reports() -> None:
    place.forget_sheets()
    checking.forget()
