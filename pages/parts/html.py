"""The only module that puts HTML on a page. Every value is escaped by the template engine and shown visibly.

The templates are in ``markup``. User text may only reach a screen through here, never through Markdown or a label.
"""

from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import streamlit as st
from jinja2 import Environment
from markupsafe import Markup

from htq_core import megabytes
from htq_core.export import printout
from htq_core.export.html import templates_in
from pages.parts import as_read, at_hand, wording
from pages.parts.cover import COVERED, Cover, is_code

__all__ = ["MARKUP", "heading", "notice", "render", "section", "show", "style", "visible"]

MARKUP = Path(__file__).parent / "markup"
_cover: ContextVar[Cover | None] = ContextVar("cover", default=None)


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


def style(*, presenting: bool = False) -> None:
    """The stylesheet, and the one for a screen that is shown to others."""
    st.html(_stylesheet("style"))
    if presenting:
        st.html(_stylesheet("presenting"))


def cover_with(cover: Cover | None) -> None:
    """Have this run's texts covered, or not."""
    _cover.set(cover)


def visible(text: str) -> str:
    """A text as it may be shown: hidden characters seen, and covered where the screen is shown to others."""
    cover = _cover.get()
    shown = printout.visible(text)
    return cover(shown) if cover else shown


class Exact(str):
    """A text that is for the program and not for reading, such as where a link leads: it is never covered."""

    __slots__ = ()


def _own(text: str) -> str:
    """A text that is the user's own as a whole, such as that of a cell; codes of KSBs stay when it is covered."""
    return COVERED if text and _cover.get() and not is_code(text) else text


def _finalized(value: Any) -> Any:
    if isinstance(value, Markup):
        return value
    return printout.visible(value) if isinstance(value, Exact) else visible(str(value))


@lru_cache(maxsize=2)
def _stylesheet(name: str) -> str:
    return f"<style>{(MARKUP / f'{name}.css').read_text(encoding='utf-8')}</style>"


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = templates_in(MARKUP).overlay(finalize=_finalized)
    environment.filters["exact"] = Exact
    environment.filters["own"] = _own
    environment.filters["megabytes"] = megabytes
    environment.globals.update(wording=wording, as_read=as_read, at_hand=at_hand)
    return environment
