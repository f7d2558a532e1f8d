"""Standards kept on this machine, found and chosen with the keyboard alone, at every width."""

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from htq_core.settings import DEFAULTS
from htq_core.standards.feed import Named
from htq_core.standards.shelf import Shelf
from htq_core.standards.shelf_place import VARIABLE
from htq_core.templates.mapping import mapping_template
from tests.browser.conftest import opened, serving
from tests.browser.screens import add, go, settled
from tests.browser.test_accessibility import looked_at, tab_to
from tests.standards.published_records import as_bytes, record

pytestmark = pytest.mark.browser
LONG = "Maker of kites, balloons and other light things that fly without an engine of their own"


def test_a_kept_standard_is_found_by_a_word_and_by_a_mapping(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "standards.sqlite"))
    records = record(), record(referenceNumber="ST9902", title=LONG, typicalJobTitles=["Aerial crafter"])
    kept, _ = Shelf().add(Named("record", as_bytes(each)) for each in records)
    assert kept.standard
    mapping = tmp_path / "mapping.xlsx"
    mapping.write_bytes(mapping_template(kept.standard, "", DEFAULTS.approving_body, date(2026, 5, 3)))
    with serving() as address, opened(browser, address, width=390) as page:
        go(page, "Upload")
        add(page, "mapping", mapping)
        go(page, "Standard")
        expect(page.get_by_role("heading", name="Which standards does this mapping fit best?")).to_be_visible()
        expect(page.get_by_text("This is the standard that you chose.")).to_have_count(0)
        tab_to(page, "Choose ST9901 version 1.0")
        page.keyboard.press("Enter")
        expect(page.get_by_text("This is the standard that you chose.")).to_be_visible()
        settled(page)
        assert looked_at(page) == {}
        page.set_viewport_size({"width": 390, "height": 900})
        page.get_by_text("By words or reference").click()
        tab_to(page, "Words of its title")
        page.keyboard.type("crafter")
        page.keyboard.press("Enter")
        page.get_by_role("combobox", name="Standard (1").wait_for()
        settled(page)
        tab_to(page, "Standard (1")
        page.keyboard.press("ArrowDown")
        option = page.get_by_role("option", name="found in job title “Aerial crafter”")
        expect(option).to_be_visible()
        text = option.locator("div").first
        assert text.evaluate("each => each.scrollWidth <= each.clientWidth"), "a narrow window cuts it off"
        page.keyboard.press("Enter")
        expect(page.locator(".panel .message").first).to_have_text(f"ST9902 {LONG}")
