"""What a person does on the screens, by the words they see."""

from pathlib import Path

from playwright.sync_api import Page

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "sample_data"
SCREENS = (
    "Start", "Standard", "Upload", "Results", "Findings", "Coverage", "Pathways", "Take away", "Templates",
    "New version", "Rulebook", "Reading", "Getting ready", "Support session", "Guidance",
)  # fmt: skip
HERE = "() => [...document.querySelectorAll('.here')].map(each => each.innerText)"
SETTLED = """() => document.querySelector('.footer')
    && document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'notRunning'"""
UPLOADERS = {
    "mapping": "Add the KSB mapping (a spreadsheet)",
    "structure": "Add the qualification structure (a spreadsheet)",
}


def go(page: Page, screen: str) -> None:
    """Go to a screen by the link at the top."""
    if page.locator(".here").first.inner_text().endswith(screen):
        return
    page.get_by_role("link", name=screen).first.click()
    come_to(page, screen)


def come_to(page: Page, screen: str) -> None:
    """Wait until this screen has come and has stopped changing."""
    # For a moment the step line of the screen before may still be there.
    page.wait_for_function(f"screen => ({HERE})().length === 1 && ({HERE})()[0].endsWith(screen)", arg=screen)
    settled(page)


def settled(page: Page) -> None:
    """Wait until the screen has stopped changing. A change that was only asked for may not have begun: expect it."""
    page.wait_for_function(SETTLED)


def try_sample(page: Page) -> None:
    page.get_by_role("button", name="Try it with a sample").click()
    page.locator(".verdict").wait_for()
    settled(page)


def add(page: Page, place: str, file: Path | dict[str, object]) -> None:
    """Give a workbook to the uploader of its place."""
    uploader = page.locator(f"[class*='st-key-{place}-'] input[type=file]")
    uploader.set_input_files(file)  # type: ignore[arg-type]
    page.locator(f"#file-{place}").wait_for()
    settled(page)
