"""Labels of rows that add up, and hold no record."""

import re

LONGEST_TOTAL = 60
_SUMS = {"total", "totals", "subtotal", "subtotals", "sum", "overall"}
_ASKED = {"required", "needed", "minimum", "maximum"}
_BESIDE_TOTALS = """
grand sub and number of for at in on the to be all per value values point points credit credits cats glh tqt guided
learning hour hours time unit units module modules l level levels year years semester semesters term stage core
mandatory compulsory optional elective qualification programme course award
"""
_WORDS_OF_TOTALS = {*_SUMS, *_ASKED, *_BESIDE_TOTALS.split()}


def is_total(label: str) -> bool:
    """Whether a label is made of nothing but the words of a total: "Level 4 total", "Credits required"."""
    if len(label) > LONGEST_TOTAL:
        return False
    said = set(re.findall(r"[a-z]+", label.casefold()))
    return said <= _WORDS_OF_TOTALS and bool(said & _SUMS or (said & _ASKED and said & {"credits", "cats"}))
