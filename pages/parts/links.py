"""Links within our own HTML: a plain link would start a new session, so a click is sent to the program instead."""

import streamlit as st

from pages.parts import place
from pages.parts.html import MARKUP


def listen() -> bool:
    """Follow clicks on anything with ``data-follow``, and bring the finding that was opened into view.

    Whether one was followed just now.
    """
    mount = st.components.v2.component("links", js=(MARKUP / "links.js").read_text(encoding="utf-8"))
    result = mount(data={"opened": place.opened()}, key="links", height=1, on_followed_change=place.follow)
    return bool(result.followed)
