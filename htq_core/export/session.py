"""A support session on paper: the agenda with notes and agreed actions, and the actions for a calendar."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from itertools import groupby

from icalendar import Calendar, Event

from htq_core.export.blocks import Block, Fact, Facts, Heading, Items, Paragraph, Table
from htq_core.export.docx import document_of
from htq_core.export.printout import PRODUCT, long_date, occupation_name, one_line, places
from htq_core.findings import Finding
from htq_core.report import CAVEAT, Report
from htq_core.session import Matter, Note, Part, SessionNotes, total_minutes

TITLE = "Support session"
MOST_FINDINGS = 12
"""Findings of one matter that are printed; the report has them all."""


def session_document(report: Report, matters: Sequence[Matter], notes: SessionNotes) -> tuple[Block, ...]:
    """The agreed actions first, then the agenda with what was noted under each matter."""
    return tuple(_blocks(report, matters, notes))


def session_docx(report: Report, matters: Sequence[Matter], notes: SessionNotes) -> bytes:
    """The same as a Word document."""
    title = f"{TITLE}: {report.qualification}" if report.qualification else TITLE
    return document_of(session_document(report, matters, notes), title, datetime.fromisoformat(report.checked_at))


def actions_calendar(matters: Sequence[Matter], notes: SessionNotes) -> bytes:
    """The dated actions as an iCalendar file, an all-day entry each. It holds what was agreed and nothing else."""
    titles = {matter.id: matter.title for matter in matters}
    calendar = Calendar()
    calendar.add("prodid", f"-//{PRODUCT}//EN")
    calendar.add("version", "2.0")
    for number, (matter, action) in enumerate(notes.actions()):
        if action.by is None:
            continue
        mark = sha256(f"{number}|{matter}|{action.model_dump_json()}".encode()).hexdigest()[:16]
        entry = Event()
        entry.add("uid", f"{mark}@htq-readiness-checker")
        entry.add("dtstamp", datetime.combine(notes.held_on or action.by, datetime.min.time(), UTC))
        entry.add("dtstart", action.by)
        entry.add("dtend", action.by + timedelta(days=1))
        entry.add("summary", one_line(f"{action.who}: {action.what}" if action.who else action.what))
        entry.add("description", one_line(titles.get(matter) or notes.of(matter).title))
        calendar.add_component(entry)
    return bytes(calendar.to_ical())


def _blocks(report: Report, matters: Sequence[Matter], notes: SessionNotes) -> Iterator[Block]:
    yield Heading(1, TITLE)
    if report.qualification:
        yield Paragraph(report.qualification)
    yield Facts(
        (
            Fact("Occupation", "; ".join(occupation_name(seen) for seen in report.occupations)),
            Fact("Held on", _day(notes.held_on) or "not noted"),
            Fact("Planned", f"{total_minutes(matters)} minutes, {len(matters)} matters"),
            Fact("Report of", long_date(report.checked_at)),
        )
    )
    yield Paragraph(CAVEAT, "muted")
    yield Heading(2, "What was agreed")
    titles = {matter.id: matter.title for matter in matters}
    agreed = tuple(
        (
            action.what,
            action.who or "not noted",
            _day(action.by) or "no day agreed",
            titles.get(matter) or notes.of(matter).title or "of an earlier agenda",
        )
        for matter, action in notes.actions()
    )
    if agreed:
        yield Table("Agreed actions", ("What", "Who", "By when", "Matter"), agreed)
    else:
        yield Paragraph("No action was noted.")
    for part, of_part in groupby(matters, key=lambda matter: matter.part):
        yield Heading(2, part)
        for matter in of_part:
            yield from _matter(matter, notes.of(matter.id))
    gone = [note for id, note in notes.notes.items() if id not in titles and (note.text or note.done)]
    if gone:
        yield Heading(2, "Noted on matters that are no longer on the agenda")
        for note in gone:
            yield Heading(3, note.title or "A matter of an earlier agenda")
            yield from _noted(note)


def _matter(matter: Matter, note: Note) -> Iterator[Block]:
    yield Heading(3, matter.title)
    yield Facts(
        (
            Fact("Time", f"{matter.minutes} {'minute' if matter.minutes == 1 else 'minutes'}"),
            Fact("Gone through", "yes" if note.done else "not yet"),
        )
    )
    yield from _noted(note)
    if matter.points:
        yield Items(matter.points)
    shown = matter.findings[:MOST_FINDINGS]
    if shown:
        more = len(matter.findings) - len(shown)
        alone = len(matter.findings) == 1
        yield Items(
            (
                *(_said(finding, matter.part, alone) for finding in shown),
                *((f"{more} more in the report.",) if more else ()),
            )
        )


def _noted(note: Note) -> Iterator[Block]:
    """What was written down, line by line."""
    lines = [line for line in note.text.splitlines() if line.strip()]
    if lines:
        yield Paragraph(f"Noted: {lines[0]}")
        yield from map(Paragraph, lines[1:])


def _said(finding: Finding, part: Part, alone: bool) -> str:
    """A finding in a line; with the reason that was given, where that is what to talk about.

    One that is ``alone`` is the heading above it already.
    """
    said = ("" if alone else finding.message, finding.found if part is Part.COVERAGE else "", finding.fix)
    return f"{' '.join(filter(None, said))} ({places(finding)}; finding {finding.id})"


def _day(day: date | None) -> str:
    return long_date(day.isoformat()) if day else ""
