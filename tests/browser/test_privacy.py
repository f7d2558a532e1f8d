"""The privacy statement is true: a mark planted in an upload is nowhere on disk, in the log or in what was sent."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Request

from tests.browser.conftest import ROOT, await_server, free_port, opened
from tests.browser.screens import SCREENS, add, go, settled
from tests.making.marked import MARK, marked

pytestmark = pytest.mark.browser
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NOT_LOOKED_AT = {".git", ".venv", "__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", "tests"}


def files_below(folder: Path) -> Iterator[Path]:
    for path, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name not in NOT_LOOKED_AT]
        yield from (Path(path, name) for name in names)


def holding_the_mark(*folders: Path) -> list[str]:
    wanted = [MARK.encode(), MARK.encode("utf-16-le")]
    found = []
    for path in (path for folder in folders for path in files_below(folder)):
        try:
            data = path.read_bytes()
        except FileNotFoundError:  # another test's own file, gone meanwhile
            continue
        if MARK in path.name or any(each in data for each in wanted):
            found.append(str(path))
    return found


def test_a_mark_in_an_upload_is_nowhere_afterwards(browser: Browser, tmp_path: Path) -> None:
    home, temporary, log = (tmp_path / name for name in ("home", "temporary", "log"))
    home.mkdir()
    temporary.mkdir()
    places = {"HOME": home, "USERPROFILE": home, "XDG_CACHE_HOME": home, "XDG_DATA_HOME": home}
    places |= dict.fromkeys(("TMPDIR", "TEMP", "TMP"), temporary)
    environment = {**os.environ, **{name: str(path) for name, path in places.items()}}
    port = free_port()
    sent: list[Request] = []
    with log.open("wb") as told:
        server = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={port}", "--server.headless=true"],
            cwd=ROOT, env=environment, stdout=told, stderr=subprocess.STDOUT,
        )  # fmt: skip
        address = f"http://localhost:{port}"
        try:
            await_server(address, server)
            with opened(browser, address) as page:
                page.on("request", lambda request: sent.append(request))
                page.reload()
                settled(page)
                go(page, "Upload")
                for book in ("mapping", "structure"):
                    add(page, book, {"name": f"{MARK} {book}.xlsx", "mimeType": EXCEL, "buffer": marked(book)})
                for screen in SCREENS:
                    go(page, screen)
                    assert MARK not in page.url
                    assert MARK not in page.title()
                go(page, "Findings")
                page.get_by_text(MARK).first.wait_for(state="attached")
                assert not page.evaluate("JSON.stringify({...localStorage, ...sessionStorage})").count(MARK)
                assert not [cookie for cookie in page.context.cookies() if MARK in str(cookie)]
        finally:
            server.terminate()
            server.wait(10)
    assert holding_the_mark(home, temporary, ROOT) == []
    assert MARK.encode() not in log.read_bytes()
    assert {request.url.split("/")[2] for request in sent if request.url.startswith("http")} == {f"localhost:{port}"}
    assert not [request.url for request in sent if MARK in request.url]


def test_the_search_would_find_a_mark(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "kept").write_bytes(b"..." + MARK.encode("utf-16-le"))
    (tmp_path / f"{MARK}.txt").write_bytes(b"")
    assert len(holding_the_mark(tmp_path)) == 2
