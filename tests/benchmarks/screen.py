"""What a person waits for in a browser, against a bare Streamlit page that does nothing."""

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.benchmarks import yardsticks
from tests.benchmarks.applications import usual
from tests.benchmarks.measuring import in_turn, seconds, tell
from tests.benchmarks.servers import PROGRAM, Server, browsing, files_of, serving, uploaders, visit

ROUNDS = 15
RERUNS = 20
PAUSE = 0.25


def measure() -> None:
    """Print file to results, a first visit, and the processor time of a rerun."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "bare.py"
        script.write_text(yardsticks.BARE_PAGE)
        with serving(PROGRAM / "app.py") as ours, serving(script) as theirs, browsing() as browser:
            _files_to_results(browser, ours, theirs)
            pairs = in_turn(lambda: sample(browser, ours), lambda: press(browser, theirs), ROUNDS)
            tell("new visitor to a sample's results", pairs, "to a bare page and one press", "aim: ratio at most 1.25")
            _rerun(browser, ours, theirs)


def open_upload(browser: Browser, server: Server) -> Page:
    """Our page with both places for files, for a new visitor."""
    page = visit(browser, server.address)
    page.get_by_role("link", name="Upload").first.click()
    uploaders(page).nth(1).wait_for(state="attached")
    return page


def open_bare(browser: Browser, server: Server) -> Page:
    """The bare page with both places for files."""
    page = visit(browser, server.address)
    uploaders(page).nth(1).wait_for(state="attached")
    return page


def upload(page: Page) -> float:
    """Seconds from both of our files chosen to results on the screen."""
    mapping, structure = files_of(usual())
    uploaders(page).first.set_input_files(mapping)
    page.locator("#file-mapping").get_by_text("KSBs read").wait_for()

    def last_file() -> None:
        # By its name: the place of the file before may be there for a moment yet.
        page.locator("[class*='st-key-structure-'] input[type=file]").set_input_files(structure)
        page.locator(".verdict").wait_for()

    return seconds(last_file)


def upload_bare(page: Page) -> float:
    """Seconds from the same files chosen to a heading on the bare page."""
    mapping, structure = files_of(usual())
    uploaders(page).first.set_input_files(mapping)
    page.get_by_text("One is here").wait_for()

    def last_file() -> None:
        uploaders(page).last.set_input_files(structure)
        page.get_by_role("heading", name="Both are here").wait_for()

    return seconds(last_file)


def _files_to_results(browser: Browser, ours: Server, theirs: Server) -> None:
    pairs = []
    for _ in range(ROUNDS):
        page, bare = open_upload(browser, ours), open_bare(browser, theirs)
        pairs.append((upload(page), upload_bare(bare)))
        page.context.close(), bare.context.close()
    tell("both files chosen to results on screen", pairs[1:], "bare page with two uploaders", "aim: ratio at most 1.5")


def sample(browser: Browser, server: Server) -> None:
    """A new visitor opens the program, tries the sample and sees its results."""
    page = visit(browser, server.address)
    page.get_by_role("button", name="Try it with a sample").click()
    page.locator(".verdict").wait_for()
    page.context.close()


def press(browser: Browser, server: Server) -> None:
    """A new visitor opens the bare page, presses its button and sees the answer."""
    page = visit(browser, server.address)
    page.get_by_role("button", name="Press").click()
    page.get_by_role("heading", name="Pressed").wait_for()
    page.context.close()


def _rerun(browser: Browser, ours: Server, theirs: Server) -> None:
    """Processor time of the server while somebody searches the findings, and while somebody presses a bare button."""
    page, bare = visit(browser, ours.address), visit(browser, theirs.address)
    page.get_by_role("button", name="Try it with a sample").click()
    page.locator(".verdict").wait_for()
    page.get_by_role("link", name="Findings").first.click()
    words = page.get_by_role("textbox", name="Search")

    def search(turn: int) -> None:
        words.fill(f"K{turn % 3 + 1}")
        words.press("Enter")

    def button(_turn: int) -> None:
        bare.get_by_role("button", name="Press").click()

    pairs = [(_used(ours, search, turn), _used(theirs, button, turn)) for turn in range(RERUNS)]
    ours_mean, theirs_mean = (statistics.fmean(side) * 1000 for side in zip(*pairs[1:], strict=True))
    what = f"rerun of Findings, processor time: {ours_mean:.1f} ms · bare page, after gc.freeze(): {theirs_mean:.1f} ms"
    print(f"{what} · ratio of means {ours_mean / theirs_mean:.2f} (aim: ratio at most 4)", flush=True)


def _used(server: Server, act: Callable[[int], None], turn: int) -> float:
    before = server.processor_seconds()
    act(turn)
    time.sleep(PAUSE)
    return server.processor_seconds() - before
