"""The main job, from end to end, in a real browser."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.screens import SAMPLES, add, come_to, go, settled, try_sample

pytestmark = pytest.mark.browser
PDF = {"name": "mapping.xlsx", "mimeType": "application/octet-stream", "buffer": b"%PDF-1.7\n1 0 obj"}


def choose(page: Page, label: str, entry: str) -> None:
    """Choose an entry of a list, by typing as a person would."""
    page.get_by_role("combobox", name=label).first.click()
    page.keyboard.type(entry[:12])
    page.get_by_role("option", name=entry).first.click()
    settled(page)


def test_a_sample_gives_an_answer(page: Page) -> None:
    try_sample(page)
    expect(page.locator("h1")).to_contain_text("Results for")
    expect(page.locator(".verdict .sentence")).to_contain_text("put right before your support session")
    expect(page.locator(".counts .number").first).not_to_have_text("0")
    go(page, "Findings")
    expect(page.locator(".finding code").first).to_contain_text("!")


def test_route_then_standard_then_upload_then_findings(page: Page) -> None:
    go(page, "Standard")
    choose(page, "Occupational route", "Hair and beauty")
    expect(page.locator(".panel.tone-discuss")).to_contain_text("no standard is available")
    page.get_by_text("An illustrative standard", exact=False).click()
    expect(page.get_by_role("combobox", name="Standard (")).to_be_visible()
    settled(page)
    choose(page, "Standard (", "Community garden")
    expect(page.locator(".panel .facts")).to_contain_text("Version")
    expect(page.locator(".panel").first).to_contain_text("not a real standard")
    page.get_by_role("link", name="Upload your workbooks").click()
    come_to(page, "Upload")
    add(page, "mapping", SAMPLES / "flawed" / "mapping.xlsx")
    add(page, "structure", SAMPLES / "flawed" / "structure.xlsx")
    expect(page.locator(".verdict .sentence")).to_contain_text("put right")
    go(page, "Findings")
    expect(page.locator(".finding.fix").first).to_be_visible()
    choose(page, "How serious", "Discuss at your support session")
    expect(page.get_by_text(re.compile(r"^\s*\d+ findings of \d+"))).to_be_visible()
    expect(page.locator(".finding.discuss").first).to_be_visible()
    expect(page.locator(".finding.fix")).to_have_count(0)


def test_both_files_may_be_chosen_at_once(page: Page) -> None:
    go(page, "Upload")
    files = [SAMPLES / "clean" / "structure.xlsx", SAMPLES / "clean" / "mapping.xlsx"]
    page.locator("[class*='st-key-mapping-'] input[type=file]").set_input_files(files)
    expect(page.locator(".verdict .sentence")).to_contain_text("Nothing to put right")


def test_a_bad_file_is_explained_and_the_other_one_kept(page: Page) -> None:
    go(page, "Upload")
    add(page, "structure", SAMPLES / "flawed" / "structure.xlsx")
    add(page, "mapping", PDF)
    expect(page.locator("#file-mapping")).to_contain_text("PDF")
    expect(page.locator("#file-structure")).to_contain_text("units read")
    page.get_by_role("button", name="Take the mapping file away").click()
    expect(page.locator("#file-mapping")).to_have_count(0)
    settled(page)
    add(page, "mapping", SAMPLES / "flawed" / "mapping.xlsx")
    expect(page.locator("#file-mapping")).to_contain_text("KSBs read")
    page.get_by_role("button", name="Start again").click()
    expect(page.locator("[id^=file-]")).to_have_count(0)


def test_the_outcome_is_said_and_the_focus_stays_near(page: Page) -> None:
    go(page, "Upload")
    with page.expect_file_chooser() as chooser:
        page.locator("[class*='st-key-mapping-'] button").click()
    chooser.value.set_files(SAMPLES / "flawed" / "mapping.xlsx")
    expect(page.locator("#herald")).to_contain_text("KSBs read")
    expect(page.locator("#file-mapping")).to_be_focused()


def test_a_focus_that_was_lost_goes_to_the_head_of_the_page(page: Page) -> None:
    page.get_by_role("link", name="Upload").first.press("Enter")
    expect(page.locator("h1")).to_contain_text("Upload")
    expect(page.locator("h1")).to_be_focused()
    settled(page)
    add(page, "mapping", SAMPLES / "clean" / "mapping.xlsx")
    page.get_by_role("button", name="Take the mapping file away").press("Enter")
    expect(page.locator(".panel .name")).to_have_count(0)
    expect(page.locator("h1")).to_be_focused()


def test_a_finding_opens_from_its_list_and_the_keys_lead_on(page: Page) -> None:
    try_sample(page)
    page.locator(".first .link").nth(1).click()
    opened = page.locator("#opened")
    expect(opened).to_be_focused()
    expect(page.locator(".here").last).to_contain_text("Findings")
    expect(page.locator(".strip td.ringed").first).to_be_visible()
    settled(page)
    before = opened.inner_text()
    page.keyboard.press("Alt+ArrowDown")
    expect(opened).not_to_have_text(before)
    expect(opened).to_be_focused()
    settled(page)
    page.keyboard.press("Alt+ArrowUp")
    expect(opened).to_have_text(before)


def test_a_bridge_leads_from_a_cause_to_what_it_is_about_and_back(page: Page) -> None:
    try_sample(page)
    go(page, "Findings")
    page.locator("[data-follow^='open ']").first.click()
    expect(page.locator("#opened")).to_be_focused()
    settled(page)
    about = page.locator("[data-follow^='about ']").first
    name = about.inner_text()
    about.click()
    expect(page.locator("section h2").first).to_have_text(name)
    settled(page)
    page.get_by_role("button", name="All with this cause").click()
    expect(page.locator(".rule-is").first).to_be_visible()
    expect(page.locator("#opened")).to_be_visible()


def taken(page: Page, label: str) -> tuple[str, bytes]:
    """The name and bytes of what a download button gives."""
    with page.expect_download() as download:
        page.get_by_role("button", name=label).click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def test_what_is_taken_away_is_of_the_files_that_are_there_now(page: Page) -> None:
    try_sample(page)
    go(page, "Take away")
    name, html = taken(page, "Download as a web page")
    assert name == "Readiness report.html"
    assert "put right before your support session" in html.decode()
    name, copy = taken(page, "Download the mapping with its findings")
    assert name == "KSB mapping with findings.xlsx"
    assert copy.startswith(b"PK")
    _, receipt = taken(page, "Download the receipt")
    go(page, "Start")
    page.get_by_role("button", name="A sample with nothing to fix").click()
    page.locator(".verdict.tone-ready").wait_for()
    settled(page)
    go(page, "Take away")
    assert "Nothing to put right or discuss was found" in taken(page, "Download as a web page")[1].decode()
    go(page, "Upload")
    held = {"name": "Readiness receipt.json", "mimeType": "application/json", "buffer": receipt}
    page.locator("[class*='st-key-receipt-'] input[type=file]").set_input_files(held)  # type: ignore[arg-type]
    page.get_by_text("The receipt of your check of").wait_for()
    settled(page)
    go(page, "Results")
    expect(page.locator(".since summary").first).to_contain_text("Fixed")


def test_a_ksb_in_the_coverage_table_leads_to_what_was_found_about_it(page: Page) -> None:
    try_sample(page)
    go(page, "Coverage")
    link = page.locator(".coverage [data-follow^='about ksb ']").first
    code = link.inner_text()
    link.click()
    expect(page.locator(".here").last).to_contain_text("Findings")
    expect(page.locator("section h2").first).to_have_text(code)
