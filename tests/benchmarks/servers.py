"""Streamlit servers and a browser, for the parts that need them."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
from playwright.sync_api import Browser, FilePayload, Locator, Page, sync_playwright

from tests.benchmarks.applications import Measured

PROGRAM = Path(__file__).parents[2]
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")


@dataclass(frozen=True, slots=True)
class Server:
    """A Streamlit server of our own."""

    address: str
    process: psutil.Process

    def megabytes(self, *, everything: bool = False) -> float:
        """The memory it holds now; ``everything`` counts the processes that it has started too."""
        started = self.process.children(recursive=True) if everything else []
        return sum(float(each.memory_info().rss) for each in (self.process, *started)) / 1024**2

    def pids(self) -> list[int]:
        """The numbers of its process and of those that it has started."""
        return [each.pid for each in (self.process, *self.process.children(recursive=True))]

    def processor_seconds(self) -> float:
        """The processor time it has used so far."""
        used = self.process.cpu_times()
        return float(used.user + used.system)


@contextmanager
def serving(script: Path, environment: Mapping[str, str] = {}) -> Iterator[Server]:
    """Serve a script from its own folder until the block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = ("server.headless=true", "server.fileWatcherType=none", "browser.gatherUsageStats=false")
    options = [f"--{setting}" for setting in (f"server.port={port}", *settings)]
    command = [sys.executable, "-m", "streamlit", "run", script.name, *options]
    process = subprocess.Popen(
        command,
        cwd=script.parent,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        address = f"http://localhost:{port}"
        _wait_for(f"{address}/_stcore/health", process)
        yield Server(address, psutil.Process(process.pid))
    finally:
        process.terminate()
        process.wait()


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(address, timeout=1).close()  # noqa: S310 - our own server
            return
        except OSError:
            if process.poll() is not None:
                break
            time.sleep(0.1)
    raise SystemExit("The server did not start.")


@contextmanager
def browsing() -> Iterator[Browser]:
    """A Chromium browser without a window."""
    with sync_playwright() as player:
        installed = shutil.which("chromium") or shutil.which("google-chrome")
        browser = player.chromium.launch(executable_path=installed, args=list(FLAGS))
        yield browser
        browser.close()


def visit(browser: Browser, address: str) -> Page:
    """A page for a new visitor, with nothing kept from earlier visits. Close its context when done."""
    page = browser.new_context().new_page()
    page.goto(address)
    return page


def uploaders(page: Page) -> Locator:
    """The places for files that are on the page."""
    return page.locator("input[type=file]")


def files_of(measured: Measured) -> tuple[FilePayload, FilePayload]:
    """Both workbooks, as a browser chooses them."""
    return (
        {"name": "mapping.xlsx", "mimeType": WORKBOOK, "buffer": measured.mapping},
        {"name": "structure.xlsx", "mimeType": WORKBOOK, "buffer": measured.structure},
    )
