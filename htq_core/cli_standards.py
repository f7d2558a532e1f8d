"""The commands about standards: the catalogue, and the published records kept on this machine."""

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from htq_core.cli_check import READY, UNREADABLE, in_words, write
from htq_core.cli_given import WrongCall, add_settings, given_record, given_reference
from htq_core.errors import UnreadableWorkbook

if TYPE_CHECKING:
    from htq_core.standards.feed import Named
    from htq_core.standards.shelf import Kept
    from htq_core.standards.standard import Standard

TOLD_EVERY = 100
MOST_TOLD = 20


def add_standards(parser: argparse.ArgumentParser) -> None:
    """The commands below ``standards``."""
    which = parser.add_subparsers(required=True, metavar="list|show|notices|search|fit|add|get")

    listing = which.add_parser("list", help="every level 4 and 5 occupation")
    listing.add_argument("words", nargs="*", help="only those with these words in the title or reference")
    listing.set_defaults(run=_list)

    showing = which.add_parser("show", help="one standard")
    showing.add_argument("standard", help="REF, REF@VERSION or a published record (.json)")
    showing.set_defaults(run=_show)

    noticing = which.add_parser("notices", help="the notices on standards, and whether each is shown today")
    noticing.set_defaults(run=_notices)

    searching = which.add_parser("search", help="search the titles, job titles and KSBs of the records kept here")
    searching.add_argument("words", nargs="+")
    searching.set_defaults(run=_search)

    fitting = which.add_parser("fit", help="the records kept here that fit a mapping best")
    fitting.add_argument("mapping", type=Path, help="KSB mapping")
    fitting.set_defaults(run=_fit)

    adding = which.add_parser("add", help="keep published records on this machine")
    adding.add_argument("paths", nargs="+", type=Path, help="a record, the whole feed, or a folder of them (.json)")
    adding.set_defaults(run=_add)

    getting = which.add_parser("get", help="fetch published records from the standards API, and keep them")
    getting.add_argument("references", nargs="*", help="such as ST0827")
    getting.add_argument("--all", action="store_true", help="every record of the feed, about 80 MB")
    add_settings(getting)
    getting.set_defaults(run=_get)


def kept_standard(named: str) -> "Standard | None":
    """The standard in a record file, or kept on this machine, or among our illustrative ones."""
    from htq_core.standards.library import builtin_library
    from htq_core.standards.shelf import Shelf

    if record := given_record(named):
        return record
    reference, version = given_reference(named)
    return builtin_library().get(reference, version) or Shelf().get(reference, version)


def _list(given: argparse.Namespace) -> int:
    from htq_core.standards.catalogue import load_catalogue
    from htq_core.standards.shelf import Shelf

    catalogue = load_catalogue()
    found = catalogue.search(" ".join(given.words)) if given.words else catalogue.occupations
    write("".join(f"{o.reference:<8} level {o.level}  {o.status:<42} {o.title}\n" for o in found))
    write(f"{len(found)} occupations. Catalogue of {catalogue.date.isoformat()}. {catalogue.licence}\n")
    if kept := Shelf().everything():
        write(f"{len(kept)} published records are kept on this machine. See them with: standards search WORDS\n")
    return READY


def _show(given: argparse.Namespace) -> int:
    from htq_core.standards.catalogue import load_catalogue

    standard = kept_standard(given.standard)
    if standard:
        lines = [
            f"{standard.reference} version {standard.version}  {standard.title}",
            f"Level {standard.level}. {standard.route}. {standard.status}. {len(standard.ksbs)} KSBs.",
        ]
        lines += [f"Option: {option.title}" for option in standard.options]
        write("\n".join([*lines, "", *(f"{ksb.code}  {' '.join(ksb.text.split())}" for ksb in standard.ksbs)]) + "\n")
        return READY
    found = load_catalogue().find(given_reference(given.standard)[0])
    if not found:
        raise WrongCall(f"{given.standard} is not in the catalogue.")
    for o in found:
        write(f"{o.reference}  level {o.level}  {o.route or 'route not known'}  {o.status}  {o.title}\n")
    write("Its published record is not at hand, so its KSBs cannot be shown.\n")
    return READY


def _notices(given: argparse.Namespace) -> int:
    from htq_core.pipeline import this_day
    from htq_core.standards.notices import load_notices

    notices = load_notices()
    for notice in notices:
        days = f"from {notice.since.isoformat()}" + (f" until {notice.until.isoformat()}" if notice.until else "")
        due = f", due {notice.due.isoformat()}" if notice.due else ""
        shown = "shown" if notice.in_force(this_day()) else "not shown"
        write(f"{notice.reference:<8} {notice.kind}{due}, {shown}: {days}. {notice.text}\n")
    write(f"{len(notices)} {'notice' if len(notices) == 1 else 'notices'}, without a mistake in the file.\n")
    return READY


def _search(given: argparse.Namespace) -> int:
    from htq_core.standards.shelf import Shelf

    shelf = Shelf()
    found = shelf.search(" ".join(given.words))
    write("".join(_line(kept) + "\n" for kept in found))
    write(f"{len(found)} of the {len(shelf.everything())} records kept on this machine.\n")
    return READY


def _fit(given: argparse.Namespace) -> int:
    from htq_core.files import read_source
    from htq_core.pipeline import statements_in
    from htq_core.standards.shelf import Shelf

    statements = statements_in(read_source(given.mapping))
    if not statements:
        raise WrongCall("This mapping holds no wording of KSBs, and codes alone do not tell a standard.")
    for fit in Shelf().best_fits(statements):
        write(f"{fit.same:>4} of {fit.of} statements  {_line(fit.kept)}\n")
    return READY


def _add(given: argparse.Namespace) -> int:
    from htq_core.standards.feed import records_in

    for path in given.paths:
        if not path.exists():
            raise WrongCall(f"There is no file or folder {path.name}.")
    return _keep(record for path in given.paths for record in records_in(path))


def _get(given: argparse.Namespace) -> int:
    from htq_core.settings import settings_in_force
    from htq_core.standards.fetch import fetch_all

    if given.all == bool(given.references):
        raise WrongCall("Say which standards to get, such as ST0827, or --all for every one.")
    address = settings_in_force(given.settings).approving_body.record_address
    if given.all:
        return _keep(fetch_all(address.replace("/{reference}", ""), _tell))
    return _keep(_fetched(address, [given_reference(named)[0] for named in given.references]))


def _fetched(address: str, references: list[str]) -> "Iterator[Named]":
    """The records of these standards, but for those that the API does not know."""
    from htq_core.standards.fetch import UnknownStandard, fetch_record

    for reference in references:
        try:
            yield fetch_record(address, reference, _tell)
        except UnknownStandard as trouble:
            _tell(f"{reference}: {trouble.message} {trouble.fix}")


def _keep(records: "Iterable[Named]") -> int:
    """Put records on the shelf, telling how far it is. What was kept before a fault stays kept."""
    from htq_core.standards.shelf import Kept, Shelf

    kept: list[Kept] = []
    left_out: list[str] = []
    try:
        for added in Shelf().add(records):
            if added.standard:
                kept.append(Kept.of(added.standard))
            else:
                left_out.append(f"{added.name}: {added.trouble}")
            if (len(kept) + len(left_out)) % TOLD_EVERY == 0:
                _tell(f"{len(kept) + len(left_out):,} records read, {len(kept):,} kept")
    except UnreadableWorkbook as trouble:
        _tell(in_words(trouble))
        write(f"Records kept before that: {len(kept):,}.\n")
        return UNREADABLE
    for line in left_out[:MOST_TOLD]:
        _tell(line)
    if len(kept) <= MOST_TOLD:
        write("".join(_line(each) + "\n" for each in kept))
    write(f"Records kept: {len(kept):,}. Left out: {len(left_out):,}.\n")
    return READY if kept else UNREADABLE


def _tell(line: str) -> None:
    """Tell whoever waits, beside what the command answers."""
    sys.stderr.write(f"{line}\n")


def _line(kept: "Kept") -> str:
    return f"{kept.reference} version {kept.version:<5} level {kept.level}  {kept.status:<24} {kept.title}"
