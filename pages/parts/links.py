"""Links within our own HTML: a plain link would start a new session, so a click is sent to the program instead."""

import streamlit as st

from pages.parts import meeting, place
from pages.parts.html import MARKUP


def listen() -> str:
    """Follow clicks on anything with ``data-follow``, and bring the finding that was opened into view.

    What kind of link was followed just now; empty when none was.
    """
    mount = st.components.v2.component("links", js=(MARKUP / "links.js").read_text(encoding="utf-8"))
    result = mount(
        data={"opened": place.opened(), "matter": meeting.number()},
        key="links",
        height=1,
        on_followed_change=place.follow,
    )
    return str(result.followed or "").partition(" ")[0]
