"""What another version of the standard would change, on paper: the list for a change proposal."""

from collections.abc import Iterator
from datetime import UTC, datetime

from htq_core.export.blocks import Block, Heading, Items, Paragraph, Table
from htq_core.export.docx import document_of
from htq_core.export.printout import ILLUSTRATIVE
from htq_core.export.text import text_of
from htq_core.forecasting import Forecast, Touched

TITLE = "What a new version changes"
CAVEAT = (
    "KSBs are paired by their words, so look at each pair. Whether a change matters, and whether the qualification "
    "must change, people decide."
)


def forecast_document(forecast: Forecast, qualification: str) -> tuple[Block, ...]:
    """The changes, kind by kind, with the rows and units that each touches."""
    return tuple(_blocks(forecast, qualification))


def forecast_docx(forecast: Forecast, qualification: str) -> bytes:
    """The same as a Word document."""
    return document_of(forecast_document(forecast, qualification), TITLE, datetime.now(UTC))


def forecast_text(forecast: Forecast, qualification: str) -> str:
    """The same as plain text."""
    return text_of(forecast_document(forecast, qualification))


def _blocks(forecast: Forecast, qualification: str) -> Iterator[Block]:
    earlier, later = forecast.earlier, forecast.later
    yield Heading(1, TITLE)
    if qualification:
        yield Paragraph(qualification)
    yield Paragraph(f"{earlier.reference} {later.title}, from version {earlier.version} to version {later.version}.")
    if later.illustrative:
        yield Paragraph(ILLUSTRATIVE)
    yield Paragraph(CAVEAT, "muted")
    if not forecast.changes:
        yield Paragraph("No KSB changes.")
        return
    counts = tuple(f"{name}: {len(touched)}" for name, _, touched, _ in forecast.to_do())
    yield Items((*counts, f"The same: {forecast.same}"))
    if forecast.units:
        yield Paragraph(f"Units that a change touches: {', '.join(forecast.units)}.")
    for name, meaning, touched, advice in forecast.to_do():
        yield Heading(2, f"{name}: {meaning}")
        yield Paragraph(advice)
        said = ("Before", "After") if len(touched[0].texts) > 1 else ("Statement",)
        header = ("KSB", *said, "Row", "Units")
        yield Table(f"KSBs that are {name.lower()}", header, tuple(map(_row, touched)))


def _row(each: Touched) -> tuple[str, ...]:
    return each.code, *each.texts, f"{each.row}" if each.row else "", ", ".join(each.units)
