"""The commands about one application: check and annotate. Heavy imports wait until they are needed."""

import argparse
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from htq_core.cli_given import WrongCall, bytes_of, given_application
from htq_core.errors import Reason, UnreadableWorkbook

if TYPE_CHECKING:
    from htq_core.pipeline import Source
    from htq_core.report import Report, Unreadable

READY, NOT_READY, UNREADABLE, BROKE = 0, 1, 2, 3
PRINTED = ("text", "json", "html")
FILES = ("docx", "xlsx")


def check_command(given: argparse.Namespace) -> int:
    """Check one application and print the report, or write it to a file."""
    if given.format in FILES and not given.output:
        raise WrongCall(f"Add --output report.{given.format} to say where the file should go.")
    for output in filter(None, (given.output, given.receipt_out)):
        _spare_inputs(output, given)
    application = given_application(given)
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

    return report.model_copy(update={"since": since_receipt(read_receipt(bytes_of(path)), report)})


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
    application = given_application(given)
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


def write(text: str, path: Path | None = None) -> None:
    """Write to a file, or to standard output."""
    if path:
        path.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)
