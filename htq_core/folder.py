"""Many applications at once: a folder with a sub-folder for each."""

import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeVar

from htq_core.answers_file import FILE_NAME as ANSWERS_NAME
from htq_core.answers_file import WrongAnswers, answers_from
from htq_core.errors import UnreadableWorkbook
from htq_core.export.printout import one_line
from htq_core.files import read_source
from htq_core.findings import Severity
from htq_core.location import Book
from htq_core.model.answers import Answers
from htq_core.model.files import Choice
from htq_core.pipeline import Source, check_several
from htq_core.reading import NO_CHOICES, ReadingChoices
from htq_core.reading.survey import survey
from htq_core.reading.workbook import open_workbook
from htq_core.reasons_file import FILE_NAME as REASONS_NAME
from htq_core.reasons_file import reasons_from
from htq_core.report import Report, SourceSeen, Unreadable
from htq_core.settings import DEFAULTS, Settings
from htq_core.standards.catalogue_files import CatalogueError
from htq_core.standards.library import Library, builtin_library
from htq_core.standards.record import read_record
from htq_core.standards.shelf_place import shelf_at_hand

WORKBOOK_ENDINGS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".tsv")
COLUMNS_NAME = "columns.json"
MOST_AHEAD = 200
Check = Callable[[Path], Report]
Held = TypeVar("Held")
STOPPED = "The check of this folder stopped unexpectedly; the fault is ours."
_COLUMNS = ("Folder", "Verdict", *Severity, "Standard", "Qualification")


class CheckedFolder(NamedTuple):
    """One sub-folder and the report on it; ``fault`` says why there is none, if so."""

    folder: str
    report: Report | None
    fault: str = ""


def folders_to_check(folder: Path) -> list[Path]:
    """The sub-folders that are an application each, in order of name.

    A sub-folder that holds no workbook but has folders of its own stands for those.
    """
    return [path for sub in sorted(_folders_in(folder)) for path in _applications_in(sub)]


def check_folder(
    folder: Path,
    executor: Executor | None = None,
    *,
    choice: Choice = Choice(),
    settings: Settings = DEFAULTS,
    columns: ReadingChoices = NO_CHOICES,
) -> Iterator[CheckedFolder]:
    """Check every sub-folder as one application, in order of name. One that fails does not stop the rest.

    The work is done by ``executor``; without one, by a process for each processor. With a standard in ``choice``, all
    are checked against that one; ``columns`` says how all are read that have no such file of their own.
    """
    paths = folders_to_check(folder)
    check = partial(check_one, choice=choice, settings=settings, columns=columns)
    if executor:
        yield from _results(paths, executor, check)
    else:
        with ProcessPoolExecutor() as processes:
            yield from _results(paths, processes, check)


def _folders_in(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.is_dir() and not path.name.startswith(".")]


def _applications_in(folder: Path) -> Iterator[Path]:
    inside = sorted(_folders_in(folder))
    if not inside or any(path.suffix.lower() in WORKBOOK_ENDINGS for path in folder.iterdir()):
        yield folder
    else:
        yield from (application for path in inside for application in _applications_in(path))


def check_one(
    path: Path, *, choice: Choice = Choice(), settings: Settings = DEFAULTS, columns: ReadingChoices = NO_CHOICES
) -> Report:
    """Check the application in a folder, against the standard chosen or else the one its mapping names.

    A workbook is the mapping or the structure by the word in its name, else by what is in it. A published record
    (.json) beside them is the standard. ``answers.json`` holds the applicant's answers, ``reasons.json`` the reasons
    for leaving findings as they are, and ``columns.json`` says how the workbooks are read. Of several structures the
    first by name is taken.
    """
    files = sorted(file for file in path.iterdir() if file.is_file() and not file.name.startswith((".", "~$")))
    columns, of_columns = _kept(files, COLUMNS_NAME, ReadingChoices.from_json, columns)
    mappings, structure = _by_role([read_source(f) for f in files if f.suffix.lower() in WORKBOOK_ENDINGS], columns)
    answers, of_answers = _answers([f for f in files if f.name.lower() == ANSWERS_NAME])
    nothing: dict[str, str] = {}
    reasons, of_reasons = _kept(files, REASONS_NAME, reasons_from, nothing)
    ours = (ANSWERS_NAME, REASONS_NAME, COLUMNS_NAME)
    records = [f for f in files if f.suffix.lower() == ".json" and f.name.lower() not in ours]
    library, of_record, unreadable = _standard(records)
    choice = choice if choice.reference else of_record
    mapped: list[tuple[Source | None, Choice]] = [(mapping, choice) for mapping in mappings]
    report = check_several(
        mapped or [(None, choice)],
        structure,
        library=library,
        settings=settings,
        answers=answers,
        unreadable=[*unreadable, *of_answers, *of_reasons, *of_columns],
        shelf=shelf_at_hand(),
        columns=columns,
    )
    return report.explained(reasons)


def to_json_lines(checked: Iterable[CheckedFolder]) -> Iterator[str]:
    """One JSON report to a line, with the name of its folder."""
    for one in checked:
        said = one.report.model_dump(mode="json") if one.report else {"verdict": "unfinished", "fault": one.fault}
        yield json.dumps({"folder": one.folder, **said}, ensure_ascii=False)


def to_table(checked: Iterable[CheckedFolder]) -> Iterator[str]:
    """One table with a line for each folder."""
    rows = [_COLUMNS, *(_row(one) for one in checked)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip()


def _results(paths: Iterable[Path], executor: Executor, check: Check) -> Iterator[CheckedFolder]:
    """The results in order, with no more work handed out ahead of them than keeps every processor busy."""
    ahead: deque[tuple[Path, Future[Report]]] = deque()
    for path in paths:
        ahead.append((path, executor.submit(check, path)))
        if len(ahead) >= MOST_AHEAD:
            yield _checked(*ahead.popleft(), check)
    while ahead:
        yield _checked(*ahead.popleft(), check)


def _checked(path: Path, future: "Future[Report]", check: Check, *, alone: bool = False) -> CheckedFolder:
    """A result, or why there is none. When a process dies it takes the work of its pool with it: try each alone."""
    try:
        return CheckedFolder(path.name, future.result())
    except BrokenProcessPool:
        if alone:
            return CheckedFolder(path.name, None, STOPPED)
        with ProcessPoolExecutor(1) as process:
            return _checked(path, process.submit(check, path), check, alone=True)
    except UnreadableWorkbook as trouble:
        return CheckedFolder(path.name, None, f"{trouble.message} {trouble.fix}")
    except CatalogueError as trouble:
        return CheckedFolder(path.name, None, f"{trouble}")
    except OSError:
        return CheckedFolder(path.name, None, "This folder could not be read on this computer.")
    except Exception as fault:
        # The kind of fault only: its text could quote a user's file.
        return CheckedFolder(path.name, None, f"{STOPPED} ({type(fault).__name__})")


def _by_role(sources: list[Source], columns: ReadingChoices) -> tuple[list[Source], Source | None]:
    """The mappings, and the structure: by name, then by content, then whichever is still wanted."""
    roles = {source.name: _named_role(source.name) or _role_inside(source, columns) for source in sources}
    mappings = [source for source in sources if roles[source.name] is Book.MAPPING]
    structures = [source for source in sources if roles[source.name] is Book.STRUCTURE]
    for source in sources:
        if roles[source.name] is None:
            (structures if mappings and not structures else mappings).append(source)
    return mappings, structures[0] if structures else None


def _named_role(name: str) -> Book | None:
    named = [book for book in Book if book.value in name.lower()]
    return named[0] if len(named) == 1 else None


def _role_inside(source: Source, columns: ReadingChoices) -> Book | None:
    """What a workbook reads as, by itself or else by what was said; ``None`` when it is not plain."""
    try:
        grid = open_workbook(source.data, source.name, Book.MAPPING)
    except UnreadableWorkbook:
        return None
    for choices in (NO_CHOICES, columns):
        found = survey(grid, choices)
        if bool(found.mapping) != bool(found.units):
            return Book.MAPPING if found.mapping else Book.STRUCTURE
    return None


def _standard(files: list[Path]) -> tuple[Library, Choice, list[SourceSeen]]:
    """The standards at hand with any record in the folder; where there is just one, it is what is checked against."""
    library, records, unreadable = builtin_library(), [], []
    for file in files:
        source = read_source(file)
        if _is_report(source.data):
            continue
        try:
            if source.trouble:
                raise source.trouble
            records.append(read_record(source.data, file.name))
        except UnreadableWorkbook as trouble:
            seen = Unreadable(reason=trouble.reason, message=trouble.message, fix=trouble.fix)
            unreadable.append(SourceSeen(role="standard", name=file.name, sha256="", unreadable=seen))
    for record in records:
        library = library.with_record(record)
    only = records[0] if len(records) == 1 else None
    return library, Choice(reference=only.reference, version=only.version) if only else Choice(), unreadable


def _answers(files: list[Path]) -> tuple[Answers, list[SourceSeen]]:
    """The answers in a folder, and what is wrong with their file, if so."""
    for file in files:
        source = read_source(file)
        try:
            if source.trouble:
                raise source.trouble
            return answers_from(source.data, file.name), []
        except WrongAnswers as trouble:
            message, fix = str(trouble), "Correct it, or save it again on the Getting ready page."
        except UnreadableWorkbook as trouble:
            message, fix = trouble.message, trouble.fix
        seen = Unreadable(reason="answers", message=message, fix=fix)
        return Answers(), [SourceSeen(role="answers", name=file.name, sha256="", unreadable=seen)]
    return Answers(), []


def _kept(files: list[Path], name: str, use: Callable[[bytes], Held], nothing: Held) -> tuple[Held, list[SourceSeen]]:
    """What a file of this name holds, or ``nothing``; and what is wrong with it, if so."""
    for file in files:
        if file.name.lower() != name:
            continue
        source = read_source(file)
        try:
            if source.trouble:
                raise source.trouble
            return use(source.data), []
        except UnreadableWorkbook as trouble:
            seen = Unreadable(reason=trouble.reason, message=trouble.message, fix=trouble.fix)
            return nothing, [SourceSeen(role=Path(name).stem, name=file.name, sha256="", unreadable=seen)]
    return nothing, []


def _is_report(data: bytes) -> bool:
    """Whether a file is a report of ours, kept beside the application."""
    try:
        said = json.loads(data)
    except (ValueError, RecursionError):
        return False
    return isinstance(said, dict) and {"schema_version", "verdict", "findings"} <= said.keys()


def _row(one: CheckedFolder) -> tuple[str, ...]:
    folder = one_line(one.folder)
    if one.report is None:
        return folder, "unfinished", *("-" for _ in Severity), "", one.fault
    counts = (str(len(one.report.of_severity(severity))) for severity in Severity)
    standards = ", ".join(seen.reference for seen in one.report.occupations)
    return folder, one.report.verdict, *counts, one_line(standards), one_line(one.report.qualification)
