"""Bytes to records. Grids in, an application's records and problems out."""

from htq_core.reading.application import Reading, read_application, read_applications
from htq_core.reading.choices import NO_CHOICES, ReadingChoices
from htq_core.reading.mapping_sheet import read_mapping
from htq_core.reading.structure_sheet import read_structure

__all__ = [
    "NO_CHOICES",
    "Reading",
    "ReadingChoices",
    "read_application",
    "read_applications",
    "read_mapping",
    "read_structure",
]
