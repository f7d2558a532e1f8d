"""The report in a terminal."""

from htq_core.export.text import WIDTH, to_text
from tests.export.reports import flawed, hostile


def test_lines_fit_a_terminal() -> None:
    longest = max(to_text(flawed()).splitlines(), key=len)
    assert len(longest) <= WIDTH


def test_no_text_of_a_user_drives_the_terminal() -> None:
    text = to_text(hostile("\x1b[2J\x1b]0;x\x07\u202e"))
    assert all(sign.isprintable() or sign == "\n" for sign in text)
    assert "⟨U+001B⟩" in text


def test_narrow_tables_are_columns_and_wide_ones_labelled_lines() -> None:
    lines = to_text(flawed()).splitlines()
    header = next(line for line in lines if line.strip().startswith("KSBs"))
    knowledge = next(line for line in lines if line.strip().startswith("Knowledge "))
    assert header.index("Partial") == knowledge.index(str(flawed().occupations[0].coverage["knowledge"].partial), 20)
    assert any(line.strip().startswith("SHA-256: ") for line in lines)
