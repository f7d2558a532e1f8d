"""A report as plain text, for the terminal."""

import textwrap
from collections.abc import Iterator

from htq_core.findings import HEADINGS, Finding, Severity
from htq_core.model.ksb import Kind
from htq_core.report import CAVEAT, OccupationSeen, Report, Status

WIDTH = 100


def to_text(report: Report) -> str:
    """The whole report, with every finding and its id."""
    return "\n".join(_visible(line) for line in _lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    yield from (report.sentence, CAVEAT, "")
    yield " · ".join(f"{HEADINGS[severity]}: {len(report.of_severity(severity))}" for severity in Severity)
    for occupation in report.occupations:
        yield from _occupation(occupation)
    for source in report.sources:
        if source.unreadable:
            yield from ("", f"{source.name}: {source.unreadable.message}", f"  Do this: {source.unreadable.fix}")
    for severity in Severity:
        findings = report.of_severity(severity)
        if findings:
            yield from ("", HEADINGS[severity], "=" * len(HEADINGS[severity]))
        for finding in findings:
            yield from _finding(finding)
    not_run = (*report.with_status(Status.BROKE), *report.with_status(Status.NOT_RUN))
    if not_run:
        yield from ("", "What did not run, and why", "=========================")
    for outcome in not_run:
        yield from _wrapped(f"{outcome.rule} {outcome.title} {outcome.reason}", "  ")
    yield from ("", "Not judged here: " + "; ".join(report.not_judged) + ".")
    yield f"Rulebook {report.rulebook} · catalogue of {report.catalogue_date} · checked {report.checked_at}"


def _occupation(occupation: OccupationSeen) -> Iterator[str]:
    version = f" version {occupation.version}" if occupation.version else ""
    option = f", option {occupation.option}" if occupation.option else ""
    illustrative = " (illustrative: not a real standard)" if occupation.illustrative else ""
    yield ""
    yield f"{occupation.reference or 'No standard named'}{version} {occupation.title}{option}{illustrative}"
    for kind in Kind:
        count = occupation.coverage[kind]
        yield (
            f"  {kind.title():<11} {count.full} full, {count.partial} partial, {count.not_covered} not covered, "
            f"{count.unstated} not stated, of {count.total}"
        )


def _finding(finding: Finding) -> Iterator[str]:
    places = ", ".join(f"{place.book}: {place}" for place in finding.where) or "the file as a whole"
    yield ""
    yield from _wrapped(finding.message, "")
    for label, text in (
        ("Where", places),
        ("Found", finding.found),
        ("Expected", finding.expected),
        ("Why", finding.why),
        ("Do this", finding.fix),
    ):
        yield from _wrapped(f"{label}: {text}", "  ")
    yield f"  [{finding.id}]"


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=indent + "  ")


def _visible(line: str) -> str:
    """Control characters from a user's file shown as marks, so that they cannot drive a terminal."""
    return "".join(char if char.isprintable() else "�" for char in line)
