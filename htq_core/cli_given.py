"""What a call is about: the files and choices that were given, read and put together."""

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from htq_core.errors import UnreadableWorkbook

if TYPE_CHECKING:
    from htq_core.model.answers import Answers
    from htq_core.model.files import Choice
    from htq_core.pipeline import Source
    from htq_core.reading.choices import ReadingChoices
    from htq_core.report import Report, SourceSeen
    from htq_core.settings import Settings
    from htq_core.standards.library import Library
    from htq_core.standards.standard import Standard


class WrongCall(Exception):
    """The command was called in a way that cannot be carried out; its text says what to change."""


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
class GivenApplication:
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
        """The whole report, with the reasons that were given."""
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


def given_application(given: argparse.Namespace) -> GivenApplication:
    """The application that the arguments name. Raises WrongCall, UnreadableWorkbook or WrongSettings."""
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
    columns = ReadingChoices.from_json(bytes_of(given.columns)) if given.columns else NO_CHOICES
    answers = _answers(given.answers)
    reasons = reasons_from(bytes_of(given.reasons)) if given.reasons else {}
    return GivenApplication(mapped, structure, library, unreadable, settings, answers, columns, reasons)


def bytes_of(path: Path) -> bytes:
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

    return read_record(bytes_of(path), path.name)


def given_reference(named: str) -> tuple[str, str]:
    """The reference and the version in what was given, such as ``ST0827@1.0``. Raises WrongCall."""
    from htq_core.standards.catalogue import normal_reference, normal_version

    reference, _, version = named.partition("@")
    if named and not normal_reference(reference):
        raise WrongCall(f"“{named}” is not a reference such as ST0827, nor a record file ending in .json.")
    return normal_reference(reference), normal_version(version)
