"""The import arrow points one way; these tests are the fence."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CORE = sorted((ROOT / "htq_core").rglob("*.py"))
SCREENS = [ROOT / "app.py", *sorted((ROOT / "pages").rglob("*.py"))]
SPREADSHEETS = ("openpyxl", "xlsxwriter", "zipfile", "xml", "lxml", "python_calamine", "defusedxml", "docx")
MAY_OPEN_SPREADSHEETS = ("reading", "export", "templates")
RULES_MAY_IMPORT = ("location", "findings", "settings", "pathways", "model", "standards", "patterns", "rules.rule")
FRONT_DOOR = (
    "htq_core",
    "htq_core.export",
    "htq_core.templates",
    "htq_core.standards",
    "htq_core.settings",
    "htq_core.rules",
    "htq_core.rulebook",
    "htq_core.session",
    "htq_core.answers_file",
    "htq_core.reasons_file",
)


def imported(path: Path) -> Iterator[str]:
    """Every module that a file imports, wherever in the file it does."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports hide the arrow"
            yield node.module or ""


def part_of(path: Path) -> str:
    """The package below ``htq_core`` a file is in; empty for its own modules."""
    inside = path.relative_to(ROOT / "htq_core").parts
    return inside[0] if len(inside) > 1 else ""


def within(module: str, *names: str) -> bool:
    return any(module == name or module.startswith(f"{name}.") for name in names)


@pytest.mark.parametrize("path", CORE, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_the_core_knows_nothing_of_screens(path: Path) -> None:
    assert not [name for name in imported(path) if within(name, "streamlit", "plotly", "pandas", "pages")]


@pytest.mark.parametrize("path", CORE, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_spreadsheets_are_opened_in_few_places(path: Path) -> None:
    if part_of(path) not in MAY_OPEN_SPREADSHEETS:
        assert not [name for name in imported(path) if within(name, *SPREADSHEETS)]


def test_the_library_that_may_end_its_process_is_used_in_one_place() -> None:
    assert [path.stem for path in CORE if any(within(name, "python_calamine") for name in imported(path))] == [
        "values_only"
    ]
    users = [path for path in CORE if any(within(name, "htq_core.reading.values_only") for name in imported(path))]
    assert [path.stem for path in users] == ["workbook"]


@pytest.mark.parametrize(
    "path", [p for p in CORE if part_of(p) == "rules" and p.stem not in ("__init__", "rule")], ids=lambda p: p.stem
)
def test_rules_import_records_and_nothing_else_of_ours(path: Path) -> None:
    allowed = [f"htq_core.{name}" for name in RULES_MAY_IMPORT]
    if "_" in path.stem:
        family = path.stem.partition("_")[0]
        allowed += [f"htq_core.rules.{family}", f"htq_core.rules.{family}_"]  # std_version shares the family of std
    assert not [name for name in imported(path) if within(name, "htq_core") and not within(name, *allowed)]


@pytest.mark.parametrize("path", [p for p in CORE if part_of(p) == "export"], ids=lambda p: p.stem)
def test_exports_never_import_rules(path: Path) -> None:
    assert not [
        name for name in imported(path) if within(name, "htq_core.rules", "htq_core.engine", "htq_core.reading")
    ]


@pytest.mark.parametrize("path", [p for p in CORE if part_of(p) in ("model", "reading")], ids=lambda p: p.stem)
def test_reading_and_records_never_look_ahead(path: Path) -> None:
    ahead = (
        "htq_core.rules",
        "htq_core.engine",
        "htq_core.report",
        "htq_core.pipeline",
        "htq_core.export",
        "htq_core.cli",
    )
    assert not [name for name in imported(path) if within(name, *ahead)]


@pytest.mark.parametrize("path", SCREENS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_screens_use_the_front_door(path: Path) -> None:
    ours = [name for name in imported(path) if within(name, "htq_core")]
    assert not [name for name in ours if name != "htq_core" and not within(name, *FRONT_DOOR[1:])]
    assert not [name for name in imported(path) if within(name, *SPREADSHEETS)]


@pytest.mark.parametrize("path", [*CORE, *SCREENS], ids=lambda path: path.relative_to(ROOT).as_posix())
def test_nothing_unsafe_is_switched_on(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "unsafe_allow_html" not in text
    assert "/shared" not in text
