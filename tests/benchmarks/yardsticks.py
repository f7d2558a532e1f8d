"""What we measure ourselves against."""

import io
import random
import xml.parsers.expat
import zipfile
from collections.abc import Callable
from typing import BinaryIO

from openpyxl import Workbook

ROWS, COLUMNS = 200, 12
BARE_PAGE = """
import gc
import streamlit as st

@st.cache_resource(show_spinner=False)
def freeze():
    gc.collect()
    gc.freeze()

st.title("Bare page")
mapping = st.file_uploader("Mapping", key="mapping")
structure = st.file_uploader("Structure", key="structure")
if mapping:
    st.write("One is here")
if mapping and structure:
    st.header("Both are here")
    st.write(len(mapping.getvalue()) + len(structure.getvalue()))
if st.button("Press"):
    st.header("Pressed")
freeze()
"""


def rows_for_frictionless() -> list[list[str | int]]:
    """A header, then 200 rows of 12 columns: a number, eight texts, three numbers."""
    made = random.Random(1)
    rows: list[list[str | int]] = [[f"column{number}" for number in range(COLUMNS)]]
    for row in range(ROWS):
        texts = [f"word{made.randint(1, 999)} and more text" for _ in range(8)]
        rows.append([row, *texts, *(made.randint(1, 99) for _ in range(3))])
    return rows


def sheet_for_frictionless() -> bytes:
    """The same rows as a workbook."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet()
    for row in rows_for_frictionless():
        sheet.append(row)
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def frictionless_schema() -> dict[str, object]:
    """Twenty checks besides the types: one column unique, eight required and long enough, three above nought."""
    texts = [
        {"name": f"column{n}", "type": "string", "constraints": {"required": True, "minLength": 3}} for n in range(1, 9)
    ]
    numbers = [{"name": f"column{n}", "type": "integer", "constraints": {"minimum": 1}} for n in range(9, COLUMNS)]
    return {"fields": [{"name": "column0", "type": "integer", "constraints": {"unique": True}}, *texts, *numbers]}


def frictionless_in_memory() -> Callable[[], None]:
    """The twenty checks over rows that are in memory already."""
    from frictionless import Resource, Schema

    rows, schema = rows_for_frictionless(), Schema.from_descriptor(frictionless_schema())

    def validate() -> None:
        assert Resource(data=rows, schema=schema).validate().valid

    return validate


def inflate_and_tokenise(workbook: BinaryIO) -> int:
    """The floor: inflate every XML part of a workbook and let expat see all of it. Returns the elements seen."""
    seen = 0

    def element(_name: str, _attributes: dict[str, str]) -> None:
        nonlocal seen
        seen += 1

    with zipfile.ZipFile(workbook) as package:
        for part in package.namelist():
            if part.endswith((".xml", ".rels")):
                parser = xml.parsers.expat.ParserCreate()
                parser.StartElementHandler = element
                parser.Parse(package.read(part), True)
    return seen
