"""Every screen can be used by everybody: axe, the keyboard alone, narrow and wide, light and dark."""

from itertools import pairwise

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import opened
from tests.browser.screens import SCREENS, go, settled, try_sample

pytestmark = pytest.mark.browser
OVERFLOW = """() => [document.documentElement, document.querySelector('.stMain')]
    .map(part => part.scrollWidth - part.clientWidth)"""


def faults(page: Page) -> list[str]:
    """What axe calls serious or critical on the screen as it stands."""
    answer = Axe().run(page).response
    assert len(answer["passes"]) > 10, "axe saw no page"
    return [
        f"{fault['id']}: {fault['nodes'][0]['html'][:120]}"
        for fault in answer["violations"]
        if fault["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_serious_fault_on_any_screen(browser: Browser, address: str, theme: str) -> None:
    found: dict[str, list[str]] = {}
    with opened(browser, address, theme=theme) as page:
        for screen in ("Start", "Standard", "Upload", "Results"):
            go(page, screen)
            found[f"{screen}, empty"] = faults(page)
        go(page, "Start")
        try_sample(page)
        for screen in SCREENS:
            go(page, screen)
            if screen == "Coverage":
                page.locator(".heatmaplayer").wait_for()
            found[screen] = faults(page)
            if screen == "Findings":
                page.get_by_role("button", name="Open the first finding").click()
                page.locator("#opened").wait_for()
                settled(page)
                found["Findings, one opened"] = faults(page)
    assert {screen: faults for screen, faults in found.items() if faults} == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_theme_follows_the_computer(browser: Browser, address: str, theme: str) -> None:
    with opened(browser, address, theme=theme) as page:
        colour = page.locator(".stApp").evaluate("app => getComputedStyle(app).backgroundColor")
    assert colour == {"light": "rgb(251, 250, 247)", "dark": "rgb(20, 24, 27)"}[theme]


@pytest.mark.parametrize("width", [390, 1280])
def test_no_screen_scrolls_sideways(browser: Browser, address: str, width: int) -> None:
    with opened(browser, address, width=width) as page:
        try_sample(page)
        for screen in SCREENS:
            go(page, screen)
            assert page.evaluate(OVERFLOW) == [0, 0], screen


def test_each_screen_has_one_first_heading_and_no_gaps_below(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        try_sample(page)
        for screen in SCREENS:
            go(page, screen)
            levels = page.locator("h1, h2, h3, h4").evaluate_all("found => found.map(h => +h.tagName[1])")
            assert [place for place, level in enumerate(levels) if level == 1] == [0], screen
            assert all(after - before <= 1 for before, after in pairwise(levels)), screen


def test_the_keyboard_alone_reaches_the_answer(page: Page) -> None:
    def tab_to(name: str) -> None:
        for _ in range(40):
            page.keyboard.press("Tab")
            on = page.evaluate("[document.activeElement.tagName, document.activeElement.innerText ?? '']")
            if on[0] in ("A", "BUTTON") and name in on[1]:
                outline = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
                assert outline == "3px", f"the focus cannot be seen on {name}"
                return
        pytest.fail(f"{name} cannot be reached with the Tab key")

    tab_to("Skip to the main content")
    page.keyboard.press("Enter")
    tab_to("Try it with a sample")
    page.keyboard.press("Enter")
    page.locator(".verdict").wait_for()
    settled(page)
    tab_to("Go through the findings")
    page.keyboard.press("Enter")
    expect(page.locator(".here")).to_contain_text("Findings")
    expect(page.locator(".finding").first).to_be_visible()
