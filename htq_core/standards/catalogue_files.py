"""The catalogue's text files, which a person may edit: read strictly, so that a slip is told and not believed."""

import csv
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from htq_core.standards.occupation import APPROVED, Occupation, Route
from htq_core.standards.reference import normal_version

FOLDER = Path(__file__).parent / "data"
ABOUT_FILE = FOLDER / "catalogue.toml"
ROUTES_FILE = FOLDER / "routes.toml"
OCCUPATION_FILES = (FOLDER / "occupations.csv", FOLDER / "illustrative" / "occupations.csv")

COLUMNS = Occupation._fields
_YES_OR_NO = {"yes": True, "no": False, "": None}


class CatalogueError(ValueError):
    """A file of the catalogue or of notices cannot be right. The text names the file, the line and the value."""


@dataclass(frozen=True, eq=False)
class About:
    """Where the catalogue's facts come from, and of when they are."""

    date: date
    date_text: str
    source: str
    licence: str
    licence_address: str
    notes: tuple[str, ...]


def read_about(path: Path) -> About:
    """The date, source and licence of the catalogue."""
    entries = _toml(path)
    _need(set(entries) == {field.name for field in fields(About)}, path, "it does not hold exactly the expected items")
    day = entries["date"]
    _need(type(day) is date, path, "date is not a date such as 2026-07-01")
    texts = ("date_text", "source", "licence", "licence_address")
    _need(all(isinstance(entries[text], str) and entries[text] for text in texts), path, "a text is blank")
    _need(_texts(entries["notes"]), path, "notes is not a list of texts")
    return About(**{**entries, "notes": tuple(entries["notes"])})


def read_routes(path: Path) -> tuple[Route, ...]:
    """The routes, in the order of the file."""
    routes: list[Route] = []
    for entry in _toml(path).get("route", []):
        known = {"id": int, "name": str, "earlier_names": list, "available": bool, "note": str}
        where = str(entry.get("name", "a route without a name"))
        _need(set(entry) <= set(known), path, f"{where}: an item is not one of {', '.join(known)}")
        _need({"id", "name"} <= set(entry), path, f"{where}: id or name is missing")
        of_its_kind = all(type(value) is known[name] for name, value in entry.items())
        _need(of_its_kind, path, f"{where}: an item is of the wrong kind")
        _need(_texts(entry.get("earlier_names", [])), path, f"{where}: earlier_names is not a list of texts")
        routes.append(Route(**{**entry, "earlier_names": tuple(entry.get("earlier_names", ()))}))
    _need(bool(routes), path, "it holds no routes")
    _need(len({route.id for route in routes}) == len(routes), path, "two routes have the same id")
    _need(len({route.name for route in routes}) == len(routes), path, "two routes have the same name")
    return tuple(routes)


def read_occupations(path: Path, routes: frozenset[str]) -> tuple[Occupation, ...]:
    """The occupations, in the order of the file. ``routes`` are the names that a row may give as its route."""
    rows: dict[tuple[str, str], Occupation] = {}
    for line, row in _csv(path):
        where = f"line {line}"
        _need(None not in row and None not in row.values(), path, f"{where} does not have {len(COLUMNS)} columns")
        cells = {name: value.strip() for name, value in row.items()}
        mistake = next(_mistakes(cells, routes), "")
        _need(not mistake, path, f"{where}: {mistake}")
        occupation = _occupation(cells)
        key = (occupation.reference, occupation.option_letter)
        _need(key not in rows, path, f"{where}: {''.join(key)} is there twice")
        rows[key] = occupation
    _need(bool(rows), path, "it holds no occupations")
    return tuple(rows.values())


def _mistakes(cells: Mapping[str, str], routes: frozenset[str]) -> Iterator[str]:
    """What is wrong with a row, in words."""
    number = cells["reference"][2:]
    if not re.fullmatch(r"ST[0-9]{4}", cells["reference"]):
        yield f"reference '{cells['reference']}' is not ST and four digits"
    if not re.fullmatch(r"[A-Z]?", cells["option_letter"]):
        yield f"option_letter '{cells['option_letter']}' is not one capital letter"
    if cells["occupation"] not in ("", f"OCC{number}{cells['option_letter']}"):
        yield f"occupation '{cells['occupation']}' does not go with {cells['reference']}{cells['option_letter']}"
    if not cells["title"]:
        yield "title is blank"
    if cells["option_letter"] and " - " not in cells["title"]:
        yield "title has no ' - ' between the standard and the option"
    if cells["level"] not in ("4", "5"):
        yield f"level '{cells['level']}' is not 4 or 5"
    if cells["route"] and cells["route"] not in routes:
        yield f"route '{cells['route']}' is not in routes.toml (leave it blank when it is not known)"
    if cells["status"] not in APPROVED:
        yield f"status '{cells['status']}' is not one of: {', '.join(APPROVED)}"
    yield from _mistakes_about_the_version(cells)


def _mistakes_about_the_version(cells: Mapping[str, str]) -> Iterator[str]:
    if cells["version"] and not re.fullmatch(r"[0-9]{1,2}(?:\.[0-9]{1,2})?", cells["version"]):
        yield f"version '{cells['version']}' is not a number such as 1.0"
    if bool(cells["version"]) != bool(re.fullmatch(r"20[0-9]{2}-(?:0[1-9]|1[0-2])", cells["version_seen"])):
        yield "version and version_seen (a month such as 2023-01) go together"
    if cells["core_and_options"].lower() not in _YES_OR_NO:
        yield f"core_and_options '{cells['core_and_options']}' is not yes, no or blank"
    for kind in ("knowledge", "skills", "behaviours"):
        if not re.fullmatch(r"[0-9]{0,3}", cells[kind]):
            yield f"{kind} '{cells[kind]}' is not a whole number or blank"


def _occupation(cells: Mapping[str, str]) -> Occupation:
    counts = {kind: int(cells[kind] or 0) or None for kind in ("knowledge", "skills", "behaviours")}
    lettered = bool(cells["option_letter"])  # a lettered occupation is an option, whatever else is known
    rest: dict[str, Any] = {
        **cells,
        **counts,
        "level": int(cells["level"]),
        "version": normal_version(cells["version"]),
        "core_and_options": lettered or _YES_OR_NO[cells["core_and_options"].lower()],
    }
    return Occupation(**rest)


def _csv(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows with their line numbers. Excel's byte order mark is accepted."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file, strict=True)
            _need(tuple(rows.fieldnames or ()) == COLUMNS, path, f"the columns are not: {', '.join(COLUMNS)}")
            for row in rows:
                yield rows.line_num, row
    except (csv.Error, UnicodeDecodeError) as trouble:
        raise CatalogueError(f"{path.name} is not comma-separated text in UTF-8.") from trouble


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as trouble:
        raise CatalogueError(f"{path.name} cannot be read: {trouble}.") from trouble


def _texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(part, str) and part for part in value)


def _need(truth: bool, path: Path, mistake: str) -> None:
    if not truth:
        raise CatalogueError(f"{path.name}: {mistake}.")
