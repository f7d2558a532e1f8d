"""The agenda of a support session, its notes, and what both leave with."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from icalendar import Calendar

from htq_core import Answers, Report, Severity, Source, UnreadableWorkbook, check
from htq_core.export.session import actions_calendar, session_docx
from htq_core.session import MINUTES, Action, Note, Part, SessionNotes, agenda, notes_from_file, total_minutes

SAMPLES = Path(__file__).parent.parent / "sample_data"


def report(sample: str) -> Report:
    mapping, structure = (
        Source(f"{name}.xlsx", (SAMPLES / sample / f"{name}.xlsx").read_bytes()) for name in ("mapping", "structure")
    )
    return check(mapping, structure)


FLAWED = report("flawed")
CLEAN = report("clean")


def test_every_finding_to_fix_or_discuss_is_on_the_agenda_once() -> None:
    listed = [finding.id for matter in agenda(FLAWED) for finding in matter.findings]
    assert len(listed) == len(set(listed))
    assert {f.id for f in FLAWED.findings if f.severity is not Severity.NOTE} <= set(listed)


def test_the_parts_come_in_order_and_people_judge_last() -> None:
    parts = [matter.part for matter in agenda(FLAWED)]
    assert parts == sorted(parts, key=list(Part).index)
    assert [matter.part for matter in agenda(CLEAN)][-1] is Part.PEOPLE


def test_the_minutes_are_those_of_the_session_where_all_fits() -> None:
    assert total_minutes(agenda(CLEAN)) == MINUTES
    matters = agenda(FLAWED, 20)
    assert all(matter.minutes >= 1 for matter in matters)
    assert total_minutes(matters) == max(20, len(matters))


def test_matters_keep_their_ids_from_one_report_to_the_next() -> None:
    assert [matter.id for matter in agenda(FLAWED)] == [matter.id for matter in agenda(report("flawed"))]
    ids = [matter.id for matter in agenda(FLAWED)]
    assert len(ids) == len(set(ids))


def test_what_was_answered_on_getting_ready_is_a_matter_and_goes_on_paper() -> None:
    mapping, structure = (
        Source(name, (SAMPLES / "clean" / name).read_bytes()) for name in ("mapping.xlsx", "structure.xlsx")
    )
    answered = check(mapping, structure, answers=Answers(terms_read=True, one_form_each=False))
    (matter,) = (matter for matter in agenda(answered) if matter.points)
    said = [point for point in matter.points if "not answered yet" not in point]
    assert said == [
        "One application form is planned for each qualification: no.",
        "The terms and conditions have been read: yes.",
    ]
    printed = Document(BytesIO(session_docx(answered, [matter], SessionNotes())))
    assert said[0] in [paragraph.text for paragraph in printed.paragraphs]


def test_findings_of_one_kind_are_named_by_the_first_of_them() -> None:
    matter = next(matter for matter in agenda(FLAWED) if len(matter.findings) > 1)
    assert matter.title == f"{matter.findings[0].message.rstrip('.')}, and {len(matter.findings) - 1} like it."


def test_findings_of_one_rule_are_one_matter_whichever_file_they_are_in() -> None:
    errors = [matter for matter in agenda(report("flawed")) if matter.id.startswith("READ-06")]
    assert [len(matter.findings) for matter in errors] == [2]
    assert len({finding.occupation for finding in errors[0].findings}) == 2


def test_reasons_for_partial_coverage_go_on_paper() -> None:
    matter = next(matter for matter in agenda(FLAWED) if matter.part is Part.COVERAGE)
    printed = Document(BytesIO(session_docx(FLAWED, [matter], SessionNotes())))
    assert matter.findings[0].found in "\n".join(paragraph.text for paragraph in printed.paragraphs)


def notes() -> SessionNotes:
    first, second, *_ = agenda(FLAWED)
    later = Action(what="Map K3 to =U2", who="Ama", by=date(2027, 3, 5))
    sooner = Action(what="Ask Pearson", by=date(2027, 1, 7))
    undated = Action(what="Think again")
    return (
        SessionNotes(held_on=date(2026, 12, 1))
        .with_note(first.id, Note(done=True, text="Agreed", actions=(undated, later)))
        .with_note(second.id, Note(actions=(sooner,)))
    )


def test_an_empty_note_is_not_kept() -> None:
    (first, *_) = agenda(FLAWED)
    assert notes().with_note(first.id, Note()).of(first.id) == Note()
    assert first.id not in notes().with_note(first.id, Note()).notes


def test_notes_that_are_opened_join_those_that_are_here() -> None:
    action = Action(what="Write")
    here = SessionNotes(notes={"A": Note(text="Ours", actions=(action,)), "B": Note(done=True)})
    opened = SessionNotes(notes={"A": Note(text="Theirs", done=True, actions=(action,)), "C": Note(text="Only theirs")})
    together = here.together_with(opened)
    assert together.of("A") == Note(text="Theirs\nOurs", done=True, actions=(action,))
    assert together.of("B") == here.of("B")
    assert together.of("C") == opened.of("C")
    assert SessionNotes().together_with(opened) == opened
    assert here.together_with(here) == here


def test_notes_on_a_matter_that_is_gone_are_printed_by_its_title() -> None:
    told = SessionNotes(
        notes={"GONE": Note(title="What was wrong.", text="Line one\n\nLine two", actions=(Action(what="Do"),))}
    )
    document = Document(BytesIO(session_docx(CLEAN, agenda(CLEAN), told)))
    text = [paragraph.text for paragraph in document.paragraphs]
    at = text.index("Noted on matters that are no longer on the agenda")
    assert text[at + 1 : at + 4] == ["What was wrong.", "Noted: Line one", "Line two"]
    assert document.tables[0].rows[1].cells[3].text == "What was wrong."


def test_dated_actions_come_first() -> None:
    assert [action.what for _, action in notes().actions()] == ["Ask Pearson", "Map K3 to =U2", "Think again"]


def test_notes_come_back_from_their_file() -> None:
    assert notes_from_file(notes().to_file()) == notes()


@pytest.mark.parametrize(
    "data",
    [b"", b"\x00", b"{}x", b"[]", b'{"kind": "other"}', b'{"notes": {"a": {"text": 5}}}', b'{"secret": 1}',
     b"[" * 100_000, b"{" + b" " * 3_000_000 + b"}"],
)  # fmt: skip
def test_any_other_file_is_refused_in_one_sentence(data: bytes) -> None:
    with pytest.raises(UnreadableWorkbook, match="not a file of session notes"):
        notes_from_file(data)


def test_the_document_has_the_actions_the_notes_and_the_finding_ids() -> None:
    matters = agenda(FLAWED)
    document = Document(BytesIO(session_docx(FLAWED, matters, notes())))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert rows[0] == ["What", "Who", "By when", "Matter"]
    assert rows[1][:3] == ["Ask Pearson", "not noted", "7 January 2027"]
    assert "Noted: Agreed" in text
    assert matters[0].findings[0].id in text


def test_a_session_without_notes_prints_too() -> None:
    document = Document(BytesIO(session_docx(CLEAN, agenda(CLEAN), SessionNotes())))
    assert "No action was noted." in [paragraph.text for paragraph in document.paragraphs]


def test_dated_actions_go_into_a_calendar() -> None:
    calendar = Calendar.from_ical(actions_calendar(agenda(FLAWED), notes()))
    entries = calendar.walk("VEVENT")
    assert [str(entry["summary"]) for entry in entries] == ["Ask Pearson", "Ama: Map K3 to =U2"]
    assert entries[0].decoded("dtstart") == date(2027, 1, 7)
    assert len({str(entry["uid"]) for entry in entries}) == 2
