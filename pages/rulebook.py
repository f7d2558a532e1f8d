"""Every rule, by family: what must be true, how serious it is, what it rests on, and an example."""

from htq_core.rulebook.page import pages
from htq_core.rules import RULEBOOK_VERSION, RULES
from pages.parts import html, state

state.require_frame()

html.heading("Rulebook", f"Version {RULEBOOK_VERSION}. {len(RULES)} rules, each saying what must be true.")
html.show("rulebook", families=list(pages(state.settings())))
