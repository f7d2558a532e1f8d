"""Pathway cells that name several pathways: "Adult, Child" or "Pathways A and B"."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from htq_core.model.pathway_names import known_as
from htq_core.model.records import OptionGroup, Unit

_SEPARATORS = (re.compile(r"[,/|+\n]"), re.compile(r"[,/|+&\n]|\band\b", re.IGNORECASE))
OnPathways = TypeVar("OnPathways", Unit, OptionGroup)


def names_alone(records: Iterable[Unit | OptionGroup]) -> dict[str, str]:
    """What the pathway cells hold, each under the form by which it is known again."""
    return {known_as(record.pathway): record.pathway for record in records if record.pathway}


def apart(record: OnPathways, alone: Mapping[str, str]) -> OnPathways:
    """The record with the pathways of its cell divided by semicolons, where each of them stands alone elsewhere."""
    for separator in _SEPARATORS:
        pieces = [known_as(piece) for piece in separator.split(record.pathway or "") if piece.strip()]
        if len(pieces) > 1 and all(piece in alone for piece in pieces):
            return replace(record, pathway="; ".join(dict.fromkeys(alone[piece] for piece in pieces)))
    return record
