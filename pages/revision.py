"""What another version of the standard would change, and which rows and units that touches."""

from functools import partial

import streamlit as st

from htq_core import Forecast, OccupationSeen, forecast
from htq_core.export.forecast import forecast_docx, forecast_text
from htq_core.standards.standard import Standard
from pages.parts import chosen, frame, html, state

state.require_frame()

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def versions(reference: str, mine: str) -> tuple[Standard, Standard] | None:
    """The two versions to compare, if two are at hand. At first: the one in force and the newest other."""
    library = chosen.library(reference)
    at_hand = library.versions(reference)
    if len(at_hand) < 2:
        said = f"Only version {at_hand[0]} is at hand." if at_hand else "No version of this standard is at hand."
        html.notice(said, "Add the published record of the other version below.", tone="discuss")
        return None
    mine = mine if mine in at_hand else at_hand[-2]
    other = next(each for each in reversed(at_hand) if each != mine)
    first_at, second_at = sorted((at_hand.index(mine), at_hand.index(other)))
    left, right = st.columns(2)
    earlier = left.selectbox("From version", at_hand, index=first_at, key=f"from-{reference}")
    later = right.selectbox("To version", at_hand, index=second_at, key=f"to-{reference}")
    first, second = library.get(reference, earlier), library.get(reference, later)
    if earlier == later or first is None or second is None:
        html.notice("Choose two different versions.")
        return None
    return first, second


def told(found: Forecast, qualification: str, seen: OccupationSeen | None) -> None:
    """The changes on the screen, and as files for a change proposal."""
    html.show("forecast", found=found, seen=seen)
    html.section("Take the list away", "For a change proposal, or for those who will look at the units.")
    with st.container(horizontal=True):
        for label, make, ending, mime in (
            ("Download as a Word document", forecast_docx, "docx", WORD),
            ("Download as text", forecast_text, "txt", "text/plain"),
        ):
            st.download_button(
                label,
                data=partial(make, found, qualification),
                file_name=f"New version of the standard.{ending}",
                mime=mime,
                on_click="ignore",
            )


chosen.read_received_record(chosen=False)
html.heading(
    "What a new version changes",
    "Which KSBs are new, gone, moved or reworded, and which rows of your mapping and which units that touches.",
)
report = state.report()
seen = report.occupations[0] if report else None
reference = chosen.choice().reference or (seen.reference if seen else "")
if not reference:
    html.notice("No standard is chosen.", "Choose one, or add your mapping if it names its standard.")
    frame.next_step("Choose a standard", "pages/standard.py")
else:
    mine = seen if seen and seen.reference == reference else None
    html.section(f"{reference} {mine.title}" if mine else reference)
    both = versions(reference, mine.version if mine else chosen.choice().version)
    if both:
        told(forecast(mine, *both), report.qualification if report else "", mine)
html.section(
    "Another version", "Save its published record, and add it here. Your files stay held against the one they are."
)
frame.ask_for_file("Add a published record (.json)", chosen.RECORD, chosen.receive_record)
