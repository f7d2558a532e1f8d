"""Pictures of every screen with the flawed sample, wide and narrow, light and dark.

``python -m tests.browser.screenshots FOLDER`` makes them all; names of screens after the folder make only those.
"""

import sys
from itertools import product
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import launched, opened, serving
from tests.browser.screens import SCREENS, go, settled, try_sample

WIDTHS = {"wide": 1280, "narrow": 390}
THEMES = ("light", "dark")
HIGHEST = 8000
"""Pixels of a picture; what is further down a long page is left out."""


def main(folder: Path, screens: list[str]) -> None:
    """Make the pictures, and tell the name of each."""
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright, serving() as address:
        browser = launched(playwright)
        for (width, pixels), theme in product(WIDTHS.items(), THEMES):
            with opened(browser, address, width=pixels, theme=theme) as page:
                try_sample(page)
                for screen in screens:
                    go(page, screen)
                    path = folder / f"{screen.replace(' ', '-').lower()}-{width}-{theme}.png"
                    take(page, path, pixels)
                    sys.stdout.write(f"{path}\n")
        browser.close()


def take(page: Page, path: Path, width: int) -> None:
    """A picture of the whole page, by making the window as high as it is."""
    height = page.evaluate("document.querySelector('.stMain').scrollHeight")
    page.set_viewport_size({"width": width, "height": min(height + 40, HIGHEST)})
    page.wait_for_timeout(500)
    settled(page)
    page.screenshot(path=path)
    page.set_viewport_size({"width": width, "height": 900})


if __name__ == "__main__":
    where, *named = sys.argv[1:] or ["screenshots"]
    main(Path(where), named or list(SCREENS))
