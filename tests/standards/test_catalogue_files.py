"""A slip in the catalogue's files is told: which file, which line, which value."""

from pathlib import Path

import pytest

from htq_core.standards.catalogue_files import (
    COLUMNS,
    CatalogueError,
    read_about,
    read_occupations,
    read_routes,
)

ROUTES = frozenset({"Digital"})
GOOD = {
    "occupation": "OCC9900",
    "reference": "ST9900",
    "option_letter": "",
    "title": "Web weaver",
    "level": "4",
    "route": "Digital",
    "status": "Approved occupation",
    "version": "1.0",
    "version_title": "Web weaver",
    "version_status": "Approved for delivery",
    "version_seen": "2023-01",
    "core_and_options": "no",
    "knowledge": "5",
    "skills": "0",
    "behaviours": "",
}


def write_occupations(folder: Path, *rows: dict[str, str], header: tuple[str, ...] = COLUMNS) -> Path:
    path = folder / "occupations.csv"
    lines = [",".join(header), *(",".join(row.values()) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8-sig")
    return path


def test_a_good_row_is_read(tmp_path: Path) -> None:
    (occupation,) = read_occupations(write_occupations(tmp_path, GOOD), ROUTES)
    assert (occupation.title, occupation.level, occupation.core_and_options) == ("Web weaver", 4, False)
    assert (occupation.knowledge, occupation.skills, occupation.behaviours) == (5, None, None)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("reference", "9900"),
        ("reference", "OCC9900"),
        ("occupation", "OCC9901"),
        ("option_letter", "AA"),
        ("title", ""),
        ("level", "6"),
        ("level", "four"),
        ("route", "Digitial"),
        ("status", "Approved"),
        ("version", "first"),
        ("version_seen", "January"),
        ("version_seen", ""),
        ("core_and_options", "perhaps"),
        ("skills", "-1"),
        ("knowledge", "5.5"),
    ],
)
def test_a_slip_names_the_line_and_the_column(tmp_path: Path, column: str, value: str) -> None:
    path = write_occupations(tmp_path, {**GOOD, "reference": "ST9899", "occupation": ""}, {**GOOD, column: value})
    with pytest.raises(CatalogueError, match=rf"occupations\.csv: line 3: .*{column}"):
        read_occupations(path, ROUTES)


def test_an_option_needs_a_title_of_two_parts(tmp_path: Path) -> None:
    lettered = {**GOOD, "occupation": "OCC9900A", "option_letter": "A"}
    with pytest.raises(CatalogueError, match="title has no ' - '"):
        read_occupations(write_occupations(tmp_path, lettered), ROUTES)


def test_a_repeated_row_is_told(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="line 3: ST9900 is there twice"):
        read_occupations(write_occupations(tmp_path, GOOD, GOOD), ROUTES)


def test_a_row_of_the_wrong_length_is_told(tmp_path: Path) -> None:
    longer = {**GOOD, "more": "x"}
    shorter = {name: GOOD[name] for name in COLUMNS[:-1]}
    for row in (longer, shorter):
        with pytest.raises(CatalogueError, match="line 2 does not have 15 columns"):
            read_occupations(write_occupations(tmp_path, row), ROUTES)


def test_other_columns_or_no_rows_are_told(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="the columns are not"):
        read_occupations(write_occupations(tmp_path, GOOD, header=COLUMNS[::-1]), ROUTES)
    with pytest.raises(CatalogueError, match="holds no occupations"):
        read_occupations(write_occupations(tmp_path), ROUTES)


def test_a_file_in_another_encoding_is_told(tmp_path: Path) -> None:
    path = write_occupations(tmp_path, GOOD)
    path.write_bytes(path.read_bytes() + b"\xff\xfe\n")
    with pytest.raises(CatalogueError, match="not comma-separated text in UTF-8"):
        read_occupations(path, ROUTES)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[[route]]\nid = 1\n",
        '[[route]]\nid = "1"\nname = "Digital"\n',
        '[[route]]\nid = 1\nname = "Digital"\ncolour = "red"\n',
        '[[route]]\nid = 1\nname = "Digital"\nearlier_names = [1]\n',
        '[[route]]\nid = 1\nname = "A"\n[[route]]\nid = 1\nname = "B"\n',
        '[[route]]\nid = 1\nname = "A"\n[[route]]\nid = 2\nname = "A"\n',
        "[[route]\n",
    ],
)
def test_a_slip_in_the_routes_is_told(tmp_path: Path, text: str) -> None:
    path = tmp_path / "routes.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"routes\.toml"):
        read_routes(path)


ABOUT = {
    "date": "2026-07-01",
    "date_text": '"July 2026"',
    "source": '"maps"',
    "licence": '"OGL"',
    "licence_address": '"https://example.org"',
    "notes": '["one"]',
}


def write_about(folder: Path, changes: dict[str, str]) -> Path:
    path = folder / "catalogue.toml"
    entries = {name: value for name, value in {**ABOUT, **changes}.items() if value}
    path.write_text("".join(f"{name} = {value}\n" for name, value in entries.items()), encoding="utf-8")
    return path


def test_a_good_description_is_read(tmp_path: Path) -> None:
    assert read_about(write_about(tmp_path, {})).notes == ("one",)


@pytest.mark.parametrize(
    "changes",
    [{"date": '"July 2026"'}, {"date": "2026-13-01"}, {"licence": ""}, {"source": '""'}, {"notes": "[1]"}, {"x": "1"}],
)
def test_a_slip_in_the_description_is_told(tmp_path: Path, changes: dict[str, str]) -> None:
    with pytest.raises(CatalogueError, match=r"catalogue\.toml"):
        read_about(write_about(tmp_path, changes))
