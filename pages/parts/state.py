"""What a session holds: the bytes of the files, never a conclusion; and the answers that are worked out from them.

One of the few files that touch Streamlit's session state and its caches; ``tests/pages/test_fence.py`` lists them.
Alone it touches the page's context.
"""

import secrets
from collections.abc import Callable
from pathlib import Path

import streamlit as st

from htq_core import (
    Asking,
    Book,
    Receipt,
    Report,
    Settings,
    Source,
    WhatIf,
    read_receipt,
    since_receipt,
)
from pages.parts import checking, choosing, chosen, meeting, place, readiness, wording
from pages.parts.uploads import Named, Uploader

SAMPLES = Path(__file__).parents[2] / "sample_data"
RECEIPT = Uploader("receipt")
_OTHER = {Book.MAPPING: Book.STRUCTURE, Book.STRUCTURE: Book.MAPPING}


def mark_framed() -> None:
    """Note that this run draws the header and footer."""
    st.session_state["framed"] = True


def require_frame() -> None:
    """Go through ``app.py`` when a page was asked for before anybody had opened it: the page would stand alone."""
    if not st.session_state.get("framed"):
        st.switch_page("app.py")


def visit() -> str:
    """What tells this session from any other."""
    return str(st.session_state.setdefault("visit", secrets.token_hex(8)))


def cut_off() -> None:
    """Note that the page was another session's before, which ended when the connection was lost."""
    st.session_state["cut"] = True


def was_cut_off() -> bool:
    """Whether the connection was lost, and nothing was added since."""
    return bool(st.session_state.get("cut")) and not _kept("files")


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
    st.session_state.pop("left_out", None)
    RECEIPT.forget_trouble()
    _kept.clear()
    chosen.forget()
    place.forget()
    meeting.forget()
    readiness.forget()
    choosing.forget()
    _forget_reports()


def uploader(book: Book) -> Uploader:
    """Where this workbook is given."""
    return Uploader(str(book))


def receive(book: Book) -> None:
    """Take what the uploader was given: one file for its place, or two at once for both; ``sort_out`` looks at them."""
    files = uploader(book).take()
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


# The receipt of an earlier check


def receive_receipt() -> None:
    """Take the receipt that the uploader was given. It is read here: it is small, and cannot fail in other ways."""
    RECEIPT.open(_take_receipt)


def _take_receipt(name: str, data: bytes) -> None:
    read_receipt(data)
    _kept("receipts")["receipt"] = (name, data)


def receipt() -> Receipt | None:
    """The receipt that was given, if any."""
    held = _kept("receipts").get("receipt")
    return read_receipt(held[1]) if held else None


def put_receipt_away() -> None:
    """Forget the receipt."""
    _kept("receipts").clear()


# The answer


def standard_named() -> str:
    """The standard that the files name, in a line; empty when none is named, or before there are files."""
    seen = report()
    return wording.occupation(seen.occupations[0]) if seen and seen.occupations[0].reference else ""


def references() -> tuple[str, ...]:
    """The standard that was chosen, and those that the files are checked against."""
    seen = report()
    return chosen.choice().reference, *(occupation.reference for occupation in (seen.occupations if seen else ()))


def report() -> Report | None:
    """The report on the files that are there; ``None`` when there are none. Kept for this session only.

    It holds the reasons given and, with a receipt, what is different since the earlier check. It may not say yet what
    to do first: ``whole_report`` does.
    """
    return _told(checking.report_on)


def whole_report() -> Report | None:
    """The report with what to do first, which may take longer than all the rest."""
    return _told(checking.whole_report_on)


def work_ahead() -> None:
    """Work out what to do first once the screen is drawn to its end, while the person reads it."""
    checking.finish(_given())


def _told(report_on: Callable[[checking.Given], Report]) -> Report | None:
    given = _given()
    if given.mapping is None and given.structure is None:
        return None
    found = report_on(given).explained(place.reasons())
    earlier = receipt()
    if earlier:
        found = found.model_copy(update={"since": since_receipt(earlier, found)})
    return found


def asking() -> Asking:
    """What there is to ask about how the files are read. Kept for this session only."""
    given = _given()
    return checking.asking_on(given.mapping, given.structure, given.columns)


def statements() -> list[str]:
    """The wording of the KSBs in the mapping, if there is one. Kept for this session only."""
    given = _given()
    return checking.statements_on(given.mapping, given.columns)


def application() -> WhatIf:
    """The application in the files that are there, to try changes on. Kept for this session only."""
    return checking.what_if_on(_given())


def _given() -> checking.Given:
    files, choice = _kept("files"), chosen.choice()
    return checking.Given(
        files.get(str(Book.MAPPING)),
        files.get(str(Book.STRUCTURE)),
        (choice.reference, choice.version, choice.option, choice.route),
        chosen.records(),
        readiness.as_file(),
        choosing.as_file(),
    )


@st.cache_resource(scope="session", show_spinner=False)
def _kept(name: str) -> dict[str, Named]:
    """Names and bytes of files, by place. Streamlit forgets this as the page is closed, and session state much later.

    ``name`` is ``files`` or ``receipts``.
    """
    return {}


def _forget_reports() -> None:
    place.forget_sheets()
    checking.forget()
