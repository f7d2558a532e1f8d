"""Every rule, by family: what must be true, how serious it is, and what it looks at."""

from htq_core.rules import FAMILIES, RULEBOOK_VERSION, RULES
from pages.parts import html, state

state.require_frame()

html.heading("Rulebook", f"Version {RULEBOOK_VERSION}. {len(RULES)} rules, each saying what must be true.")
html.show("rulebook", families=FAMILIES)
