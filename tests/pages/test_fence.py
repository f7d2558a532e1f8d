"""What a screen may do, and where: user text reaches a page through one module, sessions through a few."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCREENS = [ROOT / "app.py", *sorted((ROOT / "pages").rglob("*.py"))]
TEMPLATES = sorted((ROOT / "pages" / "parts" / "markup").glob("*.html"))
NAMES = [path.relative_to(ROOT).as_posix() for path in SCREENS]
READ_AS_MARKDOWN = {
    "markdown", "write", "write_stream", "error", "warning", "info", "success", "caption", "title", "header",
    "subheader", "toast", "latex", "badge", "metric", "expander", "tabs", "status", "exception", "popover",
}  # fmt: skip
WITH_LABELS = {
    "button", "download_button", "page_link", "selectbox", "radio", "text_input", "text_area", "file_uploader",
    "checkbox",
}  # fmt: skip
MAY_HOLD = ("state", "place", "meeting", "readiness", "choosing", "chosen", "checking", "uploads", "server")
OURS = re.compile(r"wording|as_read|LABELS|AT_FIRST|label|\btitle\b|\bbook\b|len\(")


def calls(path: Path) -> list[tuple[str, ast.Call]]:
    """Every call of a method or function in a file, by its last name."""
    nodes = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    return [
        (node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", ""), node)
        for node in nodes
    ]


@pytest.mark.parametrize("path", SCREENS, ids=NAMES)
def test_no_text_goes_through_markdown(path: Path) -> None:
    on_streamlit = [
        name
        for name, call in calls(path)
        if isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Name) and call.func.value.id == "st"
    ]
    assert not READ_AS_MARKDOWN & set(on_streamlit)


@pytest.mark.parametrize("path", SCREENS, ids=NAMES)
def test_labels_are_our_own_words(path: Path) -> None:
    for name, call in calls(path):
        if name in WITH_LABELS:
            label = next((word.value for word in call.keywords if word.arg == "label"), None) or call.args[0]
            assert isinstance(label, ast.Constant) or OURS.search(ast.unparse(label)), f"{name}({ast.unparse(label)})"


@pytest.mark.parametrize("path", SCREENS, ids=NAMES)
def test_html_is_put_on_a_page_in_one_module(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "unsafe_allow" not in text
    assert ("st.html(" in text) == (path.name == "html.py")


@pytest.mark.parametrize("path", SCREENS, ids=NAMES)
def test_sessions_and_caches_are_kept_in_few_modules(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    held = re.search(r"session_state|cache_data|cache_resource|st\.context|query_params", text)
    assert bool(held) == (path.parent.name == "parts" and path.stem in MAY_HOLD)


@pytest.mark.parametrize("path", SCREENS, ids=NAMES)
def test_what_all_sessions_share_is_made_from_nothing_of_theirs(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        for how in node.decorator_list if isinstance(node, ast.FunctionDef) else ():
            if re.search(r"cache_(data|resource)", ast.unparse(how)) and "scope='session'" not in ast.unparse(how):
                assert isinstance(node, ast.FunctionDef)
                assert not ast.unparse(node.args), f"{node.name} keeps what it is given for everybody"


@pytest.mark.parametrize("path", SCREENS, ids=NAMES)
def test_plotly_is_loaded_by_the_coverage_screen_alone(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert ("plotly.graph_objects" in text) == (path.name == "charts.py")
    assert ("import charts" in text) == (path.name == "coverage.py")
    assert "pandas" not in text


@pytest.mark.parametrize("path", TEMPLATES, ids=[path.name for path in TEMPLATES])
def test_templates_escape_everything(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\|\s*safe|autoescape|Markup|<script|\son\w+=", text)
    unquoted = re.findall(r"=\{\{", text)
    assert not unquoted, "an attribute without quotes cannot be escaped"
