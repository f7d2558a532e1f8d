"""The process in our words, with links; contact, accessibility and privacy."""

from pages.parts import html, state

state.require_frame()

html.heading("Guidance", "What this program is for, in short. The published guidance is what counts.")
html.show("guidance", body=state.settings().approving_body)
