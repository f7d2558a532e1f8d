"""Workbooks whose cells hold anything at all, where a mapping and a structure would hold something."""

from collections.abc import Sequence
from xml.sax.saxutils import escape

from hypothesis import strategies as st

from htq_core.templates.mapping import COLUMNS as MAPPING_COLUMNS
from tests.hostile.packing import cell, sheet, workbook

USUAL = (
    "K1", "S2", "B10", "K1-K999999999", "Full", "Partial", "Not covered", "F/P", "U1", "U1, U2 and U3", "Units 1-6",
    "1-99999999", "All units", "LO1", "4", "20", "-1", "1e308", "twenty", "Mandatory", "Optional", "A", "TBC", "#REF!",
    "=1+1", "Choose 30 credits from Group A", "units", "credits", "ST9001", "1.0", "99999999999999999999", "½", "٣",
    "(((((((((", "U" * 5000, "; ; ;", "a:b:c", "100%", "Exam 60%; Exam 60%", "\U0001f600", "\u202e", "{0}", "{ksb}",
)  # fmt: skip
STRUCTURE_COLUMNS = (
    "Unit code", "Unit title", "Level", "Credits", "GLH", "Status", "Pathway", "Option group", "Assessment",
    "Learning outcomes", "Required first", "Not with",
)  # fmt: skip
GROUP_COLUMNS = ("Option group", "Pathway", "Choose", "Minimum", "Maximum")
TEXTS = st.one_of(
    st.sampled_from(USUAL),
    st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40),
    st.lists(st.sampled_from(USUAL), max_size=4).map(" ".join),
)


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [list(columns), *rows]
    return sheet(
        "".join(
            f'<row r="{r}">{"".join(cell(f"{chr(64 + c)}{r}", escape(t)) for c, t in enumerate(line, 1))}</row>'
            for r, line in enumerate(lines, 1)
        )
    )


def _rows(columns: Sequence[str]) -> st.SearchStrategy[list[list[str]]]:
    return st.lists(st.lists(TEXTS, min_size=len(columns), max_size=len(columns)), max_size=6)


MAPPINGS = _rows([column.header for column in MAPPING_COLUMNS]).map(
    lambda rows: workbook(_table([column.header for column in MAPPING_COLUMNS], rows), names=["KSB mapping"])
)
STRUCTURES = st.tuples(_rows(STRUCTURE_COLUMNS), _rows(GROUP_COLUMNS)).map(
    lambda both: workbook(
        _table(STRUCTURE_COLUMNS, both[0]), _table(GROUP_COLUMNS, both[1]), names=["Units", "Option groups"]
    )
)
