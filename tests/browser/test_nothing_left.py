"""What a visitor brought is gone from the server's memory once the page is closed."""

import time
from subprocess import Popen
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import opened, started
from tests.browser.screens import SAMPLES, add, go, try_sample

pytestmark = pytest.mark.browser
# A server that says, for each line it is sent, how many of the files it was given and of the reports on them are still
# in its memory, and how many files Streamlit keeps.
WATCHED = """
import gc, sys, threading, weakref
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
        print("still here:", files, len(given), reports, stored, flush=True)

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
    told = next(line for line in server.stdout if line.startswith("still here"))
    return Memory(*map(int, told.split()[2:]))


def test_a_deep_link_is_framed_and_nothing_is_left_of_a_visitor_who_has_gone(browser: Browser) -> None:
    with started("-c", WATCHED) as (address, server):
        with opened(browser, f"{address}/results") as page:
            # The first that a fresh server is asked for: Streamlit would show this screen without its frame.
            expect(page.locator(".product")).to_be_visible()
            expect(page.locator("[data-testid=stSidebar]")).to_have_count(0)
            go(page, "Start")
            try_sample(page)
            go(page, "Coverage")
        with opened(browser, address) as page:
            go(page, "Upload")
            add(page, "mapping", SAMPLES / "flawed" / "mapping.xlsx")
            there = in_memory(server)
            assert there.files >= 1
            assert there.given == 4  # two of the sample, one upload and what the uploader made of it
            assert there.reports >= 1
            assert there.stored == 0
        until = time.monotonic() + 30
        while ((left := in_memory(server)).files or left.reports) and time.monotonic() < until:
            time.sleep(0.2)
    assert (left.files, left.reports) == (0, 0)
