"""The qualification structure that we issue: the qualification, its units, and what a learner may choose."""

from htq_core.settings import APPROVING_BODY, ApprovingBody
from htq_core.templates import instructions
from htq_core.templates.mapping import LEVEL
from htq_core.templates.sheets import Choices, Column, Item, add_instructions, add_items, add_table, new_template
from htq_core.templates.workbook import to_bytes

FILE_NAME = "Qualification structure.xlsx"

ITEMS = (
    Item("Qualification title"),
    Item("Qualification level", choices=LEVEL),
    Item(
        "Award type", choices=Choices(("HNC", "CertHE", "HND", "DipHE", "Foundation degree", "Diploma"), strict=False)
    ),
    Item("Awarding body"),
    Item("Regulator", choices=Choices(("Ofqual", "Office for Students"), strict=False)),
    Item("Qualification number"),
    Item("Total credits"),
    Item("Guided learning hours"),
    Item("Total qualification time"),
    Item("Intellectual property holder"),
    Item("Permission from the holder", choices=Choices(("Yes", "No", "Not needed"), strict=False)),
    Item("Planned first teaching"),
    Item("Occupational standard"),
    Item("Standard version"),
    Item("Option"),
    Item("Occupational route"),
)
UNIT_COLUMNS = (
    Column("Unit code", 12),
    Column("Unit title", 36),
    Column("Level", 8, Choices(("4", "5"), strict=False)),
    Column("Credits", 9),
    Column("GLH", 8),
    Column("Status", 12, Choices(("Mandatory", "Optional"))),
    Column("Pathway", 16),
    Column("Option group", 16),
    Column("Assessment", 36),
    Column("Learning outcomes", 44),
    Column("Required first", 14),
    Column("Not with", 12),
)
GROUP_COLUMNS = (
    Column("Option group", 28),
    Column("Pathway", 28),
    Column("Choose", 12, Choices(("units", "credits"))),
    Column("Minimum", 12),
    Column("Maximum", 12),
)


def structure_template(body: ApprovingBody = APPROVING_BODY) -> bytes:
    """An empty qualification structure, with instructions."""
    book = new_template("Qualification structure")
    add_instructions(
        book,
        "Qualification structure",
        [
            ("About this workbook", instructions.not_official(body) + instructions.ONE_QUALIFICATION),
            ("The Qualification sheet", instructions.QUALIFICATION),
            ("The Units sheet", instructions.UNITS),
            ("The Option groups sheet", instructions.OPTION_GROUPS),
            ("What happens next", instructions.WHAT_HAPPENS_NEXT),
        ],
    )
    add_items(book, "Qualification", ITEMS)
    add_table(book, "Units", UNIT_COLUMNS)
    add_table(book, "Option groups", GROUP_COLUMNS)
    return to_bytes(book)
