"""Edits to the KSB mapping."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from htq_core.findings import Finding
from htq_core.first_steps.edits import Edit, Suggest, cells_of, filled, listed, mended, with_claims
from htq_core.location import Location
from htq_core.model.application import Application
from htq_core.model.assessments import units_of
from htq_core.model.ksb import Coverage
from htq_core.model.records import Claim, Entry, Unit
from htq_core.pathways import names_in

Change = Callable[[Application, Claim], Claim]
REASON = "Learners practise the rest of {ksb} at work with their employer, under supervision, where it is safer."
BEST = "Tried with Full where units are named."
WORDS = {Coverage.FULL: "Full", Coverage.PARTIAL: "Partial", Coverage.NOT_COVERED: "Not covered"}


def _rows(change: Change, field: str, words: str) -> Suggest:
    """An edit of the rows whose cell for a field the finding names. ``words`` may use {ksb}, {where} and {unit}."""

    def suggest(application: Application, finding: Finding) -> Iterator[Edit]:
        places = set(finding.where)
        rows = [claim for claim in application.claims if claim.at(field) in places]
        if not rows:
            return
        changed = {claim.position: change(application, claim) for claim in rows}
        if any(changed[claim.position] is claim for claim in rows):
            return
        cells = tuple(dict.fromkeys(claim.at(field) for claim in rows))

        def make(now: Application) -> Application:
            return mended(with_claims(now, (changed.get(c.position, c) for c in now.claims)), cells)

        ksb = listed([claim.ksb for claim in rows])
        text = words.format(ksb=ksb, where=cells_of(cells), unit=_unit_name(_everyones(application)))
        yield Edit(text, cells, make)

    return suggest


def _everyones(application: Application) -> Unit | None:
    """The first unit that everyone takes, else the first."""
    everywhere = (unit for unit in application.units if unit.mandatory and not unit.pathway)
    return next(everywhere, next(iter(application.units), None))


def _unit_name(unit: Unit | None) -> str:
    return unit.key[:40] if unit else "a unit"


def _stated(coverage: Coverage) -> Change:
    def change(application: Application, claim: Claim) -> Claim:
        return filled(claim, "coverage", WORDS[coverage], coverages=(coverage,))

    return change


def _full_or_none(application: Application, claim: Claim) -> Claim:
    """Full where units are named, else not covered."""
    return _stated(Coverage.FULL if claim.units_text else Coverage.NOT_COVERED)(application, claim)


def _reasoned(application: Application, claim: Claim) -> Claim:
    reason = REASON.format(ksb=claim.ksb)
    return filled(claim, "reason", reason, reason=reason)


def _without_reason(application: Application, claim: Claim) -> Claim:
    return filled(claim, "reason", "", reason=None)


def _in_everyones_unit(application: Application, claim: Claim) -> Claim:
    unit = _everyones(application)
    return filled(claim, "units", unit.key, units_text=unit.key, by_unit=()) if unit else claim


def _without_units(application: Application, claim: Claim) -> Claim:
    return filled(claim, "units", "", units_text=None, by_unit=())


def _with_outcomes(application: Application, claim: Claim) -> Claim:
    return filled(claim, "outcomes", "LO1", outcomes="LO1")


def _shown_in_practice(application: Application, claim: Claim) -> Claim:
    text = f"{claim.assessment}; Observation" if claim.assessment else None
    return filled(claim, "assessment", text, assessment=text) if text else claim


def _with_status_of_its_units(application: Application, claim: Claim) -> Claim:
    words = ["Mandatory" if unit.mandatory else "Optional" for unit in units_of(application, claim) or []]
    text = "; ".join(words if len(set(words)) > 1 else words[:1])
    return filled(claim, "status", text, status=text) if text else claim


def _with_pathway_of_its_units(application: Application, claim: Claim) -> Claim:
    own = [name for unit in units_of(application, claim) or [] for name in names_in(unit.pathway)]
    text = "; ".join(dict.fromkeys(own))
    return filled(claim, "pathway", text, pathway=text) if text else claim


def _without_pathway(application: Application, claim: Claim) -> Claim:
    return filled(claim, "pathway", "", pathway=None)


def _with_published_wording(application: Application, claim: Claim) -> Claim:
    published = application.published_anywhere.get(claim.ksb)
    return filled(claim, "statement", published.text, statement=published.text) if published else claim


def _with_names_mended(application: Application, claim: Claim) -> Claim:
    """Every name that means no unit, or several, exchanged for a unit's: the nearest, else one it may mean."""
    text = claim.units_text or ""
    for reference in application.references_of(claim):
        if reference.key is None and (near := _meant(application, reference.text, reference.keys)):
            text = text.replace(reference.text, near)
    return filled(claim, "units", text, units_text=text) if text != claim.units_text and not claim.by_unit else claim


def _with_codes_alone(application: Application, claim: Claim) -> Claim:
    """Every code with the title of another unit exchanged for the code alone."""
    text = claim.units_text or ""
    for reference in application.references_of(claim):
        if reference.key and application.wrong_title(reference):
            text = text.replace(reference.text, application.units_by_key[reference.key].code or "")
    return filled(claim, "units", text, units_text=text) if text != claim.units_text and not claim.by_unit else claim


def _meant(application: Application, text: str, keys: tuple[str, ...]) -> str:
    if keys:
        return application.units_by_key[keys[0]].code or ""
    near = application.unit_near(text)
    labels = {": ".join(filter(None, (unit.code, unit.title))): unit.key for unit in application.units}
    return labels.get(near, "")


def _missing_rows(application: Application, finding: Finding) -> Iterator[Edit]:
    """Rows for the KSBs that have none."""
    heading, unit = next(iter(finding.where), None), _everyones(application)
    missing = [code for code in application.codes_to_list if code not in application.claims_of]
    if heading is None or not missing or not application.claims:
        return
    like = application.claims[-1]

    def row(code: str) -> Claim:
        said = {"ksb": code, "statement": application.published[code].text, "coverage": "Full"}
        said |= {"units": unit.key if unit else "", "outcomes": "LO1"}
        entries = {name: Entry(heading, said.get(name, "")) for name in like.entries}
        return Claim(
            position=0, entries=entries, anchor=heading, ksb=code, statement=said["statement"],
            coverages=(Coverage.FULL,), units_text=said["units"] or None, outcomes="LO1",
        )  # fmt: skip

    rows = tuple(row(code) for code in missing)
    text = (
        f"Add rows for {listed(missing)}, with their published wording, and say what covers them. "
        f"Tried with full coverage by {_unit_name(unit)}."
    )
    yield Edit(text, finding.where, lambda now: with_claims(now, (*now.claims, *rows)))


def _another_code(application: Application, finding: Finding) -> Iterator[Edit]:
    """The code that the wording has, or the row taken out."""
    rows = [claim for claim in application.claims if claim.at("ksb") in finding.where]
    codes = application.meant_codes.get(rows[0].position, ()) if rows else ()
    cells = cells_of(finding.where)
    if len(codes) == len(rows) == 1:
        meant = codes[0]
        renamed = filled(rows[0], "ksb", meant, ksb=meant)
        yield Edit(
            f"Change the code in {cells} to {meant}.",
            finding.where,
            lambda now: with_claims(now, (renamed if c.position == renamed.position else c for c in now.claims)),
        )
    if rows:
        yield Edit(
            f"Take out the row for {listed([claim.ksb for claim in rows])} at {cells}.",
            finding.where,
            lambda now: with_claims(now, (c for c in now.claims if c.anchor not in _anchors(rows))),
        )


def _one_row(application: Application, finding: Finding) -> Iterator[Edit]:
    """The first row of a KSB kept, and the others taken out."""
    code = finding.subject.ksb or ""
    rows = application.claims_of.get(code, ())
    spare = _anchors(rows[1:])
    if len(rows) > 1:
        yield Edit(
            f"Keep one row for {code}, and take out {cells_of(place for place in spare)}. Tried with the first row.",
            tuple(claim.anchor for claim in rows),
            lambda now: with_claims(now, (c for c in now.claims if c.ksb != code or c.anchor not in spare)),
        )


def _anchors(rows: Sequence[Claim]) -> list[Location]:
    return [claim.anchor for claim in rows]


def _mapped_to_idle_unit(application: Application, finding: Finding) -> Iterator[Edit]:
    """An optional unit that supports nothing named beside the units of a KSB that is covered."""
    idle = [unit for unit in application.units if unit.anchor in finding.where]
    claim = next((c for c in application.claims if c.claims_units and not c.by_unit), None)
    if claim and idle and claim.at("units") not in application.reported:
        text = ", ".join((claim.units_text or "", *(unit.key for unit in idle)))
        wider = filled(claim, "units", text, units_text=text)
        names = listed([unit.key[:40] for unit in idle])
        yield Edit(
            f"Map what they support to {names}. Tried with {claim.ksb} in {claim.at('units').cell}.",
            (claim.at("units"),),
            lambda now: with_claims(now, (wider if c.position == wider.position else c for c in now.claims)),
        )


EDITS: Mapping[str, Suggest] = {
    "ASM-02": _rows(
        _shown_in_practice, "assessment", "Say in {where} how {ksb} is shown in practice. Tried with an observation."
    ),
    "ASM-04": _mapped_to_idle_unit,
    "COV-01": _rows(_full_or_none, "coverage", f"State in {{where}} how far {{ksb}} is covered. {BEST}"),
    "COV-02": _rows(_full_or_none, "coverage", f"Change {{where}} to Full, Partial or Not covered. {BEST}"),
    "COV-03": _rows(_stated(Coverage.FULL), "coverage", "Keep one coverage for {ksb} in {where}. Tried with Full."),
    "COV-06": _rows(_reasoned, "reason", "Give the reason for the partial coverage of {ksb} in {where}."),
    "COV-07": _rows(_reasoned, "reason", "Give the reason why {ksb} is not covered in {where}."),
    "COV-08": _rows(_reasoned, "reason", "Write a fuller reason for {ksb} in {where}."),
    "COV-09": _rows(_reasoned, "reason", "Give in {where} a reason of its own for each of {ksb}."),
    "COV-10": _rows(_reasoned, "reason", "Say in {where} why {ksb} is not covered in full."),
    "COV-12": _rows(_without_reason, "reason", "Reword the note on {ksb} in {where}, if Full is right. Tried without."),
    "COV-13": _rows(_in_everyones_unit, "units", "Name in {where} the units that cover {ksb}. Tried with {unit}."),
    "COV-14": _rows(_without_units, "units", "Clear {where}, if {ksb} is not covered."),
    "KSB-01": _missing_rows,
    "KSB-02": _another_code,
    "KSB-03": _one_row,
    "KSB-04": _one_row,
    "KSB-05": _rows(_with_published_wording, "statement", "Copy the published wording of {ksb} into {where}."),
    "KSB-06": _rows(_with_published_wording, "statement", "Put the published wording of {ksb} into {where}."),
    "KSB-09": _rows(_with_published_wording, "statement", "Copy the published wording of {ksb} into {where}."),
    "PTH-04": _mapped_to_idle_unit,
    "READ-06": _rows(_full_or_none, "coverage", f"Type the coverage of {{ksb}} in {{where}}. {BEST}"),
    "READ-09": _rows(_full_or_none, "coverage", f"Write in {{where}} what the colour stands for. {BEST}"),
    "REF-01": _rows(_with_names_mended, "units", "Write the right name in {where}. Tried with the nearest name."),
    "REF-02": _rows(_with_names_mended, "units", "Write the unit's code in {where}. Tried with the first it fits."),
    "REF-03": _rows(_with_codes_alone, "units", "Write the code alone in {where}, if the code is right."),
    "REF-04": _rows(_in_everyones_unit, "units", "Name in {where} each unit that covers {ksb}. Tried with {unit}."),
    "REF-06": _rows(_with_outcomes, "outcomes", "Say in {where} which learning outcomes cover {ksb}."),
    "REF-07": _rows(_with_outcomes, "outcomes", "Correct the learning outcomes in {where}. Tried with LO1."),
    "REF-08": _rows(
        _with_status_of_its_units, "status", "Correct {where}, or the structure. Tried with what the structure says."
    ),
    "REF-09": _rows(
        _with_pathway_of_its_units, "pathway", "Correct {where}, or the structure. Tried with the pathway of the units."
    ),
    "STR-13": _rows(_without_pathway, "pathway", "Write in {where} the name that the structure has. Tried without."),
}  # fmt: skip
