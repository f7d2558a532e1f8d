"""The command: check, rules, explain, template, standards. Heavy imports wait until a command needs them."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from htq_core.errors import Reason, UnreadableWorkbook
from htq_core.findings import HEADINGS

if TYPE_CHECKING:
    from htq_core.model.application import Choice
    from htq_core.pipeline import Source
    from htq_core.report import Report, SourceSeen
    from htq_core.standards.library import Library
    from htq_core.standards.standard import Standard

READY, NOT_READY, UNREADABLE, BROKE = 0, 1, 2, 3
MOST_BYTES = 20 * 1024 * 1024


class WrongCall(Exception):
    """The command was called in a way that cannot be carried out; its text says what to change."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out one command. Returns 0 no ``fix`` finding, 1 at least one, 2 unreadable or wrong call, 3 a rule broke."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    given = _parser().parse_args(arguments)
    try:
        return int(given.run(given))
    except WrongCall as trouble:
        return _complain(str(trouble))
    except UnreadableWorkbook as trouble:
        return _complain(f"{trouble.message} {trouble.fix}")
    except OSError as trouble:
        return _complain(f"The file could not be written or read: {trouble.strerror}.")
    except Exception as fault:
        # The kind of fault only: its text could quote a user's file.
        sys.stderr.write(f"The program failed ({type(fault).__name__}); the fault is ours. Your files are unchanged.\n")
        return BROKE


def _complain(text: str) -> int:
    sys.stderr.write(text + "\n")
    return UNREADABLE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m htq_core", description="Check a KSB mapping and a qualification structure before a support session."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    check = commands.add_parser("check", help="check one application")
    check.add_argument("--mapping", action="append", type=Path, default=[], help="KSB mapping (.xlsx); once for each occupation")
    check.add_argument("--structure", type=Path, help="qualification structure (.xlsx)")
    check.add_argument("--standard", action="append", default=[], help="REF, REF@VERSION or a published record (.json)")
    check.add_argument("--option", action="append", default=[], help="option of a core-and-options standard")
    check.add_argument("--format", choices=("text", "json"), default="text")
    check.add_argument("--output", type=Path, help="write here instead of to standard output")
    check.set_defaults(run=_check)

    rules = commands.add_parser("rules", help="list every rule")
    rules.add_argument("--format", choices=("text", "markdown", "json"), default="text")
    rules.set_defaults(run=_rules)

    explain = commands.add_parser("explain", help="explain one rule")
    explain.add_argument("rule", help="a rule's id, such as COV-06")
    explain.set_defaults(run=_explain)

    template = commands.add_parser("template", help="make a blank workbook")
    template.add_argument("which", choices=("mapping", "structure"))
    template.add_argument("--standard", help="REF, REF@VERSION or a published record (.json)")
    template.add_argument("--option", default="")
    template.add_argument("--output", type=Path, required=True)
    template.set_defaults(run=_template)

    standards = commands.add_parser("standards", help="the catalogue of standards")
    which = standards.add_subparsers(required=True, metavar="list|show")
    listing = which.add_parser("list", help="every level 4 and 5 occupation")
    listing.add_argument("words", nargs="*", help="only those with these words in the title or reference")
    listing.set_defaults(run=_standards_list)
    showing = which.add_parser("show", help="one standard")
    showing.add_argument("standard", help="REF, REF@VERSION or a published record (.json)")
    showing.set_defaults(run=_standards_show)
    return parser


def _check(given: argparse.Namespace) -> int:
    from htq_core.pipeline import check_several
    from htq_core.standards.library import builtin_library

    library, choices, unreadable = _choices(given.standard, given.option, builtin_library())
    mappings: list[Source | None] = [_source(path) for path in given.mapping] or [None]
    if len(choices) > len(mappings):
        raise WrongCall("There are more standards than mappings. Give one --mapping for each --standard, in the same order.")
    mapped = list(zip(mappings, choices + [_choice()] * (len(mappings) - len(choices)), strict=True))
    structure = _source(given.structure) if given.structure else None
    report = check_several(mapped, structure, library=library, unreadable=unreadable)
    if given.format == "json":
        _write(report.model_dump_json(indent=2) + "\n", given.output)
    else:
        from htq_core.export.text import to_text

        _write(to_text(report), given.output)
    return _exit_code(report)


def _exit_code(report: "Report") -> int:
    from htq_core.findings import Severity
    from htq_core.report import Status, Verdict

    if report.verdict is Verdict.UNREADABLE:
        return UNREADABLE
    if report.with_status(Status.BROKE):
        return BROKE
    return NOT_READY if report.of_severity(Severity.FIX) else READY


def _source(path: Path) -> "Source":
    from htq_core.pipeline import Source

    try:
        with path.open("rb") as file:
            return Source(path.name, file.read(MOST_BYTES))
    except OSError:
        trouble = UnreadableWorkbook(
            Reason.NOT_FOUND, "This file could not be opened on this computer.", "Check its name and folder, and that it is not locked."
        )
        return Source(path.name, b"", trouble)


def _choice(reference: str = "", version: str = "", option: str = "") -> "Choice":
    from htq_core.model.application import Choice

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
            record = _record(named)
        except UnreadableWorkbook as trouble:
            seen = Unreadable(reason=trouble.reason, message=trouble.message, fix=trouble.fix)
            unreadable.append(SourceSeen(role="standard", name=Path(named).name, sha256="", unreadable=seen))
            choices.append(_choice(option=option))
            continue
        if record:
            library = library.with_record(record)
            choices.append(_choice(record.reference, record.version, option))
        else:
            choices.append(_choice(*_reference(named), option))
    return library, choices, unreadable


def _record(named: str) -> "Standard | None":
    """The standard in a record file, or ``None`` when a reference was given instead of a file."""
    path = Path(named)
    if path.suffix.lower() != ".json":
        return None
    from htq_core.standards.record import read_record

    source = _source(path)
    if source.trouble:
        raise source.trouble
    return read_record(source.data, path.name)


def _reference(named: str) -> tuple[str, str]:
    from htq_core.standards.catalogue import normal_reference, normal_version

    reference, _, version = named.partition("@")
    if named and not normal_reference(reference):
        raise WrongCall(f"“{named}” is not a reference such as ST0827, nor a record file ending in .json.")
    return normal_reference(reference), normal_version(version)


def _standard(named: str) -> "Standard | None":
    from htq_core.standards.library import builtin_library

    return _record(named) or builtin_library().get(*_reference(named))


def _rules(given: argparse.Namespace) -> int:
    import json

    from htq_core.rules import RULES

    if given.format == "json":
        fields = ("id", "title", "severity", "family", "inputs", "basis", "explanation", "limits")
        _write(json.dumps([{name: getattr(rule, name) for name in fields} for rule in RULES], indent=2, ensure_ascii=False) + "\n")
    elif given.format == "markdown":
        rows = (f"| {rule.id} | {rule.title} | {rule.severity} | {rule.inputs} | {rule.basis} |" for rule in RULES)
        _write("\n".join(("| rule | what must be true | severity | inputs | basis |", "| --- | --- | --- | --- | --- |", *rows)) + "\n")
    else:
        _write("".join(f"{rule.id}  {rule.severity:<8} {rule.title}\n" for rule in RULES))
    return READY


def _explain(given: argparse.Namespace) -> int:
    from htq_core.rules import FAMILIES, RULES

    rule = next((rule for rule in RULES if rule.id == given.rule.strip().upper()), None)
    if rule is None:
        raise WrongCall(f"There is no rule {given.rule}. See them all with: python -m htq_core rules")
    family = next(family for family in FAMILIES if family.letters == rule.family)
    lines = [f"{rule.id}  {rule.title}", family.title, "", rule.explanation, "", f"Heading: {HEADINGS[rule.severity]}",
             f"Expected: {rule.expected}", f"Do this: {rule.fix}"]  # fmt: skip
    _write("\n".join([*lines, f"Limits: {rule.limits}"] if rule.limits else lines) + "\n")
    return READY


def _template(given: argparse.Namespace) -> int:
    if given.which == "structure":
        from htq_core.templates.structure import structure_template

        given.output.write_bytes(structure_template())
        return READY
    from htq_core.templates.mapping import mapping_template

    if not given.standard:
        raise WrongCall("Say which standard the mapping is for: --standard ST0827, or --standard record.json.")
    standard = _standard(given.standard)
    if standard is None:
        raise WrongCall(f"The published record of {given.standard} is not at hand. Save it, and give the file: --standard record.json")
    given.output.write_bytes(mapping_template(standard, given.option))
    return READY


def _standards_list(given: argparse.Namespace) -> int:
    from htq_core.standards.catalogue import load_catalogue

    catalogue = load_catalogue()
    found = catalogue.search(" ".join(given.words)) if given.words else catalogue.occupations
    _write("".join(f"{o.reference:<8} level {o.level}  {o.status:<42} {o.title}\n" for o in found))
    _write(f"{len(found)} occupations. Catalogue of {catalogue.date.isoformat()}. {catalogue.licence}\n")
    return READY


def _standards_show(given: argparse.Namespace) -> int:
    from htq_core.standards.catalogue import load_catalogue

    standard = _standard(given.standard)
    if standard:
        lines = [f"{standard.reference} version {standard.version}  {standard.title}",
                 f"Level {standard.level}. {standard.route}. {standard.status}. {len(standard.ksbs)} KSBs."]  # fmt: skip
        lines += [f"Option: {option.title}" for option in standard.options]
        _write("\n".join([*lines, "", *(f"{ksb.code}  {' '.join(ksb.text.split())}" for ksb in standard.ksbs)]) + "\n")
        return READY
    found = load_catalogue().find(_reference(given.standard)[0])
    if not found:
        raise WrongCall(f"{given.standard} is not in the catalogue.")
    _write("".join(f"{o.reference}  level {o.level}  {o.route or 'route not known'}  {o.status}  {o.title}\n" for o in found))
    _write("Its published record is not at hand, so its KSBs cannot be shown.\n")
    return READY


def _write(text: str, path: Path | None = None) -> None:
    if path:
        path.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)
