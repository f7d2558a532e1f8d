"""Bytes to records. Grids in, an application's records and problems out."""

from htq_core.reading.application import Reading, read_application
from htq_core.reading.mapping_sheet import read_mapping
from htq_core.reading.structure_sheet import read_structure

__all__ = ["Reading", "read_application", "read_mapping", "read_structure"]
