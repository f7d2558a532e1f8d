"""Tells a screen reader what became of an upload, and keeps the keyboard's place."""

import streamlit as st

from htq_core import Report
from pages.parts import wording
from pages.parts.html import MARKUP


def announce(report: Report, arrived: str) -> None:
    """Say once, for each set of files, what the check found; move a lost focus to the file that arrived last."""
    mount = st.components.v2.component("herald", js=(MARKUP / "herald.js").read_text(encoding="utf-8"))
    about = " ".join(f"{source.role} {source.sha256}" for source in report.sources)
    mount(
        data={"words": wording.announcement(report), "about": about, "place": f"file-{arrived}"}, key="herald", height=1
    )
