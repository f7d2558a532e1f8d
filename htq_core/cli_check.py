"""The commands about applications: check, annotate, check-folder. Heavy imports wait until they are needed."""

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from htq_core.errors import Reason, UnreadableWorkbook

if TYPE_CHECKING:
    from htq_core.model.answers import Answers
    from htq_core.model.files import Choice
    from htq_core.pipeline import Source
    from htq_core.reading.choices import ReadingChoices
    from htq_core.report import Report, SourceSeen, Unreadable
    from htq_core.settings import Settings
    from htq_core.standards.library import Library
    from htq_core.standards.standard import Standard

READY, NOT_READY, UNREADABLE, BROKE = 0, 1, 2, 3
PRINTED = ("text", "json", "html")
FILES = ("docx", "xlsx")


class WrongCall(Exception):
    """The command was called in a way that cannot be carried out; its text says what to change."""


def in_words(trouble: "UnreadableWorkbook | Unreadable") -> str:
    """What cannot be used, and what to do; and the path of the file that keeps the standards of this machine."""
    from htq_core.standards.shelf_place import usual_place

    place = f" Its path: {usual_place()}" if trouble.reason == Reason.KEPT_STANDARDS else ""
    return f"{trouble.message} {trouble.fix}{place}"


def tell_kept_unread(report: "Report") -> bool:
    """Say on standard error why the standards kept on this machine were not used, if so."""
    if report.kept_unread:
        sys.stderr.write(f"{in_words(report.kept_unread)}\n")
    return report.kept_unread is not None


def add_application(parser: argparse.ArgumentParser) -> None:
    """The arguments that say which application is meant."""
    parser.add_argument(
        "--mapping",
        action="append",
        type=Path,
        default=[],
        help="KSB mapping; once for each occupation",
    )
    parser.add_argument("--structure", type=Path, help="qualification structure")
    parser.add_argument("--standard", action="append", default=[], help="REF, REF@VERSION or a record (.json)")
    parser.add_argument("--option", action="append", default=[], help="option of a core-and-options standard")
    parser.add_argument("--answers", type=Path, help="what only you can say (.json), saved on the Getting ready page")
    parser.add_argument("--columns", type=Path, help="which column is which, and what values mean (.json); see README")
    parser.add_argument("--reasons", type=Path, help="your own reasons, by finding (.json); see README")
    add_settings(parser)


def add_settings(parser: argparse.ArgumentParser) -> None:
    """The argument that names a file with settings of one's own."""
    parser.add_argument("--settings", type=Path, help="settings of your own (.toml); otherwise those in HTQ_SETTINGS")


@dataclass(frozen=True, slots=True)
class _Application:
    """What a call is about: each mapping with what to check it against, and the structure."""

    mapped: "list[tuple[Source | None, Choice]]"
    structure: "Source | None"
    library: "Library"
    unreadable: "list[SourceSeen]"
    settings: "Settings"
    answers: "Answers"
    columns: "ReadingChoices"
    reasons: "Mapping[str, str]"

    def check(self) -> "Report":
        from htq_core.pipeline import check_several
        from htq_core.standards.shelf_place import shelf_at_hand

        report = check_several(
            self.mapped,
            self.structure,
            library=self.library,
            settings=self.settings,
            answers=self.answers,
            unreadable=self.unreadable,
            shelf=shelf_at_hand(),
            columns=self.columns,
        )
        return report.explained(self.reasons)


def _application(given: argparse.Namespace) -> _Application:
    from htq_core.files import read_source
    from htq_core.reading.choices import NO_CHOICES, ReadingChoices
    from htq_core.reasons_file import reasons_from
    from htq_core.settings import settings_in_force
    from htq_core.standards.library import builtin_library

    settings = settings_in_force(given.settings)
    library, choices, unreadable = _choices(given.standard, given.option, builtin_library())
    mappings: list[Source | None] = [read_source(path) for path in given.mapping] or [None]
    if len(choices) > len(mappings):
        raise WrongCall(
            "There are more standards than mappings. Give one --mapping for each --standard, in the same order."
        )
    mapped = list(zip(mappings, choices + [choice_of()] * (len(mappings) - len(choices)), strict=True))
    structure = read_source(given.structure) if given.structure else None
    columns = ReadingChoices.from_json(_bytes_of(given.columns)) if given.columns else NO_CHOICES
    answers = _answers(given.answers)
    reasons = reasons_from(_bytes_of(given.reasons)) if given.reasons else {}
    return _Application(mapped, structure, library, unreadable, settings, answers, columns, reasons)


def _bytes_of(path: Path) -> bytes:
    """What a file holds. Raises UnreadableWorkbook."""
    from htq_core.files import read_source

    source = read_source(path)
    if source.trouble:
        raise source.trouble
    return source.data


def _answers(path: Path | None) -> "Answers":
    """The answers in a file; none where no file is given."""
    from htq_core.answers_file import LARGEST_FILE, WrongAnswers, answers_from
    from htq_core.model.answers import Answers

    if path is None:
        return Answers()
    try:
        with path.open("rb") as file:
            return answers_from(file.read(LARGEST_FILE + 1), path.name)
    except OSError:
        raise WrongCall(f"The answers file {path.name} cannot be opened.") from None
    except WrongAnswers as trouble:
        raise WrongCall(str(trouble)) from None


def check_command(given: argparse.Namespace) -> int:
    """Check one application and print the report, or write it to a file."""
    if given.format in FILES and not given.output:
        raise WrongCall(f"Add --output report.{given.format} to say where the file should go.")
    for output in filter(None, (given.output, given.receipt_out)):
        _spare_inputs(output, given)
    application = _application(given)
    report = _since_receipt(application.check(), given.since)
    _tell_left_over(report, application.reasons)
    tell_kept_unread(report)
    if given.receipt_out:
        from htq_core.receipt import make_receipt

        write(make_receipt(report).to_json(), given.receipt_out)
    if given.format in FILES:
        given.output.write_bytes(_as_file(report, given.format))
    else:
        write(_as_text(report, given.format), given.output)
    return exit_code(report)


def _tell_left_over(report: "Report", reasons: Mapping[str, str]) -> None:
    """Say on standard error which reasons are for findings that this report does not have."""
    if left_over := report.without_finding(reasons):
        sys.stderr.write(f"Reasons for findings that are not in this report: {', '.join(left_over)}\n")


def _since_receipt(report: "Report", path: Path | None) -> "Report":
    """The report with what is different since the check that a receipt is of. Raises UnreadableWorkbook."""
    if path is None:
        return report
    from htq_core.receipt import read_receipt, since_receipt

    return report.model_copy(update={"since": since_receipt(read_receipt(_bytes_of(path)), report)})


def _spare_inputs(output: Path, given: argparse.Namespace) -> None:
    """Raise WrongCall when the output would take the place of a file that is to be checked."""
    said = filter(None, (given.structure, given.answers, given.columns, given.reasons))
    inputs = (*given.mapping, *said, *map(Path, given.standard))
    if output.exists() and any(path.exists() and path.samefile(output) for path in inputs):
        raise WrongCall(f"{output.name} is one of the files to be checked. Choose another name or folder to write to.")


def _as_text(report: "Report", form: str) -> str:
    if form == "json":
        return report.model_dump_json(indent=2) + "\n"
    if form == "html":
        from htq_core.export.html import to_html

        return to_html(report)
    from htq_core.export.text import to_text

    return to_text(report)


def _as_file(report: "Report", form: str) -> bytes:
    if form == "docx":
        from htq_core.export.docx import to_docx

        return to_docx(report)
    from htq_core.export.workbook import to_workbook

    return to_workbook(report)


def annotate_command(given: argparse.Namespace) -> int:
    """Check one application and write copies of its workbooks with the findings in them."""
    application = _application(given)
    report = application.check()
    _tell_left_over(report, application.reasons)
    tell_kept_unread(report)
    copies = _copies(report, None, application.structure, given.write_repairs)
    for number, (mapping, choice) in enumerate(application.mapped, start=1):
        # Places name a workbook, not which of several mappings: each is marked with the report on it alone.
        alone = len(application.mapped) == 1
        own = report if alone else replace(application, mapped=[(mapping, choice)], unreadable=[]).check()
        for name, data in _copies(own, mapping, None, given.write_repairs).items():
            copies[name if alone else f"{number} {name}"] = data
    for name in copies:
        _spare_inputs(given.output / name, given)
    for source in report.sources:
        if source.unreadable:
            sys.stderr.write(f"{source.name}: {source.unreadable.message} {source.unreadable.fix}\n")
    given.output.mkdir(parents=True, exist_ok=True)
    for name, data in copies.items():
        (given.output / name).write_bytes(data)
        write(f"{given.output / name}\n")
    return exit_code(report) if copies else UNREADABLE


def _copies(report: "Report", mapping: "Source | None", structure: "Source | None", repaired: bool) -> dict[str, bytes]:
    """The copy of the one workbook given. Of one that cannot be marked there is none, and standard error says why."""
    from htq_core.export.annotated import annotate

    try:
        return annotate(report, mapping, structure, repaired=repaired)
    except UnreadableWorkbook as trouble:
        given = mapping or structure
        sys.stderr.write(f"{given.name if given else 'file'}: {trouble.message} {trouble.fix}\n")
        return {}


def exit_code(report: "Report") -> int:
    """The exit code for a report, by the contract."""
    from htq_core.findings import Severity
    from htq_core.report import Status, Verdict

    if report.verdict is Verdict.UNREADABLE:
        return UNREADABLE
    if report.with_status(Status.BROKE):
        return BROKE
    return NOT_READY if report.of_severity(Severity.FIX) else READY


def choice_of(reference: str = "", version: str = "", option: str = "") -> "Choice":
    """A choice of standard; imported only when one is made."""
    from htq_core.model.files import Choice

    return Choice(reference=reference, version=version, option=option)


def _choices(
    standards: Sequence[str], options: Sequence[str], library: "Library"
) -> "tuple[Library, list[Choice], list[SourceSeen]]":
    """What each mapping is to be checked against, with any records given put into the library."""
    from htq_core.report import SourceSeen, Unreadable

    choices: list[Choice] = []
    unreadable: list[SourceSeen] = []
    for position in range(max(len(standards), len(options))):
        option = options[position] if position < len(options) else ""
        named = standards[position] if position < len(standards) else ""
        try:
            record = given_record(named)
        except UnreadableWorkbook as trouble:
            seen = Unreadable(reason=trouble.reason, message=trouble.message, fix=trouble.fix)
            unreadable.append(SourceSeen(role="standard", name=Path(named).name, sha256="", unreadable=seen))
            choices.append(choice_of(option=option))
            continue
        if record:
            library = library.with_record(record)
            choices.append(choice_of(record.reference, record.version, option))
        else:
            choices.append(choice_of(*given_reference(named), option))
    return library, choices, unreadable


def given_record(named: str) -> "Standard | None":
    """The standard in a record file, or ``None`` when a reference was given instead of a file."""
    path = Path(named)
    if path.suffix.lower() != ".json":
        return None
    from htq_core.standards.record import read_record

    return read_record(_bytes_of(path), path.name)


def given_reference(named: str) -> tuple[str, str]:
    """The reference and the version in what was given, such as ``ST0827@1.0``. Raises WrongCall."""
    from htq_core.standards.catalogue import normal_reference, normal_version

    reference, _, version = named.partition("@")
    if named and not normal_reference(reference):
        raise WrongCall(f"“{named}” is not a reference such as ST0827, nor a record file ending in .json.")
    return normal_reference(reference), normal_version(version)


def write(text: str, path: Path | None = None) -> None:
    """Write to a file, or to standard output."""
    if path:
        path.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)
