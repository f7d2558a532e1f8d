"""The frame: page configuration, navigation, header and footer."""

import streamlit as st

from htq_core import UnreadableWorkbook, WrongSettings, log_fault
from htq_core.standards.catalogue import CatalogueError
from pages.parts import frame, herald, html, server, state

screens = frame.screens()
page = st.navigation(list(screens.values()), position="hidden")
st.set_page_config(page_title=frame.tab_title(page), page_icon=str(html.MARKUP / "icon.png"), layout="wide")
state.mark_framed()
server.isolate()
server.send_at_once()
server.end_with_page()
frame.header(page, screens)
try:
    frame.shown_to_others()
    page.run()
except (WrongSettings, CatalogueError) as trouble:
    html.notice(f"{trouble}", "Ask whoever runs this program to mend the file and load this page again.", tone="fix")
except UnreadableWorkbook as trouble:
    html.notice(trouble.message, trouble.fix, tone="fix", alert=True)
except Exception as fault:
    log_fault(f"the screen {page.title} broke", fault)
    html.notice(
        "This page failed to load. The fault is ours.",
        "Your files are still here. Try another page. Reloading starts a new session.",
        tone="fix",
        alert=True,
    )
frame.footer()
herald.keep_place(page.title)
server.keep_sweeping()
server.say_address()
try:
    state.work_ahead()
except Exception as fault:
    log_fault("what to do first broke", fault)
