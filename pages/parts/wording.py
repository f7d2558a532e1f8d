"""How things are said on screen: the word, shape and heading of a severity, dates, plurals, sizes."""

from collections.abc import Iterable
from datetime import date
from urllib.parse import quote, urlencode

from htq_core import (
    HEADINGS,
    Book,
    Coverage,
    EmployerEvidence,
    Kind,
    KsbRow,
    OccupationSeen,
    Reach,
    Report,
    Settings,
    Severity,
    Status,
    Trial,
    Verdict,
)
from htq_core.session import Action, SessionNotes
from htq_core.standards.catalogue import Occupation
from htq_core.standards.notices import Notice, NoticeKind
from htq_core.standards.standard import Standard

PRODUCT = "HTQ readiness checker"
PRIVACY = "Your files stay in this program’s memory for this session only. They are never saved, logged or sent on."

SEVERITY_WORDS = {Severity.FIX: "Fix", Severity.DISCUSS: "Discuss", Severity.NOTE: "Note"}
SEVERITY_HEADINGS = HEADINGS
BOOK_WORDS = {Book.MAPPING: "KSB mapping", Book.STRUCTURE: "Qualification structure"}
KIND_WORDS = {Kind.KNOWLEDGE: "Knowledge", Kind.SKILLS: "Skills", Kind.BEHAVIOURS: "Behaviours"}
COVERAGE_WORDS = {
    Coverage.FULL: "full",
    Coverage.PARTIAL: "partial",
    Coverage.NOT_COVERED: "not covered",
    None: "not stated",
}
REACH_WORDS = {
    Reach.GUARANTEED: "guaranteed",
    Reach.POSSIBLE: "possible only",
    Reach.UNPROVED: "full, not proved",
    Reach.PARTIAL: "partial",
    Reach.NONE: "not covered",
    Reach.UNSTATED: "not stated",
}
REACH_MEANS = {
    Reach.GUARANTEED: "covered in full, whatever a learner chooses",
    Reach.POSSIBLE: "covered in full on some choices of units, and missed on another",
    Reach.UNPROVED: "said to be covered in full; whether every choice covers it is not proved",
    Reach.PARTIAL: "covered in part",
    Reach.NONE: "your mapping says that no unit covers it",
    Reach.UNSTATED: "your mapping does not say how far",
}
CLAIMED = (Coverage.FULL, Coverage.PARTIAL)
REACH_LETTERS = {
    Reach.GUARANTEED: "F",
    Reach.POSSIBLE: "(F)",
    Reach.UNPROVED: "F?",
    Reach.PARTIAL: "P",
    Reach.NONE: "",
    Reach.UNSTATED: "?",
}
# The colour a verdict is shown in: that of the severity that decided it.
VERDICT_TONES = {
    Verdict.UNREADABLE: "fix",
    Verdict.UNFINISHED: "fix",
    Verdict.NOT_READY: "fix",
    Verdict.DISCUSS: "discuss",
    Verdict.READY: "ready",
}
STATUS_WORDS = {
    Status.PASSED: "Passed",
    Status.FOUND: "Has findings",
    Status.NOT_APPLICABLE: "Nothing to look at",
    Status.NOT_RUN: "Did not run",
    Status.BROKE: "Failed to run; the fault is ours",
}


NOTICE_TONES = {
    NoticeKind.IN_SCOPE: "note",
    NoticeKind.CONTACT_US: "discuss",
    NoticeKind.OUT_OF_SCOPE: "fix",
    NoticeKind.REVISION_DUE: "discuss",
}


def notice_title(notice: Notice) -> str:
    """A notice in a sentence, before its own words."""
    if notice.kind is NoticeKind.REVISION_DUE:
        return f"A revision of {notice.reference} is due{f' on {_day(notice.due)}' if notice.due else ''}."
    if notice.kind is NoticeKind.CONTACT_US:
        return f"Contact the approvals team about {notice.reference} before you go further."
    return f"{notice.reference} is {notice.kind}."


def dated(notice: Notice) -> str:
    """Of when a notice is, and until when it holds, if that is known."""
    until = f", until {_day(notice.until)}" if notice.until else ""
    return f"Notice of {_day(notice.since)}{until}"


def _day(day: date) -> str:
    return long_date(day.isoformat())


def long_date(iso: str) -> str:
    """A date as people write it, such as 5 March 2027; empty when it is not a date."""
    try:
        day = date.fromisoformat(iso[:10])
    except ValueError:
        return ""
    return f"{day.day} {day:%B %Y}"


def plural(count: int, one: str, many: str = "") -> str:
    """A count with its noun: ``1 finding``, ``3 findings``."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def size(count: int) -> str:
    """A file's size as people say it."""
    return f"{count / 1_000_000:.1f} MB" if count >= 1_000_000 else f"{max(1, round(count / 1000)):,} kB"


def announcement(report: Report) -> str:
    """What a screen reader is told when a check is done. Nothing of it comes from the files."""
    troubles = [
        f"{source.unreadable.message} {source.unreadable.fix}" for source in report.sources if source.unreadable
    ]
    if troubles or len(report.sources) < len(Book):
        read = [was_read(report, Book(source.role)) for source in report.sources if not source.unreadable]
        return " ".join(troubles + read)
    counts = ", ".join(
        f"{len(report.of_severity(severity))} {words}"
        for severity, words in (
            (Severity.FIX, "to fix"),
            (Severity.DISCUSS, "to discuss"),
            (Severity.NOTE, "for information"),
        )
    )
    return f"Checked. {report.sentence} {counts}."


def mailto(contact: str, subject: str, body: str = "") -> str:
    """An address that opens a message to this contact, with this subject and text."""
    asked = urlencode({"subject": subject, **({"body": body} if body else {})}, quote_via=quote)
    return f"mailto:{contact}?{asked}"


NO_STANDARD_SUBJECT = "An occupation without a standard at level 4 or 5"
NO_STANDARD_LETTER = """We would like to tell you about an occupation for which we found no standard at level 4 or 5.

The occupation:
What a person in it does:
The level of the qualification that we have in mind:
Employers who have told us that they need it:
Where we looked, and on which day:

Our organisation, and whom to reply to:
"""
"""A message to the approving body, with room for what it will want to know."""


def every_pathway(row: KsbRow) -> str:
    """Whether every permitted pathway covers a KSB; empty when the mapping does not claim it."""
    return {True: "yes", False: "no", None: "not proved"}[row.guaranteed] if row.coverage in CLAIMED else ""


def proved(seen: OccupationSeen) -> str:
    """For how many of the KSBs that are claimed every permitted pathway has a unit; empty when none is claimed."""
    claimed = [row.guaranteed for row in seen.rows if row.coverage in CLAIMED]
    if not claimed:
        return ""
    met, missed, unproved = (claimed.count(answer) for answer in (True, False, None))
    how_many = "all" if met == len(claimed) else f"{met} of the"
    said = [f"Every permitted pathway has a unit for {how_many} {plural(len(claimed), 'KSB')} your mapping claims."]
    if missed:
        said.append(f"{missed} {'is' if missed == 1 else 'are'} missed on some pathway.")
    if unproved:
        said.append(f"For {unproved} this could not be proved.")
    return " ".join(said)


def occupation(seen: OccupationSeen) -> str:
    """An occupation in a line: reference, title, version, option."""
    if not seen.reference:
        return "No standard is named"
    parts = (f"{seen.reference} {seen.title}", seen.version and f"version {seen.version}", seen.option)
    marked = " (illustrative: not a real standard)" if seen.illustrative and "illustrative" not in seen.title else ""
    return ", ".join(part for part in parts if part) + marked


def was_read(report: Report, book: Book) -> str:
    """What was read from a workbook, and how much there is to fix in it; or that it belongs in the other place."""
    if book in in_wrong_place(report):
        holds = next(name for other, name in BOOK_WORDS.items() if other is not book)
        return f"This looks like a {_within(holds)}. Take it away, and add the {_within(BOOK_WORDS[book])} here."
    if book is Book.MAPPING:
        read = plural(sum(row.where is not None for seen in report.occupations for row in seen.rows), "KSB")
    else:
        read = plural(len(report.units), "unit")
    to_fix = things_to_fix(report, book)
    return f"{read} read. {plural(to_fix, 'thing')} to fix in this file." if to_fix else f"{read} read."


def reasons(given: Iterable[str], report: Report) -> str:
    """How many reasons are at hand for findings, and how many are for findings that are gone."""
    ids = list(given)
    gone = len(report.without_finding(ids))
    said = f"{plural(len(ids) - gone, 'finding has', 'findings have')} a reason of yours."
    return f"{said} {plural(gone, 'reason is', 'reasons are')} for findings that are no longer there." if gone else said


def in_wrong_place(report: Report | None) -> set[Book]:
    """The places whose workbook belongs in the other one."""
    findings = report.findings if report else ()
    return {place.book for finding in findings if finding.rule == "READ-02" for place in finding.where}


def in_both(report: Report) -> str:
    """How many of the things to fix are in both files, so that the numbers add up; empty when none is."""
    both = sum(len({place.book for place in found.where}) > 1 for found in report.of_severity(Severity.FIX))
    return f"{both} of the things to fix {'is' if both == 1 else 'are'} in both files." if both else ""


def _within(name: str) -> str:
    """A name of ours as it stands within a sentence."""
    return name if name.startswith("KSB") else name.lower()


def things_to_fix(report: Report, book: Book) -> int:
    """How many findings to put right point into a workbook."""
    return sum(any(place.book is book for place in finding.where) for finding in report.of_severity(Severity.FIX))


def standard_facts(
    standard: Standard | None, listed: Occupation | None, catalogue_date: str, option: str
) -> list[tuple[str, str]]:
    """What is known of a standard, with how old each fact is. The record, where it is loaded, comes first."""
    facts: list[tuple[str, str]] = [("Option", option)] if option else []
    if standard:
        facts += [("Level", f"{standard.level or 'not given'}"), ("Version", f"{standard.version}, {standard.status}")]
        facts += [("Record updated", long_date(standard.last_updated) or "not given")]
        facts += [("Occupational route", standard.route or "not given")]
    elif listed:
        seen = f", as it was in {month(listed.version_seen)}; a newer one may exist" if listed.version else ""
        facts += [("Level", f"{listed.level}"), ("Version", (listed.version or "not known") + seen)]
        facts += [("Occupational route", listed.route_text)]
    status = listed.status if listed else "Not in our list"
    on_the_maps = "Not on the occupational maps" if status == "Not listed" else status
    facts += [("Status", f"{on_the_maps}, as seen in {catalogue_date}")]
    return facts


def month(year_and_month: str) -> str:
    """A month as people write it: ``2023-01`` is January 2023."""
    return long_date(f"{year_and_month}-01").partition(" ")[2]


def settings(report: Report) -> str:
    """The settings in force that are not the rulebook's own; a sentence when all of them are."""
    own = {name: value for name, value, _ in Settings().thresholds()}
    changed = [
        f"{name.replace('_', ' ')}: {value} (the rulebook’s own: {own[name]})"
        for name, value, _ in report.settings.thresholds()
        if value != own[name]
    ]
    return "; ".join(changed) or "The rulebook’s own"


def effect(before: Trial, after: Trial) -> list[str]:
    """What the changes that are tried do, in sentences."""
    gained = [code for code in after.guaranteed if code not in before.guaranteed]
    lost = [code for code in before.guaranteed if code not in after.guaranteed]
    now, then = len(after.guaranteed), len(before.guaranteed)
    how = f"{abs(now - then)} {'more' if now > then else 'fewer'} than now" if now != then else "as many as now"
    said = [f"{plural(now, 'KSB')} would be covered whatever a learner chooses, {how}."]
    if gained:
        said.append(f"Now also: {', '.join(gained)}.")
    if lost:
        said.append(f"No longer shown to be: {', '.join(lost)}. The change may leave no permitted choice of units.")
    if after.missed:
        said.append(f"Still missed by some choice: {', '.join(after.missed)}.")
    return said


def agreed(action: Action) -> str:
    """An agreed action in a line."""
    by = f" by {long_date(action.by.isoformat())}" if action.by else ""
    return f"{action.who or 'Nobody named yet'}: {action.what}{by}."


def opened_notes(notes: SessionNotes) -> str:
    """What came with a file of notes."""
    held = f", noted on {_day(notes.held_on)}" if notes.held_on else ""
    return f"Notes on {plural(len(notes.notes), 'matter')} were opened{held}."


def whose_notes(notes: SessionNotes, qualification: str) -> str:
    """Whose notes they are, and what became of those that were here."""
    if notes.qualification and qualification and notes.qualification != qualification:
        return f"They were saved for “{notes.qualification}”. Your files are for “{qualification}”."
    return "Nothing that was noted here before is lost."


def planned(minutes: int, session: int) -> str:
    """How long the agenda takes, and whether that is more than a session has."""
    if minutes > session:
        return (
            f"{minutes} minutes, at a minute or more a matter. A session has about {session}, so choose what matters."
        )
    return f"{minutes} minutes in all."


def evidence(piece: EmployerEvidence) -> str:
    """A piece of evidence in a line."""
    return f"{piece.name}: {piece.dated or 'no date yet'}, {piece.occupation or 'no occupation named yet'}."
