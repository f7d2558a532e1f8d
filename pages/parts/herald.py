"""Tells a screen reader what became of an upload, and keeps the keyboard's place."""

import streamlit as st

from htq_core import Book, Report
from pages.parts import state, wording
from pages.parts.html import MARKUP


def keep_place(screen: str) -> None:
    """Move a lost focus to the first heading when a screen or file has gone, or where a file led.

    Hear, too, when the page's own session has gone with a connection that was lost.
    """
    mount = st.components.v2.component("place", js=(MARKUP / "place.js").read_text(encoding="utf-8"))
    files = sum(state.file(book) is not None for book in Book)
    given = sum(state.uploader(book).times for book in Book)
    arrived = f"#file-{state.arrived()}, #since-begun"
    data = {"page": screen, "files": files, "given": given, "arrived": arrived, "visit": state.visit()}
    mount(data=data, key="place", height=1, on_cut_change=state.cut_off)


def announce(report: Report) -> None:
    """Say once, for each set of files, what the check found."""
    mount = st.components.v2.component("herald", js=(MARKUP / "herald.js").read_text(encoding="utf-8"))
    about = " ".join(f"{source.role} {source.sha256}" for source in report.sources)
    mount(data={"words": wording.announcement(report), "about": about}, key="herald", height=1)
