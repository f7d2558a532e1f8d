"""The report as a Word document."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from htq_core import Report, Severity
from htq_core.export.blocks import Heading
from htq_core.export.docx import to_docx
from htq_core.export.printout import printout
from tests.export.reports import flawed, hostile
from tests.export.test_same_everywhere import said_in_docx


def opened(report: Report) -> WordDocument:
    return Document(BytesIO(to_docx(report)))


def test_headings_are_real_ones() -> None:
    styles = {1: "Title", 2: "Heading 2", 3: "Heading 3"}
    wanted = [(styles[block.level], block.text) for block in printout(flawed()) if isinstance(block, Heading)]
    made = [(str(p.style and p.style.name), p.text) for p in opened(flawed()).paragraphs]
    made = [(style, text) for style, text in made if style in styles.values()]
    assert [style for style, _ in made] == [style for style, _ in wanted]
    assert all(text.endswith(said) for (_, text), (_, said) in zip(made, wanted, strict=True))


def test_a_word_and_a_shape_stand_beside_every_colour() -> None:
    titles = [p.text for p in opened(flawed()).paragraphs if p.style and p.style.name == "Heading 3"]
    assert sum(text.startswith("■ Fix: ") for text in titles) == len(flawed().of_severity(Severity.FIX))


def test_words_that_differ_are_underlined_in_a_table() -> None:
    document = opened(flawed())
    runs = [r for t in document.tables for row in t.rows for cell in row.cells for p in cell.paragraphs for r in p.runs]
    marked = [run.text for run in runs if run.style and run.style.name == "Words that differ"]
    compared = [compared for finding in flawed().findings for compared in finding.compare]
    assert sorted(marked) == sorted(p.text for c in compared for p in (*c.found, *c.published) if p.differs)
    assert document.styles["Words that differ"].font.underline


def test_every_style_that_is_used_is_there() -> None:
    document = opened(flawed())
    there = {style.style_id for style in document.styles}
    used = {
        element.get(qn("w:val"))
        for tag in ("w:pStyle", "w:rStyle", "w:tblStyle")
        for element in document.element.iter(qn(tag))
    }
    assert used <= there


def test_header_rows_repeat_and_tables_have_names() -> None:
    tables = opened(flawed()).tables
    assert tables
    for table in tables:
        assert table._tbl.find(f".//{qn('w:tblCaption')}").get(qn("w:val"))
        repeated = [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows]
        assert repeated == [True] + [False] * (len(repeated) - 1)


def test_it_says_its_language_title_and_maker() -> None:
    document = opened(flawed())
    properties = document.core_properties
    assert properties.title.startswith("Readiness report: ")
    assert (properties.author, properties.language, properties.comments) == ("HTQ readiness checker", "en-GB", "")
    assert {e.get(qn("w:val")) for e in document.styles.element.iter(qn("w:lang"))} == {"en-GB"}


@pytest.mark.parametrize("tag", ["w:fldSimple", "w:instrText", "w:fldChar", "w:hyperlink"])
def test_no_text_of_a_user_becomes_a_field(tag: str) -> None:
    assert not list(opened(hostile('{ HYPERLINK "http://example.org" }')).element.iter(qn(tag)))


def test_characters_that_xml_forbids_are_shown_by_their_code() -> None:
    data = to_docx(hostile())
    said = said_in_docx(data)
    assert "⟨U+0000⟩" in said
    assert "<script>alert(1)</script>" in said
    with ZipFile(BytesIO(data)) as package:
        assert package.testzip() is None
