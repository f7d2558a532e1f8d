"""Blank workbooks to fill in: the KSB mapping for a standard, and the qualification structure."""

from datetime import date
from functools import partial

import streamlit as st

from htq_core.standards.catalogue import load_catalogue
from htq_core.templates.mapping import blank_mapping_template, file_name, mapping_template
from htq_core.templates.structure import FILE_NAME, structure_template
from pages.parts import chosen, frame, html, state

state.require_frame()

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

html.heading(
    "Templates",
    "Blank workbooks that this program reads without fail. They are ours, and not the official templates.",
)
html.section("KSB mapping")
choice, standard, body = chosen.choice(), chosen.standard_in_force(), state.settings().approving_body
if standard:
    html.show("template_for", standard=standard, option=choice.option)
    st.download_button(
        "Download the KSB mapping",
        data=partial(mapping_template, standard, choice.option, body, date.today()),
        file_name=file_name(standard, choice.option),
        mime=EXCEL,
        on_click="ignore",
    )
else:
    title = load_catalogue().title_of(choice.reference)
    html.show("template_blank", reference=choice.reference, title=title, named=state.standard_named())
    st.download_button(
        "Download a KSB mapping without rows",
        data=partial(
            blank_mapping_template, choice.reference, title, choice.version, choice.option, choice.route, body
        ),
        file_name="KSB mapping.xlsx",
        mime=EXCEL,
        on_click="ignore",
    )
frame.show_notices(choice.reference)
label = "Choose another standard, version or option" if choice.reference else "Choose a standard"
st.page_link("pages/standard.py", label=label)
html.section(
    "Qualification structure",
    "One workbook for every standard: the qualification, its units, and what a learner may choose.",
)
st.download_button(
    "Download the qualification structure",
    data=partial(structure_template, body),
    file_name=FILE_NAME,
    mime=EXCEL,
    on_click="ignore",
)
