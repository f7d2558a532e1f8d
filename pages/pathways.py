"""What every permitted pathway covers: a choice that misses a KSB, and what a change would do about it."""

import streamlit as st

from htq_core import Change, Pathway, Trial, WhatIf
from pages.parts import frame, html, place, state, wording

state.require_frame()


def missed(trial: Trial, application: WhatIf) -> None:
    """The structure as boxes of units, with one choice that misses a KSB drawn on it."""
    html.section("The choices a learner has")
    if trial.missed:
        code = st.selectbox("Show a permitted choice that misses", list(trial.missed), key="missed")
        drawn(trial, application, code, trial.missed[code])
        return
    if trial.proofs:
        html.notice("No permitted choice misses a KSB that can be tried.", tone="ready")
    drawn(trial, application, "", None)


def drawn(trial: Trial, application: WhatIf, code: str, taken: Pathway | None) -> None:
    """The pathway the choice is on, or every pathway where none is shown; and the same as tables."""
    shapes = [shape for shape in trial.shapes if taken is None or shape.name == taken.name]
    facts = {
        "code": code,
        "taken": taken.units if taken else (),
        "covers": trial.covers.get(code, frozenset()),
        "titles": application.units,
    }
    for shape in shapes:
        html.show("shape", shape=shape, **facts)
    html.section("The same as a table", level=3)
    for shape in shapes:
        html.show("shape_table", shape=shape, **facts)


def what_if(before: Trial, after: Trial, application: WhatIf, changes: list[Change]) -> None:
    """The changes to try, and what they do at once."""
    html.section(
        "What if …", "Your files stay as they are. If a unit is made mandatory, its group asks for that much less."
    )
    left, right = st.columns(2, gap="large")
    with left:
        st.selectbox(
            "Make a unit mandatory",
            application.optional,
            index=None,
            format_func=html.visible,
            placeholder="Choose a unit",
            key="try-mandatory",
        )
        st.button("Try it as mandatory", on_click=place.try_change, args=("try-mandatory",))
    with right:
        st.selectbox("Let a KSB be covered", application.codes, index=None, placeholder="Choose a KSB", key="try-ksb")
        st.selectbox(
            "by a unit",
            list(application.units),
            index=None,
            format_func=html.visible,
            placeholder="Choose a unit",
            key="try-unit",
        )
        st.button("Try the mapping", on_click=place.try_change, args=("try-unit", "try-ksb"))
    if not changes:
        return
    html.section("What you are trying", level=3)
    for number, change in enumerate(changes):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button("Take back", on_click=place.take_back, args=(change,), key=f"back-{number}")
            html.show("sentence", words=str(change), width="content")
    effect = wording.effect(before, after)
    html.show("effect", effect=effect)
    st.download_button(
        "Download the changes",
        data="\n".join(["Changes tried", "", *(f"- {change}" for change in changes), "", *effect, ""]),
        file_name="Changes tried.txt",
        mime="text/plain",
        on_click="ignore",
    )


html.heading(
    "Pathways", "A pathway is one permitted set of units. Every one of them should cover what the mapping claims."
)
if state.report() is None:
    frame.nothing_yet("What every pathway covers will be here once you have added your workbooks.")
else:
    application = state.application()
    before = application.trial()
    if not before.shapes or not application.units:
        html.notice("There is nothing to draw yet.", "This needs the units of the structure, and how they combine.")
    else:
        changes = [change for change in place.tried() if application.possible(change)]
        after = application.trial(changes) if changes else before
        html.show("proofs", trial=before, codes=application.codes)
        missed(after, application)
        what_if(before, after, application, changes)
    frame.next_step("Take it away", "pages/take_away.py")
