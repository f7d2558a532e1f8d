"""A mapping with a row for each KSB and unit: its rows to one claim for each KSB."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import replace

from htq_core.model.ksb import Coverage
from htq_core.model.name_forms import same_name
from htq_core.model.records import Claim, Entry, UnitClaim
from htq_core.reading import cells

FEWEST_AGAIN = 3
_STRONGEST_FIRST = (Coverage.FULL, Coverage.PARTIAL, Coverage.NOT_COVERED)


def is_long(claims: Sequence[Claim]) -> bool:
    """Whether rows go pair by pair: a quarter of the KSBs or more have rows of their own for different units.

    A few repeated rows are slips and no layout.
    """
    rows: dict[str, list[Claim]] = {}
    for claim in claims:
        rows.setdefault(claim.ksb, []).append(claim)
    again = [own for own in rows.values() if len({same_name(c.units_text or "") for c in own if c.units_text}) > 1]
    alone = {same_name(claim.units_text or "") for claim in claims}
    single = sum(_is_one_unit(claim.units_text or "", alone) for claim in claims)
    return len(again) >= max(FEWEST_AGAIN, len(rows) / 4) and single * 10 >= len(claims) * 9


def _is_one_unit(text: str, alone: Set[str]) -> bool:
    """Whether a cell names one unit: no part of it, as of "H/HSC/01" or "Health, Safety", is in a cell of its own."""
    parts = cells.unit_codes(text)
    return len(parts) <= 1 or not any(same_name(part) in alone for part in parts)


def pair_by_pair(claims: Sequence[Claim]) -> list[Claim]:
    """One claim for each KSB; a further row for the same KSB and unit stays a claim of its own."""
    rows: dict[str, list[Claim]] = {}
    further: list[Claim] = []
    seen: set[tuple[str, str]] = set()
    for claim in claims:
        pair = (claim.ksb, same_name(claim.units_text or ""))
        if claim.units_text and pair in seen:
            further.append(claim)
        else:
            seen.add(pair)
            rows.setdefault(claim.ksb, []).append(claim)
    return [*(own[0] if len(own) == 1 else _together(own) for own in rows.values()), *further]


def _together(rows: list[Claim]) -> Claim:
    """The rows of one KSB as one claim: as far as the best of them goes, by the units that go any way."""
    stated = next((c for c in _STRONGEST_FIRST if any(c in row.coverages for row in rows)), None)
    telling = next((row for row in rows if stated in row.coverages), rows[0])
    unclear = next((row for row in rows if len(row.coverages) > 1), None)
    named = [row for row in rows if row.units_text]
    claiming = [row for row in named if row.coverage is not Coverage.NOT_COVERED] or named
    pairs = tuple(
        UnitClaim(str(row.units_text), row.at("coverage"), row.coverage, row.outcomes or "", row.at("units"))
        for row in claiming
    )
    first = (claiming or rows)[0]
    text = "; ".join(pair.unit for pair in pairs)
    reasons = [row for row in rows if row.reason and row.coverage is stated]
    reason = reasons[0] if reasons else telling
    entries = {**telling.entries, "ksb": rows[0].entries["ksb"]}
    if "units" in entries:
        entries["units"] = Entry(first.at("units"), text)
    if "reason" in entries:
        entries["reason"] = Entry(reason.at("reason"), _joined(row.reason for row in reasons) or reason.said("reason"))
    return replace(
        telling,
        entries=entries,
        anchor=rows[0].anchor,
        coverages=unclear.coverages if unclear else (stated,) if stated else (),
        statement=next((row.statement for row in rows if row.statement), ""),
        units_text=text or None,
        outcomes=_joined(row.outcomes for row in claiming) or None,
        assessment=_joined(row.assessment for row in claiming) or None,
        reason=_joined(row.reason for row in reasons) or None,
        by_unit=pairs,
    )


def _joined(texts: Iterable[str | None]) -> str:
    return "; ".join(dict.fromkeys(text for text in texts if text))
