"""Notices: read strictly from a file that a person may edit, and shown only while they are in force."""

import os
from datetime import date
from pathlib import Path

import pytest

from htq_core.standards.catalogue_files import CatalogueError
from htq_core.standards.notices import VARIABLE, Notice, NoticeKind, in_force, load_notices, read_notices

GOOD = {
    "kind": '"revision due"',
    "reference": '"ST0827"',
    "since": "2026-10-01",
    "until": "2027-07-31",
    "due": "2027-09-01",
    "text": '"A new version is on its way."',
}


def written(folder: Path, **changes: str | None) -> Path:
    """A file with one good notice, but for the changes."""
    items = {name: value for name, value in {**GOOD, **changes}.items() if value is not None}
    path = folder / "notices.toml"
    path.write_text("\n".join(["[[notice]]", *(f"{name} = {value}" for name, value in items.items())]), "utf-8")
    return path


def test_a_notice_is_read_as_it_stands(tmp_path: Path) -> None:
    assert read_notices(written(tmp_path)) == (
        Notice(
            kind=NoticeKind.REVISION_DUE,
            reference="ST0827",
            since=date(2026, 10, 1),
            until=date(2027, 7, 31),
            due=date(2027, 9, 1),
            text="A new version is on its way.",
        ),
    )


def test_a_text_may_run_over_lines(tmp_path: Path) -> None:
    assert read_notices(written(tmp_path, text='"""\nFirst line\nsecond line."""'))[0].text == "First line second line."


@pytest.mark.parametrize(
    ("changes", "mistake"),
    [
        ({"kind": '"no idea"'}, "kind is not one of: in scope, contact us, out of scope, revision due"),
        ({"kind": None}, "kind is missing"),
        ({"reference": '"st 827"'}, "reference is not a reference such as ST0827"),
        ({"reference": '"Nursing associate"'}, "reference is not a reference such as ST0827"),
        ({"since": '"October 2026"'}, "since is not a date such as 2026-10-01"),
        ({"since": "2026-10-01T09:00:00"}, "since is not a date such as 2026-10-01"),
        ({"until": "2026-09-30"}, "until is not a date such as 2027-07-31, without quotation marks, and not before"),
        ({"text": '""'}, "text is not a text"),
        ({"text": '"  "'}, "text is not a text"),
        ({"kind": '"in scope"'}, "due is not a date such as 2027-09-01, without quotation marks, in a notice of the"),
        ({"colour": '"red"'}, "colour is not one of: kind, reference, since, text, until, due"),
    ],
)
def test_a_slip_is_told_with_the_notice_and_the_item(
    tmp_path: Path, changes: dict[str, str | None], mistake: str
) -> None:
    with pytest.raises(CatalogueError, match=rf"notices\.toml: notice 1: {mistake}"):
        read_notices(written(tmp_path, **changes))


@pytest.mark.parametrize("text", ["[notice]\nkind = 1", "notices = 3", "[[notice]", "\x00"])
def test_a_file_of_another_shape_is_told(tmp_path: Path, text: str) -> None:
    path = tmp_path / "notices.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(CatalogueError, match=r"notices\.toml"):
        read_notices(path)


def test_a_notice_is_shown_from_its_first_day_to_its_last(tmp_path: Path) -> None:
    notices = read_notices(written(tmp_path))
    days = {date(2026, 9, 30): 0, date(2026, 10, 1): 1, date(2027, 7, 31): 1, date(2027, 8, 1): 0}
    assert {day: len(in_force(notices, day)) for day in days} == days
    open_ended = read_notices(written(tmp_path, until=None))
    assert in_force(open_ended, date(2099, 1, 1)) == open_ended


def test_the_file_that_comes_with_the_program_has_none_on_a_real_standard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    assert [notice.reference for notice in load_notices()] == ["ST9004"]
    assert all("Illustrative" in notice.text for notice in load_notices())


def test_a_file_of_your_own_takes_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, str(written(tmp_path)))
    assert [notice.reference for notice in load_notices()] == ["ST0827"]
    written(tmp_path, reference='"ST0828"')
    os.utime(tmp_path / "notices.toml", ns=(1, 1))
    assert [notice.reference for notice in load_notices()] == ["ST0828"]
    monkeypatch.setenv(VARIABLE, str(tmp_path / "nowhere.toml"))
    with pytest.raises(CatalogueError, match=r"nowhere\.toml cannot be opened"):
        load_notices()
