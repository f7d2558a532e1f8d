"""The command: what can be called, and the commands about rules, templates and standards."""

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from htq_core.cli_check import (
    BROKE,
    FILES,
    PRINTED,
    READY,
    UNREADABLE,
    annotate_command,
    check_command,
    in_words,
    write,
)
from htq_core.cli_folder import add_check_folder
from htq_core.cli_given import WrongCall, add_application, add_settings
from htq_core.cli_standards import add_standards, kept_standard
from htq_core.errors import UnreadableWorkbook
from htq_core.settings import WrongSettings, settings_in_force
from htq_core.standards.catalogue_files import CatalogueError


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out one command. Returns 0 no ``fix`` finding, 1 at least one, 2 unreadable or wrong call, 3 broke."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    given = _parser().parse_args(arguments)
    try:
        return int(given.run(given))
    except (WrongCall, WrongSettings, CatalogueError) as trouble:
        return _complain(str(trouble))
    except UnreadableWorkbook as trouble:
        return _complain(in_words(trouble))
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
        prog="python -m htq_core",
        description="Check a KSB mapping and a qualification structure before a support session.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    check = commands.add_parser("check", help="check one application")
    add_application(check)
    check.add_argument("--format", choices=(*PRINTED, *FILES), default="text")
    check.add_argument("--output", type=Path, help="write here instead of to standard output")
    check.add_argument("--since", type=Path, help="receipt of an earlier check: say what is different")
    check.add_argument("--receipt-out", type=Path, help="write a receipt here, to give to --since next time")
    check.set_defaults(run=check_command)

    annotate = commands.add_parser("annotate", help="copies of the workbooks with the findings in them")
    add_application(annotate)
    annotate.add_argument("--output", type=Path, required=True, help="folder for the copies")
    annotate.add_argument(
        "--write-repairs", action="store_true", help="also write what --columns says that values mean into the cells"
    )
    annotate.set_defaults(run=annotate_command)

    add_check_folder(commands.add_parser("check-folder", help="check many applications, one in each sub-folder"))

    schema = commands.add_parser("schema", help="the JSON Schema of the report")
    schema.set_defaults(run=_schema)

    rules = commands.add_parser("rules", help="list every rule")
    rules.add_argument("--format", choices=("text", "markdown", "json"), default="text")
    add_settings(rules)
    rules.set_defaults(run=_rules)

    explain = commands.add_parser("explain", help="explain one rule")
    explain.add_argument("rule", help="a rule's id, such as COV-06")
    add_settings(explain)
    explain.set_defaults(run=_explain)

    template = commands.add_parser("template", help="make a blank workbook")
    template.add_argument("which", choices=("mapping", "structure"))
    template.add_argument("--standard", help="REF, REF@VERSION or a published record (.json)")
    template.add_argument("--option", default="")
    template.add_argument("--output", type=Path, required=True)
    add_settings(template)
    template.set_defaults(run=_template)

    add_standards(commands.add_parser("standards", help="the catalogue, and the standards kept on this machine"))
    return parser


def _schema(_: argparse.Namespace) -> int:
    import json

    from htq_core.report import Report

    described = Report.model_json_schema(mode="serialization")
    shown = {"$schema": "https://json-schema.org/draft/2020-12/schema", **described}
    write(json.dumps(shown, indent=1, ensure_ascii=False) + "\n")
    return READY


def _rules(given: argparse.Namespace) -> int:
    import json

    from htq_core.rules import RULES

    settings = settings_in_force(given.settings)
    if given.format == "json":
        fields = ("id", "title", "severity", "family", "inputs", "basis", "explanation", "limits")
        listed = [
            {name: getattr(rule, name) for name in fields}
            | {"settings": {name: getattr(settings, name) for name, _, _ in settings.thresholds(rule.id)}}
            for rule in RULES
        ]
        write(json.dumps(listed, indent=2, ensure_ascii=False) + "\n")
    elif given.format == "markdown":
        from htq_core.rulebook.markdown import to_markdown

        write(to_markdown(settings))
    else:
        write("".join(f"{rule.id}  {rule.severity:<8} {rule.title}\n" for rule in RULES))
    return READY


def _explain(given: argparse.Namespace) -> int:
    from htq_core.rulebook.page import page_of
    from htq_core.rulebook.text import explained
    from htq_core.rules import FAMILIES

    wanted = given.rule.strip().upper()
    for family in FAMILIES:
        for rule in family.rules:
            if rule.id == wanted:
                write(explained(page_of(rule, settings_in_force(given.settings)), family))
                return READY
    raise WrongCall(f"There is no rule {given.rule}. See them all with: python -m htq_core rules")


def _template(given: argparse.Namespace) -> int:
    body = settings_in_force(given.settings).approving_body
    if given.which == "structure":
        from htq_core.templates.structure import structure_template

        return _write_template(given.output, structure_template(body))
    from htq_core.templates.mapping import mapping_template

    if not given.standard:
        raise WrongCall("Say which standard the mapping is for: --standard ST0827, or --standard record.json.")
    standard = kept_standard(given.standard)
    if standard is None:
        raise WrongCall(
            f"The published record of {given.standard} is not at hand. "
            "Save it, and give the file: --standard record.json"
        )
    if given.option and not standard.option_called(given.option):
        titles = ", ".join(option.title for option in standard.options)
        has = f"Its options are: {titles}." if titles else "It has no options."
        raise WrongCall(f"{standard.reference} has no option called {given.option}. {has}")
    return _write_template(given.output, mapping_template(standard, given.option, body, date.today()))


def _write_template(path: Path, data: bytes) -> int:
    if path.exists() and path.read_bytes() != data:
        raise WrongCall(f"{path.name} is already there and may hold your work. Choose another name.")
    path.write_bytes(data)
    return READY
