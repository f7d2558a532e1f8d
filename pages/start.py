"""What this is, what happens to your files, and a sample to try."""

import streamlit as st

from pages.parts import html, state

state.require_frame()


def try_sample(name: str) -> None:
    """Load a sample and show what the check says of it."""
    state.load_sample(name)
    st.switch_page("pages/results.py")


html.heading(
    "Is your application ready for its support session?",
    "Check your KSB mapping and your qualification structure before an adviser does. "
    "See what is ready, what to put right, in which cell, and why.",
)
with st.container(horizontal=True, vertical_alignment="center"):
    if st.button("Try it with a sample", type="primary"):
        try_sample("flawed")
    st.page_link("pages/standard.py", label="Check your own files")
left, right = st.columns(2, gap="large")
with left:
    html.section("How it goes")
    html.show("how")
with right:
    html.section("What happens to your files")
    html.show("promise", body=state.settings().approving_body)
html.section("Other samples", "The first sample has faults of every kind. These two show other things.")
with st.container(horizontal=True):
    if st.button("A sample with nothing to fix"):
        try_sample("clean")
    if st.button("A sample with two pathways"):
        try_sample("two_pathways")
