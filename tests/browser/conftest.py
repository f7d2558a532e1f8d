"""One server and one browser for all tests in a real browser."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import IO, Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, Playwright, ViewportSize, expect, sync_playwright

from tests.browser.screens import settled

ROOT = Path(__file__).parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge", "microsoft-edge")
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
PATIENCE = 20_000
WIDE: ViewportSize = {"width": 1280, "height": 900}
expect.set_options(timeout=PATIENCE)


def launched(playwright: Playwright) -> Browser:
    """A browser of this machine. Without one the tests that need it are skipped; in CI that is a failure."""
    named = os.environ.get("HTQ_BROWSER") or next(filter(None, map(shutil.which, NAMES)), None)
    try:
        return playwright.chromium.launch(executable_path=named, args=list(FLAGS))
    except Error as trouble:
        missing = "No Chromium, Chrome or Edge was found. Install one, or name it in HTQ_BROWSER."
        if os.environ.get("CI") == "true":
            raise RuntimeError(missing) from trouble
        pytest.skip(missing)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = launched(playwright)
        yield browser
        browser.close()


@contextmanager
def serving() -> Iterator[str]:
    """The program on a free port of this computer; gives its address."""
    with started("-m", "streamlit", "run", "app.py", told=subprocess.DEVNULL) as (address, _):
        yield address


@contextmanager
def started(
    *program: str,
    told: int = subprocess.PIPE,
    log: IO[str] | int = subprocess.DEVNULL,
    environment: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """A server on a free port, as Python is told to run it, its errors in ``log``; gives its address and process."""
    port = free_port()
    command = [sys.executable, *program, f"--server.port={port}", "--server.headless=true"]
    env = {**os.environ, **environment}
    server = subprocess.Popen(command, cwd=ROOT, env=env, stdin=told, stdout=told, stderr=log, text=True)
    address = f"http://localhost:{port}"
    try:
        await_server(address, server)
        yield address, server
    finally:
        server.terminate()
        server.wait(10)


def free_port() -> int:
    """A port of this computer that nothing uses."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def await_server(address: str, server: subprocess.Popen[Any]) -> None:
    """Wait until the server answers."""
    for _ in range(150):
        assert server.poll() is None, "the server ended at once"
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=2)  # noqa: S310
        except OSError:
            time.sleep(0.2)
        else:
            return
    pytest.fail("the server did not answer within 30 seconds")


@pytest.fixture(scope="session")
def address(browser: Browser) -> Iterator[str]:
    # The browser comes first: without one, no server is started.
    with serving() as address:
        yield address


@pytest.fixture(scope="session")
def tab(browser: Browser) -> Iterator[Page]:
    """A tab in a window. It has loaded the screens' own scripts once; to load them for each test takes seconds."""
    with window(browser) as context:
        yield context.new_page()


@pytest.fixture
def page(tab: Page, address: str) -> Page:
    """The Start screen, wide and light, as a new visitor comes to it: what the visitor before did is gone."""
    tab.set_viewport_size(WIDE)
    tab.emulate_media(color_scheme="light")
    tab.goto(address)
    settled(tab)
    return tab


@contextmanager
def opened(browser: Browser, address: str, *, width: int = WIDE["width"], theme: str = "light") -> Iterator[Page]:
    """A page on the Start screen, in a window of its own."""
    with window(browser, width=width, theme=theme) as context:
        yield arrived(context, address)


@contextmanager
def window(browser: Browser, *, width: int = WIDE["width"], theme: str = "light") -> Iterator[BrowserContext]:
    """A window of this width, on a computer with this theme."""
    context = browser.new_context(viewport={**WIDE, "width": width}, color_scheme=theme)  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE)
    try:
        yield context
    finally:
        context.close()


def arrived(context: BrowserContext, address: str) -> Page:
    """A new page at this address."""
    page = context.new_page()
    page.goto(address)
    settled(page)
    return page
