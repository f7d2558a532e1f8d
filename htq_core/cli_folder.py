"""The command about many applications at once: on this machine, or on a cluster."""

import argparse
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from htq_core.cli_check import BROKE, READY, exit_code, tell_kept_unread
from htq_core.cli_given import WrongCall, add_settings, choice_of, given_reference

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from htq_core.folder import CheckedFolder

LOCAL = "local"
TOLD_EVERY = 25


def add_check_folder(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``check-folder``."""
    parser.add_argument("folder", type=Path)
    parser.add_argument("--standard", default="", help="check all against REF or REF@VERSION, whatever they name")
    parser.add_argument(
        "--columns", type=Path, help="how all are read that have no columns.json of their own; see README"
    )
    parser.add_argument("--format", choices=("text", "jsonl"), default="text")
    parser.add_argument("--output", type=Path, help="write here instead of to standard output")
    parser.add_argument(
        "--dask", metavar="ADDRESS", help=f"use a Dask cluster: its address, or {LOCAL} for one of this machine"
    )
    add_settings(parser)
    parser.set_defaults(run=_check_folder)


def _check_folder(given: argparse.Namespace) -> int:
    from htq_core.folder import check_folder, folders_to_check, to_json_lines, to_table
    from htq_core.reading.choices import NO_CHOICES, ReadingChoices
    from htq_core.settings import settings_in_force
    from htq_core.standards.notices import load_notices

    settings = settings_in_force(given.settings)
    if not given.folder.is_dir():
        raise WrongCall("There is no such folder.")
    total = len(folders_to_check(given.folder))
    if not total:
        raise WrongCall("This folder has no sub-folders. Put each application in a sub-folder of its own.")
    load_notices()  # a mistake there is told once, not for every folder
    choice = choice_of(*given_reference(given.standard))
    columns = ReadingChoices.from_json(given.columns.read_bytes()) if given.columns else NO_CHOICES
    codes: list[int] = []
    with _executor(given.dask) as executor, _written_to(given.output) as output:
        reports = check_folder(given.folder, executor, choice=choice, settings=settings, columns=columns)
        checked = _followed(reports, total, codes)
        for line in to_json_lines(checked) if given.format == "jsonl" else to_table(checked):
            output.write(f"{line}\n")
    return max(codes, default=READY)


def _followed(checked: "Iterable[CheckedFolder]", total: int, codes: list[int]) -> "Iterator[CheckedFolder]":
    """The same results, with word on standard error of how far it is, and the exit code of each noted."""
    told = False
    for number, one in enumerate(checked, start=1):
        told = told or (one.report is not None and tell_kept_unread(one.report))
        codes.append(exit_code(one.report) if one.report else BROKE)
        if number % TOLD_EVERY == 0 or number == total:
            sys.stderr.write(f"{number:,} of {total:,} checked\n")
        yield one


@contextmanager
def _executor(dask: str | None) -> Iterator["Executor | None"]:
    """Where the work is done; ``None`` stands for the processes of this machine."""
    if dask is None:
        yield None
        return
    try:
        from distributed import Client
    except ImportError:
        raise WrongCall("Dask is not installed. Add it with: pip install -r requirements-dask.txt") from None
    try:
        client = Client(None if dask == LOCAL else dask, timeout="10s")
    except (OSError, ValueError):
        raise WrongCall("The Dask cluster could not be reached. Check its address, such as tcp://host:8786.") from None
    with client, client.get_executor(pure=False) as executor:
        yield executor


@contextmanager
def _written_to(path: Path | None) -> Iterator[TextIO]:
    if path is None:
        yield sys.stdout
        return
    with path.open("w", encoding="utf-8") as file:
        yield file
