"""Every screen can be used by everybody: axe, the keyboard alone, narrow and wide, light and dark."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error, Page, expect

from tests.browser.screens import SAMPLES, SCREENS, come_to, go, settled, try_sample

pytestmark = pytest.mark.browser
BACKGROUNDS = {"light": "rgb(251, 250, 247)", "dark": "rgb(20, 24, 27)"}
# What has the focus is called, and whether it or what it stands in is ringed.
FOCUSED = """() => {
    const on = document.activeElement, around = [];
    for (let each = on; each && around.length < 6; each = each.parentElement) around.push(getComputedStyle(each));
    const said = on.matches('a, button, input, textarea, summary') ? on.innerText : '';
    return [`${on.tagName} ${on.getAttribute('aria-label') ?? ''} ${said}`,
        on === document.body || around.some(style => style.outlineStyle === 'solid' && style.outlineWidth === '3px')];
}"""
AXE = Axe().axe_script
# How many of axe's rules are kept to, and those that are not, each with the first place.
FAULTS = """async options => {
    const found = await axe.run({...options, resultTypes: ['violations'], selectors: false});
    return [found.passes.length, found.violations
        .filter(each => ['serious', 'critical'].includes(each.impact))
        .map(each => `${each.id}: ${each.nodes[0].html.slice(0, 120)}`)];
}"""
PALE = Path(__file__).with_name("pale.js").read_text(encoding="utf-8")
# Axe takes seconds for a hundred rules that are marked up alike: three of each family stand for them.
THIN = "() => document.querySelectorAll('.rule:nth-of-type(n + 4)').forEach(each => each.remove())"
WIDTHS = {"narrow": 390, "200% zoom": 640, "wide": 1280}
# The page itself, and parts of it whose text is cut off: those that scroll by themselves are meant to be wider.
TOO_WIDE = """() => [document.documentElement, document.querySelector('.stMain')]
    .filter(part => part.scrollWidth > part.clientWidth).map(part => part.tagName)
    .concat([...document.querySelectorAll('.stMain :is(h1, h2, h3, h4, p, li, dd, button, label)')]
        .filter(each => each.scrollWidth > each.clientWidth + 1 && each.clientWidth > 1
            && getComputedStyle(each).overflowX !== 'visible' && !each.closest('.unseen'))
        .map(each => each.textContent.trim().slice(0, 60)))"""


def faults(page: Page, *rules: str) -> list[str]:
    """What axe calls serious or critical on the screen as it stands; by all its rules, or by these.

    The colours of what is scrolled out of sight it does not look at: ``pale`` does.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    passed, found = page.evaluate(FAULTS, {"runOnly": {"type": "rule", "values": list(rules)}} if rules else {})
    assert passed, "axe saw no page"
    return list(found)


def pale(page: Page) -> list[str]:
    """The texts that stand out too little, wherever they are on the page."""
    return list(page.evaluate(PALE))


@contextmanager
def dark(page: Page) -> Iterator[None]:
    """The same screen as a computer with a dark theme shows it."""
    for theme in ("dark", "light"):
        page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
        expect(page.locator(".stApp")).to_have_css("background-color", BACKGROUNDS[theme])
        settled(page)
        if theme == "dark":
            yield


def too_wide(page: Page, width: int) -> list[str]:
    """What does not fit into a window of this width, once the screen has had time to draw itself anew."""
    page.set_viewport_size({"width": width, "height": 900})
    try:
        page.wait_for_function(f"!({TOO_WIDE})().length", timeout=2000)
    except Error:
        return list(page.evaluate(TOO_WIDE))
    return []


def wrong_headings(page: Page) -> list[int]:
    """The levels of the headings, unless the first alone is of the first and none is left out below it."""
    levels = page.locator("h1, h2, h3, h4").evaluate_all("found => found.map(each => +each.tagName[1])")
    whole = all(after - before <= 1 for before, after in pairwise(levels))
    return [] if levels.count(1) == 1 and levels[0] == 1 and whole else levels


def looked_at(page: Page) -> dict[str, list[Any]]:
    """Everything that is wrong with the screen as it stands."""
    found: dict[str, list[Any]] = {name: too_wide(page, width) for name, width in WIDTHS.items()}
    found |= {"headings": wrong_headings(page), "pale": pale(page)}
    page.evaluate(THIN)
    found["axe"] = faults(page)
    with dark(page):
        found |= {"axe, dark": faults(page, "color-contrast", "link-in-text-block"), "pale, dark": pale(page)}
    return {name: wrong for name, wrong in found.items() if wrong}


def test_every_screen_is_sound_at_every_width_in_both_themes(page: Page) -> None:
    found: dict[str, object] = {}
    for screen in ("Start", "Upload", "Results"):
        go(page, screen)
        found[f"{screen}, empty"] = looked_at(page)
    go(page, "Start")
    try_sample(page)
    for screen in SCREENS:
        go(page, screen)
        if screen == "Coverage":
            page.locator(".heatmaplayer").wait_for()
        found[screen] = looked_at(page)
        if screen == "Findings":
            page.get_by_role("button", name="Open the first finding").click()
            page.locator("#opened").wait_for()
            settled(page)
            found["Findings, one opened"] = looked_at(page)
    assert {screen: wrong for screen, wrong in found.items() if wrong} == {}


def test_what_is_unsound_would_be_found(page: Page) -> None:
    page.evaluate(
        """() => document.querySelector('.stMain .footer').insertAdjacentHTML('beforeend',
            '<h4>Too deep</h4><img src="data:,"><p style="color: #ddd; background: #eee">Pale</p>'
            + '<p style="width: 900px">Wide</p>'
            + '<p style="width: 40px; overflow: hidden; white-space: nowrap">Cut off</p>')"""
    )
    said = " ".join(faults(page))
    assert "image-alt" in said
    assert pale(page) == ["Pale"]
    assert wrong_headings(page)
    assert too_wide(page, 390) == ["MAIN", "Cut off"]


def tab_to(page: Page, name: str) -> None:
    """Press Tab until what goes by this name has the focus. All the way it must be seen where the focus is."""
    for _ in range(60):
        page.keyboard.press("Tab")
        said, seen = page.evaluate(FOCUSED)
        assert seen, f"the focus cannot be seen on {said}"
        if name in said:
            return
    pytest.fail(f"{name} cannot be reached with the Tab key")


def test_the_whole_journey_by_keyboard_alone(page: Page) -> None:
    def press(name: str) -> None:
        tab_to(page, name)
        page.keyboard.press("Enter")

    def arrive(screen: str) -> None:
        come_to(page, screen)
        expect(page.locator("h1")).to_be_focused()

    press("Skip to the main content")
    press("Check your own files")
    arrive("Standard")
    press("Upload your workbooks")
    arrive("Upload")
    for book in ("mapping", "structure"):
        with page.expect_file_chooser() as chooser:
            press("Upload")
        chooser.value.set_files(SAMPLES / "flawed" / f"{book}.xlsx")
        expect(page.locator(f"#file-{book}")).to_be_focused()
        settled(page)
        settled(page)
    press("See the results")
    arrive("Results")
    press("Go through the findings")
    arrive("Findings")
    tab_to(page, "Search")
    page.keyboard.type("B2")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Show all")).to_be_visible()
    settled(page)
    press("Open")
    expect(page.locator("#opened")).to_be_focused()
    settled(page)
    first = page.locator("#opened").inner_text()
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator("#opened")).not_to_have_text(first)
    expect(page.locator("#opened")).to_be_focused()
    settled(page)
    tab_to(page, "here is our reason")
    page.keyboard.type("Agreed with our adviser")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("with your reason")).to_be_visible()
    settled(page)
    press("See which unit covers what")
    arrive("Coverage")
    press("See what every pathway covers")
    arrive("Pathways")
    tab_to(page, "Make a unit mandatory")
    page.keyboard.type("U7")
    page.keyboard.press("Enter")
    press("Try it as mandatory")
    expect(page.get_by_text("What you are trying")).to_be_visible()
    settled(page)
    press("Take it away")
    arrive("Take away")
    tab_to(page, "Download as a web page")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert "Agreed with our adviser" in download.value.path().read_text(encoding="utf-8")
