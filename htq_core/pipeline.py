"""The whole pipe: bytes, grid, records, rules, report."""

import hashlib
from collections.abc import Callable, Iterator, Sequence, Set
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, NamedTuple, TypedDict, Unpack

from htq_core.errors import UnreadableWorkbook
from htq_core.judging import Results, findings_in, judge, outcomes_in, side_by_side
from htq_core.location import Book
from htq_core.model.answers import Answers
from htq_core.model.application import Application
from htq_core.model.files import Choice
from htq_core.model.problem import Problem, ProblemKind
from htq_core.reading import NO_CHOICES, Reading, ReadingChoices, read_application, read_applications
from htq_core.reading.grid import Grid
from htq_core.reading.guesses import values_asked
from htq_core.reading.issued import issued_in
from htq_core.reading.workbook import open_workbook
from htq_core.report import Report, SourceSeen, Unreadable, verdict_of
from htq_core.rules import RULEBOOK_VERSION
from htq_core.settings import DEFAULTS, Settings
from htq_core.standards.catalogue import load_catalogue, normal_version
from htq_core.standards.library import Library, builtin_library
from htq_core.standards.notices import in_force, load_notices
from htq_core.standards.reference import normal_reference
from htq_core.standards.standard import Standard
from htq_core.summary import occupation_seen, repairs_seen, tables_seen, unit_rows

if TYPE_CHECKING:
    from htq_core.standards.shelf import Shelf


Step = Callable[[str], AbstractContextManager[object]]
"""Told the name of a part of the check, it gives a context that is open for as long as the part takes."""


class Source(NamedTuple):
    """A file given to the check: its name, and its bytes. ``trouble`` says why there are none, if so."""

    name: str
    data: bytes
    trouble: UnreadableWorkbook | None = None


class How(TypedDict, total=False):
    """What a check may be told besides its files and what they are checked against; ``checked`` says what each is."""

    library: Library | None
    settings: Settings
    answers: Answers
    unreadable: Sequence[SourceSeen]
    shelf: "Shelf | None"
    columns: ReadingChoices
    today: date | None
    step: Step


class Checked(NamedTuple):
    """A check of which ``report`` tells all but what to do first: that may take longer than all the rest."""

    report: Report
    applications: Sequence[Application]
    results: Results

    def whole(self) -> Report:
        """The report with what to do first."""
        if not self.report.findings:
            return self.report
        # A command on clean files is over sooner without it.
        from htq_core.first_steps import first_steps

        return self.report.model_copy(update={"first_steps": first_steps(self.applications, self.results)})


def check(mapping: Source | None, structure: Source | None, choice: Choice = Choice(), **how: Unpack[How]) -> Report:
    """Check one qualification against one occupation. A file that cannot be read is named in the report."""
    return check_several([(mapping, choice)], structure, **how)


def check_several(
    mapped: Sequence[tuple[Source | None, Choice]], structure: Source | None, **how: Unpack[How]
) -> Report:
    """Check one qualification against each occupation it aligns to, every one in full and on its own."""
    return checked(mapped, structure, **how).whole()


def checked(
    mapped: Sequence[tuple[Source | None, Choice]],
    structure: Source | None,
    *,
    library: Library | None = None,
    settings: Settings = DEFAULTS,
    answers: Answers = Answers(),
    unreadable: Sequence[SourceSeen] = (),
    shelf: "Shelf | None" = None,
    columns: ReadingChoices = NO_CHOICES,
    today: date | None = None,
    step: Step = nullcontext,
) -> Checked:
    """Check one qualification against each occupation, and leave what to do first for when it is asked for.

    ``unreadable`` names files that failed before the check, such as a standard's record, so that the report shows them.
    ``shelf`` holds the standards kept on this machine; what the check needs of them is added to the library.
    ``columns`` says how the workbooks are to be read, where they do not say it themselves.
    A mapping workbook may itself be filled in for several standards: each of them is an occupation.
    ``today`` is the day that dates are held against; without it, the day it is. ``step`` is told how far it is.
    """
    with step("Opening the qualification structure"):
        structure_seen, structure_grid = _open(structure, Book.STRUCTURE)
    seen: list[SourceSeen] = []
    applications: list[Application] = []
    for mapping, choice in mapped:
        with step("Opening the KSB mapping"):
            mapping_seen, mapping_grid = _open(mapping, Book.MAPPING)
        seen.extend(mapping_seen)
        with step("Reading what the files say"):
            readings = read_applications(mapping_grid, structure_grid, columns)
        elsewhere = {_wanted(other) for source, other in mapped if source is mapping and other is not choice}
        for read, own in _chosen_for(readings, choice, elsewhere):
            problems = (*_missing(read, mapping, structure), *read.problems)
            applications.append(_application(read, problems, own, library, settings, answers, shelf, today))
    applications = side_by_side(applications)
    with step("Holding it against the rules"):
        results = judge(applications)
    return Checked(_report((*seen, *structure_seen, *unreadable), applications, results), applications, results)


def application_in(
    mapping: Source | None,
    structure: Source | None,
    choice: Choice = Choice(),
    *,
    library: Library | None = None,
    shelf: "Shelf | None" = None,
    columns: ReadingChoices = NO_CHOICES,
) -> Application:
    """What the two files hold, to try changes on. A file that cannot be opened is as one that is not there."""
    _, mapping_grid = _open(mapping, Book.MAPPING)
    _, structure_grid = _open(structure, Book.STRUCTURE)
    read = read_application(mapping_grid, structure_grid, columns)
    return _application(read, read.problems, choice, library, DEFAULTS, Answers(), shelf)


def this_day() -> date:
    """The day it is."""
    return datetime.now(UTC).date()


def _application(
    read: Reading,
    problems: tuple[Problem, ...],
    choice: Choice,
    library: Library | None,
    settings: Settings,
    answers: Answers,
    shelf: "Shelf | None",
    today: date | None = None,
) -> Application:
    """What was read, held against the standard in force."""
    day = today or this_day()
    application = Application(
        catalogue=load_catalogue(),
        mapping=read.mapping,
        structure=read.structure,
        problems=problems,
        remarks=read.remarks,
        choice=choice,
        settings=settings,
        answers=answers,
        library=library or builtin_library(),
        today=day,
        notices=in_force(load_notices(), day),
    )
    if shelf:
        application = replace(application, library=_with_kept(shelf, application))
    return replace(application, standard=_standard_in_force(application))


def _chosen_for(readings: Sequence[Reading], choice: Choice, elsewhere: Set[str]) -> Iterator[tuple[Reading, Choice]]:
    """The mappings of one workbook, each with what was chosen for it.

    The choice is for the mapping of its own standard, or else for the first. The others go by what their tabs name,
    but for those that were chosen ``elsewhere`` for the same workbook.
    """
    if len(readings) == 1:
        yield readings[0], choice
        return
    own = next((read for read in readings if read.reference and read.reference == _wanted(choice)), None)
    for read in readings:
        if read is (own or readings[0]):
            yield read, choice if choice.reference else replace(choice, reference=read.reference)
        elif read.reference not in elsewhere - {""}:
            yield read, Choice(reference=read.reference)


def _wanted(choice: Choice) -> str:
    return normal_reference(choice.reference)


def statements_in(mapping: Source, columns: ReadingChoices = NO_CHOICES) -> list[str]:
    """The wording of the KSBs in a mapping. Raises ``UnreadableWorkbook``."""
    if mapping.trouble:
        raise mapping.trouble
    read = read_application(open_workbook(mapping.data, mapping.name, Book.MAPPING), None, columns)
    return [claim.statement for claim in read.mapping.claims if claim.statement] if read.mapping else []


def _with_kept(shelf: "Shelf", application: Application) -> Library:
    statements = (claim.statement for claim in application.claims if claim.statement)
    return shelf.around(application.library, [application.named_reference], statements)


def _report(sources: tuple[SourceSeen, ...], applications: Sequence[Application], results: Results) -> Report:
    """What the rules gave for each application, in one report that does not say yet what to do first."""
    findings, outcomes = findings_in(results), outcomes_in(results)
    first = applications[0]
    return Report(
        verdict=verdict_of(sources, findings, outcomes),
        rulebook=RULEBOOK_VERSION,
        catalogue_date=first.catalogue.date.isoformat(),
        checked_at=datetime.now(UTC).isoformat(timespec="seconds"),
        qualification=first.qualification.text("title") or first.mapping_details.text("title"),
        sources=sources,
        occupations=tuple(occupation_seen(application) for application in applications),
        units=unit_rows(first),
        reading=tables_seen(applications),
        repairs=repairs_seen(applications),
        kept_unread=_kept_unread(applications),
        not_understood=len(values_asked(dict.fromkeys(p for each in applications for p in each.problems))),
        findings=findings,
        outcomes=outcomes,
        settings=first.settings,
    )


def _kept_unread(applications: Sequence[Application]) -> Unreadable | None:
    """Why the standards kept on this machine were not used, if so."""
    trouble = next((each.library.unread for each in applications if each.library.unread), None)
    return Unreadable(reason=trouble.reason, message=trouble.message, fix=trouble.fix) if trouble else None


def _open(source: Source | None, book: Book) -> tuple[list[SourceSeen], Grid | None]:
    if source is None:
        return [], None
    digest = hashlib.sha256(source.data).hexdigest()
    try:
        if source.trouble:
            raise source.trouble
        grid = open_workbook(source.data, source.name, book)
    except UnreadableWorkbook as trouble:
        unreadable = Unreadable(reason=trouble.reason, message=trouble.message, fix=trouble.fix)
        return [SourceSeen(role=book, name=source.name, sha256=digest, unreadable=unreadable)], None
    return [SourceSeen(role=book, name=source.name, sha256=digest, issued=issued_in(grid))], grid


def _missing(read: Reading, mapping: Source | None, structure: Source | None) -> tuple[Problem, ...]:
    """What was not given at all: neither as a file of its own nor inside the other workbook."""
    places = ((Book.MAPPING, mapping, read.mapping), (Book.STRUCTURE, structure, read.structure))
    return tuple(Problem(ProblemKind.MISSING_FILE, book) for book, given, sheet in places if not given and not sheet)


def _standard_in_force(application: Application) -> Standard | None:
    """The record to check against: the version chosen, else the one the files name, else the newest at hand."""
    library = application.library
    chosen = normal_version(application.choice.version)
    if chosen:
        return library.get(application.reference, chosen)
    return library.get(application.reference, application.named_version) or library.get(application.reference)
