"""The only module that puts HTML on a page. Every value is escaped by the template engine and shown visibly.

The templates are in ``markup``. User text may only reach a screen through here, never through Markdown or a label.
"""

from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import streamlit as st
from jinja2 import Environment

from htq_core.export.html import templates_in
from htq_core.export.printout import visible
from pages.parts import wording

__all__ = ["MARKUP", "heading", "notice", "render", "section", "show", "style", "visible"]

MARKUP = Path(__file__).parent / "markup"


def render(template: str, **facts: Any) -> str:
    """The HTML of a template in ``markup`` with these facts."""
    return _environment().get_template(f"{template}.html").render(**facts)


def show(template: str, *, width: Literal["stretch", "content"] = "stretch", **facts: Any) -> None:
    """Put a template in ``markup`` on the page with these facts."""
    st.html(render(template, **facts), width=width)


def heading(title: str, lead: str = "") -> None:
    """The one first-level heading of a page, and a sentence beneath it."""
    show("heading", title=title, lead=lead)


def section(title: str, lead: str = "", level: int = 2) -> None:
    """A heading within a page."""
    show("section", title=title, lead=lead, level=level)


def notice(message: str, fix: str = "", *, tone: str = "note", about: str = "", alert: bool = False) -> None:
    """A short message beside what it is about. ``alert`` makes a screen reader say it at once."""
    show("notice", message=message, fix=fix, tone=tone, about=about, alert=alert)


def style() -> None:
    """The stylesheet."""
    st.html(_stylesheet())


@lru_cache(maxsize=1)
def _stylesheet() -> str:
    return f"<style>{(MARKUP / 'style.css').read_text(encoding='utf-8')}</style>"


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = templates_in(MARKUP)
    environment.globals["wording"] = wording
    return environment
