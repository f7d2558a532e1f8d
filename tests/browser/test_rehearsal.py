"""A whole support session on the flawed sample: from the start to the exported actions, on a shared screen."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Browser, Page, WebSocketRoute, expect

from htq_core.session import notes_from_file
from pages.parts.cover import COVERED
from tests.browser.conftest import opened
from tests.browser.screens import SAMPLES, go, settled, try_sample

pytestmark = pytest.mark.browser
OWN_WORDS = "Community garden"
PRESENTED = re.compile(r"\?present=1$")
SWITCH = "Show to others: large type, the files’ own words covered"


def downloaded(page: Page, label: str) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("button", name=label).click()
    return Path(download.value.path()).read_bytes()


def test_a_session_from_start_to_exported_actions(page: Page) -> None:
    try_sample(page)
    go(page, "Support session")

    # On a shared screen: large, covered, remembered in the address, and moved through by key.
    page.get_by_text(SWITCH).click()
    settled(page)
    expect(page.get_by_text("kept off a screen")).to_be_visible()
    expect(page).to_have_url(PRESENTED)
    expect(page).to_have_title("Support session – HTQ readiness checker")
    expect(page.locator(".stMain")).not_to_contain_text(OWN_WORDS)
    expect(page.locator(".ringed").first).to_contain_text(COVERED)
    page.get_by_text("Uncover the text of the files").click()
    settled(page)
    expect(page.get_by_text(OWN_WORDS).first).to_be_visible()
    page.keyboard.press("Alt+ArrowDown")
    expect(page.get_by_text("Matter 2 of")).to_be_visible()
    settled(page)
    expect(page.locator(".stMain")).not_to_contain_text(OWN_WORDS)
    page.get_by_text("The 48 matters").click()
    page.get_by_role("button", name="The mapping has no row for B4").click()
    expect(page.get_by_text("Matter 8 of")).to_be_visible()
    expect(page.locator("#matter")).to_be_focused()
    go(page, "Findings")
    expect(page).to_have_url(PRESENTED)
    go(page, "Support session")
    page.get_by_text(SWITCH).click()
    settled(page)
    expect(page).not_to_have_url(PRESENTED)

    # Notes and an agreed action, a corrected file, and what both take away.
    page.get_by_text("Gone through", exact=True).first.click()
    page.get_by_label("Notes on this matter").fill("They will ask")
    page.get_by_label("What was agreed").fill("Write to the team")
    page.get_by_label("Who does it").fill("Ama")
    page.get_by_role("button", name="Add the action").click()
    expect(page.get_by_text("Ama: Write to the team.")).to_be_visible()
    corrected = page.locator("[class*='st-key-mapping-'] input[type=file]")
    corrected.set_input_files(SAMPLES / "clean" / "mapping.xlsx")
    expect(page.get_by_role("heading", name="Fixed")).to_be_visible()
    expect(page.locator("#since-begun")).to_be_focused()
    settled(page)
    document = Document(BytesIO(downloaded(page, "Agenda, notes and actions (Word)")))
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert rows[1][:3] == ["Write to the team", "Ama", "no day agreed"]
    notes = notes_from_file(downloaded(page, "Save the notes"))
    assert [note.text for note in notes.notes.values()] == ["They will ask"]


def test_a_connection_that_is_lost_is_told(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        lines: list[tuple[WebSocketRoute, WebSocketRoute]] = []
        page.route_web_socket("**/_stcore/stream", lambda line: lines.append((line, line.connect_to_server())))
        page.reload()
        try_sample(page)
        for end in lines[-1]:
            end.close(code=1011)
        app = page.locator("[data-testid=stApp]")
        expect(app).not_to_have_attribute("data-test-connection-state", "CONNECTED")
        expect(app).to_have_attribute("data-test-connection-state", "CONNECTED")
        page.get_by_role("link", name="Upload").first.click()
        expect(page.get_by_role("alert")).to_contain_text("The connection to the program was lost")


def test_it_stays_readable_on_a_projector(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 720})
    try_sample(page)
    go(page, "Support session")
    page.get_by_text(SWITCH).click()
    expect(page.get_by_text("kept off a screen")).to_be_visible()
    settled(page)
    smallest = page.evaluate(
        """() => Math.min(...[...document.querySelectorAll('.stMain .finding *, .matter')]
            .filter((each) => each.childElementCount === 0 && each.textContent.trim() && !each.closest('.unseen'))
            .map((each) => parseFloat(getComputedStyle(each).fontSize)))"""
    )
    assert smallest >= 18
    # The part of the sheet stands beside the point, and both are there without scrolling.
    point, sheet = (page.locator(f".finding {part}").first.bounding_box() for part in (".facts", ".strip"))
    assert point
    assert sheet
    assert point["x"] + point["width"] <= sheet["x"]
    assert max(point["y"] + point["height"], sheet["y"] + sheet["height"]) <= 720
