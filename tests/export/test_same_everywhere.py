"""Every printed form says the same, and none of them touches the disk."""

import html
import re
import tempfile
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

from htq_core import Report
from htq_core.export.annotated import annotate
from htq_core.export.docx import to_docx
from htq_core.export.html import to_html
from htq_core.export.text import to_text
from htq_core.export.workbook import to_workbook
from tests.export.reports import FOLDER, SAMPLES, flawed, ids, report_on, sources, wanted_ids


def said_in_docx(data: bytes) -> str:
    document = Document(BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def said_in_workbook(data: bytes, sheet: str) -> str:
    rows = load_workbook(BytesIO(data))[sheet].iter_rows(values_only=True)
    return "\n".join(str(value) for row in rows for value in row if value is not None)


def forms(report: Report) -> dict[str, str]:
    return {
        "text": to_text(report),
        "html": to_html(report),
        "docx": said_in_docx(to_docx(report)),
        "xlsx": said_in_workbook(to_workbook(report), "Findings"),
        "json": report.model_dump_json(),
    }


@cache
def forms_of_flawed() -> dict[str, str]:
    return forms(flawed())


@pytest.mark.parametrize("folder", SAMPLES, ids=lambda folder: folder.name)
def test_every_form_names_the_same_findings(folder: Path) -> None:
    report = report_on(folder)
    found = {name: ids(said) for name, said in forms(report).items()}
    found |= {
        name: ids(said_in_workbook(data, "Findings")) for name, data in annotate(report, *sources(folder)).items()
    }
    assert found == dict.fromkeys(found, wanted_ids(report))


@pytest.mark.parametrize("form", ["text", "html", "docx", "xlsx", "copy"])
def test_every_form_shows_texts_that_differ_side_by_side(form: str) -> None:
    copy = next(iter(annotate(flawed(), *sources(FOLDER / "flawed")).values()))
    shown = {**forms_of_flawed(), "copy": said_in_workbook(copy, "Findings")}[form]
    said = " ".join(html.unescape(re.sub(r"<[^>]*>", "", shown)).split())
    compared = [compared for finding in flawed().findings for compared in finding.compare]
    assert len(compared) > 3
    for texts in compared:
        for side in (texts.found, texts.published):
            marks = "{}" if form == "docx" else "[{}]"
            words = " ".join(marks.format(piece.text) if piece.differs else piece.text for piece in side)
            assert words in said


@pytest.mark.parametrize("form", ["text", "html", "docx"])
def test_every_document_says_what_a_colleague_needs(form: str) -> None:
    report, said = flawed(), " ".join(forms_of_flawed()[form].split())
    for wanted in (
        report.sentence, "This is not a decision", "Fix before your support session: ", "ST9001", "version 1.1",
        "illustrative", "Not judged here", "Employer demand", report.sources[0].sha256, report.sources[1].sha256,
        "Rulebook", "Catalogue of standards", "reason_min_words", "A reason with fewer words is pointed out.",
            "Where", "Do this",
    ):  # fmt: skip
        assert wanted in said, wanted


def test_nothing_is_written_to_disk(monkeypatch: Any) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a temporary file was asked for")

    for name in ("mkstemp", "mkdtemp", "NamedTemporaryFile", "TemporaryFile", "SpooledTemporaryFile"):
        monkeypatch.setattr(tempfile, name, refuse)
    for make in (to_text, to_html, to_docx, to_workbook):
        assert make(flawed())
    assert annotate(flawed(), *sources(FOLDER / "flawed"))


def test_every_form_gives_the_applicants_own_reason_beside_the_finding() -> None:
    one, own = flawed().findings[0], "The employer keeps this at the workplace"
    report = flawed().explained({one.id: own, "not-a-finding": "astray"})
    assert [finding.id for finding in report.findings] == [finding.id for finding in flawed().findings]
    assert report.verdict is flawed().verdict
    said = forms(report) | {
        name: said_in_workbook(data, "Findings") for name, data in annotate(report, *sources(FOLDER / "flawed")).items()
    }
    for name, text in said.items():
        assert own in " ".join(text.split()), name
        assert one.id in text, name
        assert "astray" not in text.split(), name
