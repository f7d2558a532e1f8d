"""How the files are read: which column is which, what values mean, and the rules that were read out of words."""

import streamlit as st

from htq_core import Asked, Asking, Guess, InView, Report, Shape
from pages.parts import as_read, choosing, combinations, frame, html, state, wording

state.require_frame()

FILE_NAME = "columns.json"
MOST_IN_LABEL = 60
SHAPES = {
    Shape.ROWS: "A row for each KSB",
    Shape.LONG: "A row for each KSB and unit",
    Shape.MATRIX: "KSBs down, units across",
    Shape.MATRIX_ACROSS: "Units down, KSBs across",
    Shape.UNIT_FIRST: "A row for each unit, with the KSBs it covers",
}


def table(view: InView, report: Report) -> None:
    """One table: how it is read, its first rows, and, where something is missing or on request, what can be changed."""
    html.section(as_read.TABLE_WORDS[view.name].capitalize() if view.name != "mapping" else "KSB mapping")
    html.show("read_as", view=view, seen=as_read.tables_of(report, view.name))
    if view.preview:
        html.show("preview", view=view)
    needed = as_read.needs_columns(view)
    if choosing.changing(view.name, needed):
        place(view)
        columns(view)
        done(view, needed)
    else:
        label = f"Change how the {as_read.TABLE_WORDS[view.name]} are read".replace("mapping are", "mapping is")
        st.button(label, on_click=choosing.change, args=(view.name, True), key=f"change-{view.name}")


def done(view: InView, needed: bool) -> None:
    """What ends the choosing: closing it, or forgetting it."""
    with st.container(horizontal=True, gap="small"):
        if not needed:
            label = f"Close the {as_read.TABLE_WORDS[view.name]}"
            st.button(label, on_click=choosing.change, args=(view.name, False), key=f"close-{view.name}")
        if getattr(choosing.choices(), view.name).model_dump(exclude_defaults=True):
            label = f"Read the {as_read.TABLE_WORDS[view.name]} as the program finds"
            st.button(label, on_click=choosing.as_found, args=(view.name,), key=f"found-{view.name}")


def place(view: InView) -> None:
    """The sheet, the header row and, of a mapping, the shape."""
    with st.container(horizontal=True, gap="medium"):
        if len(view.sheets) > 1:
            st.selectbox(
                f"Sheet of the {as_read.TABLE_WORDS[view.name]}",
                view.sheets,
                format_func=lambda name: html.visible(f"“{name}”"),
                key=choosing.key(f"{view.name}-sheet", view.sheet),
                on_change=choosing.take_sheet,
                args=(view,),
            )
        st.selectbox(
            f"Header row of the {as_read.TABLE_WORDS[view.name]}",
            list(view.rows),
            format_func=lambda row: html.visible(f"Row {row}: “{as_read.short(view.rows[row], MOST_IN_LABEL)}”"),
            key=choosing.key(f"{view.name}-row", view.header_row),
            on_change=choosing.take_row,
            args=(view,),
        )
        if view.name == "mapping":
            chosen = choosing.choices().mapping.shape
            st.selectbox(
                "How it is laid out",
                [choosing.AS_FOUND, *SHAPES],
                format_func=lambda shape: SHAPES.get(shape, "As the program finds"),
                key=choosing.key("mapping-shape", chosen or choosing.AS_FOUND),
                on_change=choosing.take_shape,
                args=(view,),
            )


def columns(view: InView) -> None:
    """For each field the columns that may hold it, the likeliest first, with their first values."""
    if not view.guesses:
        return
    if view.missing and choosing.best(view):
        html.show("guessed", guesses=choosing.best(view))
        label = f"Use these columns for the {as_read.TABLE_WORDS[view.name]}"
        st.button(label, on_click=choosing.take_best, args=(view,), key=f"best-{view.name}")
    left, right = st.columns(2, gap="large")
    for number, (field, guesses) in enumerate(view.guesses.items()):
        with (left, right)[number % 2]:
            column(view, field, {guess.column.letter: guess for guess in guesses})


def column(view: InView, field: str, guesses: dict[str, Guess]) -> None:
    """The list of columns for one field; several may be chosen where units have a column each."""
    label = f"{as_read.field(field)}: which column?"
    if field == "units":
        st.multiselect(
            f"{label} There may be several.",
            list(guesses),
            format_func=lambda letter: named(guesses[letter]),
            placeholder="Not in my sheet",
            key=choosing.key(f"{view.name}-{field}", [x for x in view.columns.get(field, ()) if x in guesses]),
            on_change=choosing.take_column,
            args=(view, field),
        )
        return
    said_not = field in getattr(choosing.choices(), view.name).columns
    now = next((x for x in view.columns.get(field, ()) if x in guesses), choosing.NOT_HERE if said_not else None)
    st.selectbox(
        label,
        [*guesses, choosing.NOT_HERE],
        index=None,
        format_func=lambda letter: named(guesses[letter]) if letter in guesses else "Not in my sheet",
        placeholder="Choose a column",
        key=choosing.key(f"{view.name}-{field}", now),
        on_change=choosing.take_column,
        args=(view, field),
    )


def named(guess: Guess) -> str:
    """A column by its letter and header, with its first values."""
    samples = ", ".join(f"“{as_read.short(sample, 20)}”" for sample in guess.samples)
    header = f"“{as_read.short(guess.column.header, 40)}”" if guess.column.header else "no header"
    return html.visible(f"{guess.column.letter}: {header}" + (f" with {samples}" if samples else ""))


def values(asking: Asking, report: Report) -> None:
    """Each value that was not understood, with what it may mean; and those that were said to mean something."""
    html.section(
        "Values that were not understood",
        "Say what each means, and the check runs again at once. Your files stay as they are; the report lists it.",
    )
    if not asking.values:
        html.notice("Every value in your tables was understood, or you have said what it means.", tone="ready")
    suggested = [value for value in asking.values if value.suggestion]
    if len(suggested) > 1:
        label = f"Accept all {len(suggested)} suggestions"
        st.button(label, on_click=choosing.accept, args=(suggested,), key="accept-all")
    for number, value in enumerate(asking.values, start=1):
        with st.container(key=f"value-{number}"):
            one_value(number, value)
    repaired(report)


def one_value(number: int, value: Asked) -> None:
    """One value: what it is, how often, and what it means."""
    html.show("asked", number=number, value=value)
    before = choosing.meaning(value)
    label = f"What value {number} means"
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        if meanings := as_read.MEANINGS.get(value.field):
            st.selectbox(
                label,
                meanings,
                index=None,
                placeholder="Choose",
                key=choosing.key(f"meaning-{number}", before if before in meanings else None),
                on_change=choosing.take_meaning,
                args=(value, number),
            )
        else:
            st.text_input(
                label,
                max_chars=120,
                key=choosing.key(f"meaning-{number}", before),
                on_change=choosing.take_meaning,
                args=(value, number),
            )
        if value.suggestion:
            label = f"Accept the suggestion for value {number}"
            st.button(label, on_click=choosing.accept, args=([value],), key=f"accept-{number}")
    if before:
        html.notice("This meaning was not understood either.", "Choose or write another.", tone="fix")


def repaired(report: Report) -> None:
    """What values were said to mean, each to be taken back."""
    said = choosing.choices().repairs
    if not said:
        return
    html.section("What you have said", "The check reads these values so. Nothing in your files is changed.", level=3)
    pairs = [(field, written, meaning) for field, own in said.items() for written, meaning in own.items()]
    for number, (field, written, meaning) in enumerate(pairs, start=1):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            words = as_read.repair(report, field, written, meaning)
            html.show("sentence", words=words, width="content")
            label = f"Take meaning {number} back"
            st.button(label, on_click=choosing.take_back, args=(field, written), key=f"take-back-{number}")


def taken_for_granted(asking: Asking, report: Report) -> None:
    """What the tables do not say and had to be assumed."""
    told = as_read.assumed(report, but=[sentence for rule in asking.rules for sentence in rule.told()])
    if told:
        html.section("Taken for granted", "No cell says this, so please look whether it is right.")
        html.show("assumed", told=told)


def to_keep(asking: Asking) -> None:
    """What was said as a file, for next year's sheet and for the command."""
    html.section(
        "Keep what you have said", "Next year’s sheet then reads at once. The command takes the same file: --columns."
    )
    with st.container(horizontal=True, gap="small"):
        if choosing.something_said():
            data = asking.to_save.to_json().encode()
            st.download_button("Save how the files are read", data, FILE_NAME, "application/json", on_click="ignore")
            st.button("Forget all of it", on_click=choosing.forget)
    frame.ask_for_file("Open a saved file (.json)", choosing.SAVED, choosing.open_choices)


html.heading("Reading", "How your files were read. Put right here what was misread: nobody has to retype a sheet.")
report = state.report()
if report is None:
    frame.nothing_yet("How your files are read will be here once you have added them.")
elif wording.in_wrong_place(report):
    html.notice("A file is in the other’s place.", "Put it right on the Upload page first.", tone="fix")
    frame.next_step("Go to Upload", "pages/upload.py")
else:
    asking = state.asking()
    for view in asking.tables:
        table(view, report)
    values(asking, report)
    combinations.section(asking, report)
    taken_for_granted(asking, report)
    to_keep(asking)
    frame.next_step("See the results", "pages/results.py")
