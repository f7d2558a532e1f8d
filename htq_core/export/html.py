"""A report as one HTML file: it needs nothing from elsewhere, runs no script, and prints."""

import hashlib
from base64 import b64encode
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from htq_core.export.printout import MARKS, PRODUCT, TITLE, printout, visible
from htq_core.report import Report

_MARKUP = Path(__file__).parent / "markup"


def to_html(report: Report) -> str:
    """The whole report as an HTML document. Every value in it is escaped by the template engine."""
    environment = templates_in(_MARKUP)
    style = (_MARKUP / "report.css").read_text(encoding="utf-8")
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return environment.get_template("report.html").render(
        title=f"{TITLE}: {report.qualification}" if report.qualification else TITLE,
        product=PRODUCT,
        blocks=[(type(block).__name__, block) for block in printout(report)],
        marks=MARKS,
        style=Markup(style),  # noqa: S704 (a file of ours)
        style_digest=digest,
    )


@lru_cache(maxsize=4)
def templates_in(folder: Path) -> Environment:
    """The HTML templates of a folder. Every value they are given is escaped, and its hidden characters shown."""
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def _shown(value: Any) -> Any:
    return value if isinstance(value, Markup) else visible(str(value))
