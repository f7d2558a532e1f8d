"""A report as a plain document: headings, paragraphs, lists and tables. Every printed form prints this one."""

import unicodedata
from collections.abc import Iterable, Iterator
from datetime import datetime
from math import ceil
from typing import Literal

from htq_core.export.blocks import Block, Fact, Facts, Heading, Items, Paragraph, SideBySide, Table
from htq_core.findings import HEADINGS, Finding, Piece, Severity
from htq_core.location import Location
from htq_core.model.field_names import FIELDS
from htq_core.model.ksb import Kind
from htq_core.model.read_as import laid_out
from htq_core.report import CAVEAT, OccupationSeen, Report, SourceSeen, Status, TableSeen, Verdict
from htq_core.since import Since

PRODUCT = "HTQ readiness checker"
TITLE = "Readiness report"
MARKS = {Severity.FIX: "Fix", Severity.DISCUSS: "Discuss", Severity.NOTE: "Note"}
OWN_REASON = "The applicant’s reason"
SIDES = ("Wording in the sheet, [differing]", "Published wording, [differing]")
"""The columns for the texts that a finding compares, in forms that can mark nothing."""
MOST_COLUMNS = 4
ILLUSTRATIVE = "This is an illustrative standard, written to try the program with. It is not a real one."
KEPT_HERE = "Standards kept on this machine"
_FILES = {"mapping": "KSB mapping", "structure": "Qualification structure", "standard": "Published record"}
_TONES = {Verdict.DISCUSS: "discuss", Verdict.READY: "ready"}
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def printout(report: Report) -> tuple[Block, ...]:
    """The whole report, in the order it is read."""
    return tuple(_blocks(report))


def visible(text: str) -> str:
    """Text in which control, zero-width and direction characters show as their code, such as ``⟨U+202E⟩``."""
    if text.isprintable():
        return text
    return "".join(
        f"⟨U+{ord(sign):04X}⟩" if sign not in "\n\t" and unicodedata.category(sign) in _HIDDEN else sign
        for sign in text
    )


def one_line(text: str) -> str:
    """Text with its line breaks and runs of spaces made single spaces, hidden characters shown."""
    return visible(" ".join(text.split()))


def bracketed(pieces: Iterable[Piece]) -> str:
    """A text with the words that differ in square brackets, for forms that can mark nothing."""
    return " ".join(f"[{piece.text}]" if piece.differs else piece.text for piece in pieces)


def compared(finding: Finding, side: Literal["found", "published"]) -> str:
    """One side of the texts that a finding compares, a line for each KSB; what differs is in brackets."""
    texts = ((each.ksb, bracketed(getattr(each, side))) for each in finding.compare)
    return "\n".join(f"{ksb}: {text}" for ksb, text in texts if text)


def row_height(texts: Iterable[str], widths: Iterable[float]) -> float:
    """How high a row of a sheet must be, in points, for its texts to show in columns of these widths in characters."""
    pairs = zip(texts, widths, strict=False)
    lines = max(sum(ceil(max(len(line), 1) * 1.1 / width) for line in text.split("\n")) for text, width in pairs)
    return float(min(lines * 15, 409))  # Excel's highest row


def place(where: Location) -> str:
    """A place with the workbook it is in."""
    return f"{_FILES[where.book]}, {where}" if where.sheet else f"{_FILES[where.book]}, the file as a whole"


def places(finding: Finding) -> str:
    """Every place of a finding."""
    return "; ".join(place(where) for where in finding.where) or "The application as a whole"


def occupation_name(occupation: OccupationSeen) -> str:
    """An occupation in a line: reference, title, version, option, and whether it is illustrative."""
    parts = (
        f"{occupation.reference or 'No standard named'} {occupation.title}".strip(),
        occupation.version and f"version {occupation.version}",
        occupation.option and f"option {occupation.option}",
        occupation.illustrative and "illustrative" not in occupation.title and "illustrative, not a real standard",
    )
    return ", ".join(part for part in parts if part)


def long_date(iso: str) -> str:
    """A date as people write it, such as 5 March 2027, with the time if there is one; as it is if it is no date."""
    try:
        moment = datetime.fromisoformat(iso)
    except ValueError:
        return iso
    time = f" at {moment:%H:%M} UTC" if "T" in iso else ""
    return f"{moment.day} {moment:%B %Y}{time}"


def did_not_run(report: Report) -> Iterator[tuple[str, str, str]]:
    """Each rule that gave no answer, those that broke first: its id, what must be true, and why it did not run."""
    for outcome in (*report.with_status(Status.BROKE), *report.with_status(Status.NOT_RUN)):
        yield outcome.rule, outcome.title, outcome.reason


def _blocks(report: Report) -> Iterator[Block]:
    yield Heading(1, TITLE)
    if report.qualification:
        yield Paragraph(report.qualification)
    yield Paragraph(report.sentence, _TONES.get(report.verdict, "fix"))
    yield Paragraph(CAVEAT, "muted")
    yield Items(tuple(f"{HEADINGS[s]}: {len(report.of_severity(s))}" for s in Severity))
    yield from _not_opened(report)
    if report.since:
        yield from _since(report.since)
    yield from _first_steps(report)
    yield Heading(2, "Occupations" if len(report.occupations) > 1 else "Occupation")
    for occupation in report.occupations:
        yield from _occupation(occupation)
    for severity in Severity:
        yield Heading(2, HEADINGS[severity])
        if not report.of_severity(severity):
            yield Paragraph("Nothing was found.")
        for finding in report.of_severity(severity):
            yield from _finding(finding)
    yield Heading(2, "What did not run, and why")
    not_run = tuple(did_not_run(report))
    if not_run:
        yield Table("Rules that gave no answer", ("Rule", "What it checks", "Why it did not run"), not_run)
    else:
        yield Paragraph("Every rule that applies ran.")
    yield from _reading(report)
    yield Heading(2, "Not judged here")
    yield Paragraph("Only people can judge these:")
    yield Items(tuple(capital(matter) for matter in report.not_judged))
    yield from _basis(report)


def _reading(report: Report) -> Iterator[Block]:
    """How the workbooks were read, so that a misreading is seen."""
    if not report.reading:
        return
    yield Heading(2, "How your files were read")
    header = ("Table", "Where", "Read as", "How sure", "Columns")
    yield Table("Tables that were read", header, tuple(map(_table_read, report.reading)))
    if told := tuple(dict.fromkeys(sentence for table in report.reading for sentence in table.assumed)):
        yield Paragraph("What had to be assumed, or was read out of words:")
        yield Items(told)
    if report.repairs:
        yield Paragraph("Values and rules that were read by what you said they mean:")
        yield Items(tuple(f"“{each.written}” as “{each.meaning}”, {place(each.where)}" for each in report.repairs))


def _table_read(table: TableSeen) -> tuple[str, ...]:
    columns = (
        f"{FIELDS.get(name, name)}: {', '.join(column.header or column.letter for column in columns[:MOST_COLUMNS])}"
        + (f" and {len(columns) - MOST_COLUMNS} more" if len(columns) > MOST_COLUMNS else "")
        for name, columns in table.columns.items()
    )
    where = f"{_FILES[table.book]}, {table.sheet}"
    return (
        capital(table.table),
        where,
        capital(laid_out(table.table, table.shape)),
        capital(table.sure),
        "; ".join(columns),
    )


def _not_opened(report: Report) -> Iterator[Block]:
    unreadable = [(source.name, source.unreadable) for source in report.sources if source.unreadable]
    if report.kept_unread:
        unreadable.append((KEPT_HERE, report.kept_unread))
    if unreadable:
        yield Heading(2, "Files that could not be opened")
    for name, trouble in unreadable:
        yield Facts((Fact("File", name), Fact("What happened", trouble.message), Fact("Do this", trouble.fix)))


def differences(since: Since) -> Iterator[tuple[str, str, str, str]]:
    """Each finding that has come or gone since the earlier check: how, its heading, what its rule asks, and its id."""
    for how, found in (
        ("Fixed", since.fixed),
        ("New", since.new),
        ("Came with what is checked", since.came),
        ("Went with what is checked", since.went),
        ("Not looked at this time", since.unlooked),
    ):
        for each in found:
            yield how, MARKS[each.severity], " ".join(filter(None, (each.title, each.because))), each.id


def _since(since: Since) -> Iterator[Block]:
    yield Heading(2, f"Since the check of {long_date(since.checked_at)}")
    yield Paragraph(since.sentence)
    if since.changes:
        yield Items(since.changes)
    rows = tuple(differences(since))
    if rows:
        yield Table("Findings that have come or gone", ("What", "Heading", "What the rule asks", "Finding"), rows)


def _first_steps(report: Report) -> Iterator[Block]:
    steps = report.first_steps.steps
    if not steps:
        return
    yield Heading(2, "Start here")
    yield Paragraph("These edits clear most. What each does was found by checking again with it made.")
    rows = ((step.text, "; ".join(map(place, step.where)), step.effect, ", ".join(step.clears)) for step in steps)
    yield Table("Edits to make first", ("Do this", "Where", "What it does", "Findings it clears"), tuple(rows))
    if untried := report.first_steps.untried:
        yield Paragraph(f"To be put right as well, with an edit that could not be tried here: {', '.join(untried)}.")


def _occupation(occupation: OccupationSeen) -> Iterator[Block]:
    name = occupation_name(occupation)
    yield Heading(3, name)
    if occupation.illustrative:
        yield Paragraph(ILLUSTRATIVE)
    if occupation.reference and not occupation.published:
        yield Paragraph("Its published record was not at hand, so the KSBs are those that the mapping lists.")
    rows = []
    for kind in Kind:
        count = occupation.coverage[kind]
        numbers = (count.full, count.partial, count.not_covered, count.unstated, count.total)
        rows.append((kind.title(), *map(str, numbers)))
    header = ("KSBs", "Full", "Partial", "Not covered", "Not stated", "Total")
    yield Table(f"Coverage that the mapping states for {name}", header, tuple(rows))


def _finding(finding: Finding) -> Iterator[Block]:
    yield Heading(3, finding.message, finding.severity)
    facts = (
        Fact("Where", places(finding), exact=True),
        Fact("Found", finding.found),
        Fact("Expected", finding.expected),
        Fact("Why", finding.why),
        Fact("Do this", finding.fix),
        Fact(OWN_REASON, finding.explained),
        Fact("Occupation", finding.occupation or ""),
        Fact("Finding", finding.id, exact=True),
    )
    yield Facts(tuple(fact for fact in facts if fact.text))
    if any(texts.found for texts in finding.compare):
        yield SideBySide(finding.compare)
    elif finding.compare:
        rows = tuple((texts.ksb, bracketed(texts.published)) for texts in finding.compare)
        yield Table("The wording as published", ("KSB", "As published"), rows)


def _basis(report: Report) -> Iterator[Block]:
    yield Heading(2, "What this report rests on")
    sources = tuple((s.name, _read_as(s), s.sha256) for s in report.sources)
    if sources:
        yield Table("Files that were checked", ("File", "Read as", "SHA-256"), sources)
    body = report.settings.approving_body
    yield Facts(
        (
            Fact("Checked", long_date(report.checked_at)),
            Fact("Rulebook", report.rulebook),
            Fact("Catalogue of standards", long_date(report.catalogue_date)),
            Fact("Approving body", f"{body.name}, {body.contact}"),
        )
    )
    yield Table("Settings in force", ("Setting", "Value", "What it means"), tuple(report.settings.thresholds()))


def _read_as(source: SourceSeen) -> str:
    role = _FILES.get(source.role, source.role)
    return f"{role}, our sheet issued on {source.issued}" if source.issued else role


def capital(text: str) -> str:
    """A text that begins with a capital letter."""
    return text[:1].upper() + text[1:]
