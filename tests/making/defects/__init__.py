"""One fault, at least, for each rule. ``DEFECTS`` holds them all, in the rulebook's order of families."""

from tests.making.defects import answers, assessment, claims, files, looks, qualification, structure
from tests.making.defects.defect import DEFECTS, Defect, Seeded, standard_of

__all__ = [
    "DEFECTS", "Defect", "Seeded", "answers", "assessment", "claims", "files", "looks", "qualification",
    "standard_of", "structure",
]  # fmt: skip
