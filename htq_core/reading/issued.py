"""Knowing a sheet that we issued by what its first sheet says, whatever became of its rows."""

import re
from itertools import islice

from htq_core.location import TEMPLATE_MARK
from htq_core.reading.grid import Grid

MOST_CELLS = 60
_STAMP = re.compile(r"Issued on (\d{1,2} [A-Z][a-z]+ \d{4} for (?:ST|OCC|FA|AU)\d{4}[A-Z]? version \d{1,2}\.\d{1,2})\b")


def issued_in(grid: Grid) -> str:
    """When the workbook was issued, and for which standard and version, as "5 March 2027 for ST9001 version 1.0".

    Empty where it is none of ours, or was issued without a day.
    """
    for sheet in grid.sheets:
        texts = [cell.text for cell in islice(sheet.cells(), MOST_CELLS)]
        if any(TEMPLATE_MARK in text for text in texts):
            return next((found[1] for text in texts if (found := _STAMP.search(text))), "")
    return ""
