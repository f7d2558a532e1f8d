"""What a visitor brought is gone from the server's memory once the page is closed."""

import time
from subprocess import Popen

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import opened, started
from tests.browser.screens import SAMPLES, add, go, try_sample

pytestmark = pytest.mark.browser
# A server that says, for each line it is sent, how many of the files it was given are still in its memory.
WATCHED = """
import gc, sys, threading, weakref
from streamlit.web import cli
from streamlit.runtime.uploaded_file_manager import UploadedFile
from pages.parts import state

given, put, made = [], state.put, UploadedFile.__init__

class Name(str):
    pass

def put_watched(book, name, data):
    name = Name(name)
    given.append(weakref.ref(name))
    put(book, name, data)

def made_watched(self, *args, **kwargs):
    made(self, *args, **kwargs)
    given.append(weakref.ref(self))

def answer():
    for line in sys.stdin:
        gc.collect()
        print("still here:", sum(each() is not None for each in given), "of", len(given), flush=True)

state.put, UploadedFile.__init__ = put_watched, made_watched
threading.Thread(target=answer, daemon=True).start()
sys.argv = ["streamlit", "run", "app.py", *sys.argv[1:]]
cli.main()
"""


def in_memory(server: Popen[str]) -> tuple[int, int]:
    """How many of the files the server was given are still there, and how many it was given."""
    assert server.stdin
    assert server.stdout
    server.stdin.write("?\n")
    server.stdin.flush()
    words = next(line for line in server.stdout if line.startswith("still here")).split()
    return int(words[2]), int(words[4])


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
            there, given = in_memory(server)
            assert there >= 1
            assert given == 4  # two of the sample, one upload and what the uploader made of it
        until = time.monotonic() + 10
        while (left := in_memory(server)[0]) and time.monotonic() < until:
            time.sleep(0.2)
    assert left == 0
