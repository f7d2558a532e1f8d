"""What is given to a check, and its answers, each worked out once and kept while the page is open."""

from contextlib import nullcontext
from typing import NamedTuple

import streamlit as st

from htq_core import (
    Asking,
    Checked,
    Choice,
    ReadingChoices,
    Report,
    Settings,
    Source,
    UnreadableWorkbook,
    WhatIf,
    checked,
    settings_in_force,
    statements_in,
    to_ask,
    what_if,
)
from htq_core.answers_file import answers_from
from htq_core.standards.library import Library, builtin_library
from htq_core.standards.record import read_record
from htq_core.standards.shelf import Shelf

Named = tuple[str, bytes]
CHECKS_HELD = 2
LONG_TO_READ = 100_000
"""Bytes of both files from which a check may take long. Naming its steps takes time of its own."""


class Given(NamedTuple):
    """Files by name and bytes, what was chosen, the records that were loaded, and the answers as their file.

    ``columns`` is what was said about how the files are read, as its file.
    """

    mapping: Named | None
    structure: Named | None
    choice: tuple[str, str, str, str]
    records: tuple[Named, ...]
    answers: bytes
    columns: bytes


@st.cache_resource(show_spinner=False)
def settings() -> Settings:
    """The settings in force: those in the file that ``HTQ_SETTINGS`` names, or the program's own."""
    return settings_in_force()


def report_on(given: Given) -> Report:
    """The report, which may not say yet what to do first: a person need not wait for that to see the rest.

    Of large files, a step that takes over half a second is named on the page while it lasts.
    """
    held = _checks()
    if given not in held:
        for older in list(held)[: 1 - CHECKS_HELD]:
            del held[older]
        held[given] = _checked(given)
    return held[given].report


def whole_report_on(given: Given) -> Report:
    """The report with what to do first."""
    report = report_on(given)
    if not _checks()[given].applications:
        return report
    with st.spinner("Working out what to do first"):
        finish(given)
    return report_on(given)


def finish(given: Given) -> None:
    """Work out what to do first, if that is still to be done, and let go of what it is worked out from."""
    held = _checks()
    if given in held and held[given].applications:
        held[given] = Checked(held[given].whole(), (), ())


def _checked(given: Given) -> Checked:
    size = sum(len(named[1]) for named in (given.mapping, given.structure) if named)
    return checked(
        [(_source(given.mapping), Choice(*given.choice))],
        _source(given.structure),
        library=library_with(given.records),
        settings=settings(),
        answers=answers_from(given.answers, "answers"),
        shelf=Shelf(),
        columns=ReadingChoices.from_json(given.columns),
        step=st.spinner if size >= LONG_TO_READ else nullcontext,
    )


@st.cache_resource(scope="session", show_spinner=False)
def _checks() -> dict[Given, Checked]:
    return {}


@st.cache_resource(scope="session", max_entries=1, show_spinner="Looking for what is to be asked")
def asking_on(mapping: Named | None, structure: Named | None, columns: bytes) -> Asking:
    """What there is to ask about how the files are read."""
    return to_ask(_source(mapping), _source(structure), ReadingChoices.from_json(columns))


@st.cache_resource(scope="session", max_entries=1, show_spinner="Getting ready to try changes")
def what_if_on(given: Given) -> WhatIf:
    """The application, to try changes on."""
    return what_if(
        _source(given.mapping),
        _source(given.structure),
        Choice(*given.choice),
        library=library_with(given.records),
        shelf=Shelf(),
        columns=ReadingChoices.from_json(given.columns),
    )


@st.cache_resource(scope="session", max_entries=1, show_spinner="Reading the statements of the mapping")
def statements_on(mapping: Named | None, columns: bytes) -> list[str]:
    """The wording of the KSBs in the mapping; none where it cannot be opened."""
    source = _source(mapping)
    try:
        return statements_in(source, ReadingChoices.from_json(columns)) if source else []
    except UnreadableWorkbook:
        return []


@st.cache_resource(scope="session", max_entries=2, show_spinner="Reading the published records")
def library_with(records: tuple[Named, ...]) -> Library:
    """The illustrative standards and these records."""
    loaded = builtin_library()
    for name, data in records:
        loaded = loaded.with_record(read_record(data, name))
    return loaded


def forget() -> None:
    """Forget everything that was worked out."""
    for kept in (_checks, asking_on, what_if_on, statements_on, library_with):
        kept.clear()


def _source(named: Named | None) -> Source | None:
    return Source(*named) if named else None
