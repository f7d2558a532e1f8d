"""What every screen has around it: the header with the step line, and the footer."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.navigation.page import Page

from htq_core.standards.catalogue import load_catalogue
from htq_core.standards.notices import Notice, in_force, load_notices, notices_about
from pages.parts import html, meeting, place, readiness, state, wording
from pages.parts.cover import cover_of
from pages.parts.uploads import Uploader

STEPS = {
    "Standard": "pages/standard.py",
    "Upload": "pages/upload.py",
    "Results": "pages/results.py",
    "Findings": "pages/findings.py",
    "Coverage": "pages/coverage.py",
    "Pathways": "pages/pathways.py",
    "Take away": "pages/take_away.py",
}
OTHERS = {
    "Start": "pages/start.py",
    "Templates": "pages/templates.py",
    "New version": "pages/revision.py",
    "Rulebook": "pages/rulebook.py",
    "Reading": "pages/reading.py",
    "Getting ready": "pages/getting_ready.py",
    "Support session": "pages/support_session.py",
    "Guidance": "pages/guidance.py",
}


ON_A_SHARED_SCREEN = ("Support session", "Results", "Findings", "Coverage", "Pathways", "Getting ready", "Guidance")


def screens() -> dict[str, Page]:
    """Every screen by its title; the first one is where people arrive."""
    return {title: st.Page(path, title=title, default=title == "Start") for title, path in {**OTHERS, **STEPS}.items()}


def tab_title(page: Page) -> str:
    """What the browser's tab says."""
    return wording.PRODUCT if page.title == "Start" else f"{page.title} – {wording.PRODUCT}"


def shown_to_others() -> None:
    """Follow the switch for a screen that is shown to others: in the address, and in what is covered."""
    meeting.keep_address()
    own_words = (*place.reasons().values(), *readiness.own_words())
    html.cover_with(cover_of(state.report(), own_words) if meeting.covered() else None)


def header(page: Page, screens: Mapping[str, Page]) -> None:
    """The product's name, the other screens, and the step line with where the reader is."""
    html.style(presenting=meeting.presenting())
    html.show("header")
    if meeting.presenting():
        shown = dict.fromkeys((*ON_A_SHARED_SCREEN, page.title))
        _links("steps", [screens[title] for title in shown], page)
    else:
        _links("site-links", [screens[title] for title in OTHERS], page)
        _links("steps", [screens[title] for title in STEPS], page, numbered=True)
    st.toggle("Show to others: large type, the files’ own words covered", key="presenting")
    html.show("main")
    if state.was_cut_off():
        html.notice(
            "The connection to the program was lost, so your files are no longer here.",
            "Add them again. Notes, answers and reasons that you saved can be opened again too.",
            tone="discuss",
            alert=True,
        )


def footer() -> None:
    """How old the facts are, whose they are, and the privacy promise."""
    html.show("footer", catalogue=load_catalogue())


def next_step(label: str, path: str) -> None:
    """The one thing to do next, as a link that looks like the primary button."""
    with st.container(width="content", key=f"next-{path.removeprefix('pages/').removesuffix('.py')}"):
        st.page_link(path, label=label)


def _links(key: str, screens: Iterable[Page], here: Page, *, numbered: bool = False) -> None:
    with st.container(key=key, horizontal=True, gap=None):
        for number, screen in enumerate(screens, start=1):
            label = f"{number}\u2002{screen.title}" if numbered else screen.title
            if screen.title == here.title:
                html.show("here", label=label, width="content")
            else:
                # By the screen and not its path, which would be looked up on the disk for every link of every page.
                st.page_link(screen, label=label)


def notices(*references: str) -> tuple[Notice, ...]:
    """What the team wants everybody to know about these standards today."""
    catalogue = load_catalogue()
    occupations = [each for reference in references for each in catalogue.find(reference)]
    return notices_about(in_force(load_notices(), date.today()), references, occupations, catalogue)


def show_notices(*references: str) -> None:
    """The notices on these standards, each with its dates."""
    for notice in notices(*references):
        said, tone = wording.notice_title(notice), wording.NOTICE_TONES[notice.kind]
        html.notice(said, notice.text, tone=tone, about=wording.dated(notice))


def nothing_yet(what: str) -> None:
    """An empty screen: what will be here, and the one thing to do."""
    html.notice(what)
    next_step("Upload your workbooks", "pages/upload.py")


def two_uploads() -> list[DeltaGenerator]:
    """Places side by side for the two workbooks.

    They are in a block with a key. Without it they would be put up anew whenever something above them comes or goes,
    and a file that is on its way at that moment would be lost.
    """
    return st.container(key="two-uploads").columns(2, gap="large")


def ask_for_file(label: str, uploader: Uploader, take: Callable[[], None]) -> None:
    """A place for one small file of ours or a record, and what was wrong with the last one."""
    st.file_uploader(label, key=uploader.key, on_change=take)
    if uploader.trouble:
        name, message, fix = uploader.trouble
        html.notice(message, fix, tone="fix", about=name, alert=True)
