"""The report as one HTML file."""

import hashlib
import re
from base64 import b64encode
from html.parser import HTMLParser

from htq_core import Severity
from htq_core.export.html import to_html
from tests.export.reports import flawed, hostile


class Page(HTMLParser):
    """The tags of a page with their attributes, and the text outside its styles."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = self.style = ""
        self._in_style = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._in_style = tag == "style"

    def handle_endtag(self, tag: str) -> None:
        self._in_style = False

    def handle_data(self, data: str) -> None:
        if self._in_style:
            self.style += data
        else:
            self.text += data

    def of(self, *names: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.tags if tag in names]


def test_it_needs_nothing_from_elsewhere_and_runs_no_script() -> None:
    page = Page(to_html(flawed()))
    assert not page.of("script", "link", "img", "iframe", "form", "object", "a")
    assert not [
        name
        for _, attributes in page.tags
        for name in attributes
        if name in ("src", "href", "style") or name.startswith("on")
    ]
    assert not re.search(r"url\(|@import|https?:", page.style)


def test_its_policy_allows_its_own_styles_and_nothing_else() -> None:
    page = Page(to_html(flawed()))
    (policy,) = (meta["content"] for meta in page.of("meta") if meta.get("http-equiv") == "Content-Security-Policy")
    digest = b64encode(hashlib.sha256(page.style.encode()).digest()).decode()
    assert policy is not None
    assert f"style-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy


def test_every_text_of_a_user_is_escaped_and_shown() -> None:
    html = to_html(hostile())
    assert "<script" not in html
    page = Page(html)
    assert page.text.count("</script><script>alert(1)</script>") > len(flawed().findings) * 6
    assert "⟨U+202E⟩" in page.text
    assert "{{7*7}}" in page.text
    assert not set("\x00\x07\u202e\u200b\ufffe\ud800\r") & set(html)
    assert html.encode("utf-8")


def test_tables_have_captions_and_scoped_headers() -> None:
    page = Page(to_html(flawed()))
    assert len(page.of("table")) == len(page.of("caption")) > 0
    assert {header.get("scope") for header in page.of("th")} == {"col", "row"}
    assert all(region["aria-label"] for region in page.of("div") if region.get("role") == "region")


def test_it_says_its_language_and_title() -> None:
    page = Page(to_html(flawed()))
    assert page.of("html") == [{"lang": "en-GB"}]
    assert f"Readiness report: {flawed().qualification}" in page.text
    assert len(page.of("h1")) == 1


def test_a_word_stands_beside_every_colour() -> None:
    html = to_html(flawed())
    for severity, word in (("fix", "Fix"), ("discuss", "Discuss"), ("note", "Note")):
        marks = re.findall(rf'<span class="mark {severity}">(\w+)', html)
        assert marks == [word] * len(flawed().of_severity(Severity(severity)))


def test_dark_colours_are_for_the_screen_only() -> None:
    assert "@media screen and (prefers-color-scheme: dark)" in to_html(flawed())
    assert "@media print" in to_html(flawed())
