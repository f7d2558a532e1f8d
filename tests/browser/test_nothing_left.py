"""The privacy statement is true: what a visitor brought is nowhere once the page is closed.

Not in the server's memory, and a mark planted in it not on disk, in the log or in what was sent.
"""

import os
import time
from collections.abc import Iterator
from pathlib import Path
from subprocess import Popen
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from tests.browser.conftest import ROOT, opened, started
from tests.browser.screens import SCREENS, add, go, settled, try_sample
from tests.making.marked import MARK, marked

pytestmark = pytest.mark.browser
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NOT_LOOKED_AT = {".git", ".venv", "__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", "tests"}
# A server that says, for each line it is sent, how many of the files it was given and of the reports on them are still
# in its memory, and how many files Streamlit keeps. Whatever else it prints goes to its log.
WATCHED = """
import gc, sys, threading, weakref
answers, sys.stdout = sys.stdout, sys.stderr
from streamlit.web import cli
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFile
from htq_core import Report
from pages.parts import state

given, put, made = [], state.put, UploadedFile.__init__
stores, add_file = set(), MemoryUploadedFileManager.add_file

class Name(str):
    pass

def put_watched(book, name, data):
    name = Name(name)
    given.append(weakref.ref(name))
    put(book, name, data)

def made_watched(self, *args, **kwargs):
    made(self, *args, **kwargs)
    given.append(weakref.ref(self))

def add_watched(self, *args, **kwargs):
    stores.add(self)
    add_file(self, *args, **kwargs)

def answer():
    for line in sys.stdin:
        gc.collect()
        files = sum(each() is not None for each in given)
        reports = sum(isinstance(each, Report) for each in gc.get_objects())
        stored = sum(len(files) for store in stores for files in store.file_storage.values())
        print(files, len(given), reports, stored, file=answers, flush=True)

state.put, UploadedFile.__init__, MemoryUploadedFileManager.add_file = put_watched, made_watched, add_watched
threading.Thread(target=answer, daemon=True).start()
sys.argv = ["streamlit", "run", "app.py", *sys.argv[1:]]
cli.main()
"""


class Memory(NamedTuple):
    """How many files are still there of those that were given, how many reports, and what Streamlit keeps."""

    files: int
    given: int
    reports: int
    stored: int


def in_memory(server: Popen[str]) -> Memory:
    assert server.stdin
    assert server.stdout
    server.stdin.write("?\n")
    server.stdin.flush()
    return Memory(*map(int, server.stdout.readline().split()))


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


def look_around_with_marked_files(page: Page) -> None:
    """Add two files with the mark, and go to every screen."""
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


def test_a_deep_link_is_framed_and_nothing_is_left_of_visitors_who_have_gone(browser: Browser, tmp_path: Path) -> None:
    home, temporary, log = (tmp_path / name for name in ("home", "temporary", "log"))
    home.mkdir()
    temporary.mkdir()
    places = dict.fromkeys(("HOME", "USERPROFILE", "XDG_CACHE_HOME", "XDG_DATA_HOME"), str(home))
    places |= dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(temporary))
    sent: list[Request] = []
    with log.open("w") as told, started("-c", WATCHED, log=told, environment=places) as (address, server):
        with opened(browser, f"{address}/results") as page:
            # The first that a fresh server is asked for: Streamlit would show this screen without its frame.
            expect(page.locator(".product")).to_be_visible()
            expect(page.locator("[data-testid=stSidebar]")).to_have_count(0)
            go(page, "Start")
            try_sample(page)
            go(page, "Coverage")
            # A second visitor, as the first leaves.
            page.on("request", lambda request: sent.append(request))
            page.goto(address)
            settled(page)
            look_around_with_marked_files(page)
            there = in_memory(server)
            assert there.files >= 1
            assert there.given == 6  # two of the sample, two uploads and what the uploader made of each
            assert there.reports >= 1
            assert there.stored == 0
        until = time.monotonic() + 30
        while ((left := in_memory(server)).files or left.reports) and time.monotonic() < until:
            time.sleep(0.2)
    assert (left.files, left.reports) == (0, 0)
    assert holding_the_mark(home, temporary, ROOT) == []
    assert MARK.encode() not in log.read_bytes()
    assert {request.url.split("/")[2] for request in sent if request.url.startswith("http")} == {address.split("/")[2]}
    assert not [request.url for request in sent if MARK in request.url]


def test_the_search_would_find_a_mark(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "kept").write_bytes(b"..." + MARK.encode("utf-16-le"))
    (tmp_path / f"{MARK}.txt").write_bytes(b"")
    assert len(holding_the_mark(tmp_path)) == 2
