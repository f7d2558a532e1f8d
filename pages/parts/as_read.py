"""How the files were read, in words: tables, columns, values, and what could not be understood."""

from collections.abc import Container, Sequence

from htq_core import FIELDS, InView, Report, RuleSaid, Sureness, TableSeen, laid_out
from pages.parts.wording import BOOK_WORDS, plural

TABLE_WORDS = {"mapping": "KSB mapping", "units": "units", "option_groups": "option groups"}
NEEDED_COLUMNS = {"mapping": ("ksb", "coverage", "units"), "units": ("level", "credits", "status")}
MEANINGS = {
    "coverage": ("Full", "Partial", "Not covered"),
    "status": ("Mandatory", "Optional"),
    "choose": ("units", "credits"),
}
"""The meanings to choose from, of the fields that have only a few."""
SURE_WORDS = {
    Sureness.CHOSEN: "It is read as you chose.",
    Sureness.SURE: "",
    Sureness.LIKELY: "That is probably how it is meant. Please look at its first rows.",
    Sureness.UNSURE: "That may not be how it is meant, so please look at its first rows.",
}
MOST_COLUMNS = 6
# The rule about tables and columns that were not found.
TABLE_RULE = "READ-03"
IN_DOUBT = (Sureness.LIKELY, Sureness.UNSURE)


def field(name: str) -> str:
    """What a field is called at the head of its control."""
    words = FIELDS.get(name, name.replace("_", " "))
    return words if words.startswith("KSB") else words.capitalize()


def short(text: str, most: int) -> str:
    """A text in one line, cut where it is longer."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def tables_of(report: Report, table: str) -> list[TableSeen]:
    """How the tables of one kind were read."""
    return [seen for seen in report.reading if seen.table == table.replace("_", " ")]


def found_as(seen: TableSeen) -> str:
    """Where a table was found and how it was read, as a person would say it."""
    place = f"{BOOK_WORDS[seen.book]}, sheet “{seen.sheet}”: a table with {laid_out(seen.table, seen.shape)}."
    return f"{place} {SURE_WORDS[seen.sure]}".rstrip()


def columns_seen(seen: TableSeen) -> list[tuple[str, str]]:
    """Each field of a table, with the columns it was read from."""
    across = seen.shape == "matrix-across"
    return [
        (
            field(name),
            ", ".join(f"{'row ' if across else ''}{c.letter} “{short(c.header, 60)}”" for c in columns[:MOST_COLUMNS])
            + (f" and {len(columns) - MOST_COLUMNS} more" if len(columns) > MOST_COLUMNS else ""),
        )
        for name, columns in seen.columns.items()
    ]


def needs_columns(view: InView) -> bool:
    """Whether a table may not be used as it is read: not found, not sure, or without a column that the check needs."""
    if not view.found:
        return view.name in NEEDED_COLUMNS
    named = view.name != "units" or {"code", "title"} & view.columns.keys()
    ticked = {"coverage": {"full", "partial", "not_covered"}, "status": {"mandatory", "optional"}}
    lacking = [
        name
        for name in NEEDED_COLUMNS.get(view.name, ())
        if name in view.missing and not ticked.get(name, set()) & view.columns.keys()
    ]
    return bool(lacking) or not named or view.sure in IN_DOUBT


def to_be_asked(report: Report) -> str:
    """What could not be read and can be said on the Reading page, in a sentence; empty when there is nothing."""
    columns = [f for f in report.findings if f.rule == TABLE_RULE]
    said = [plural(len(columns), "table or column", "tables or columns")] if columns else []
    said += [plural(report.not_understood, "value")] if report.not_understood else []
    if said:
        one = len(columns) + report.not_understood == 1
        return f"{' and '.join(said)} in your files {'was' if one else 'were'} not understood."
    return "It is not sure how a table is meant." if any(seen.sure in IN_DOUBT for seen in report.reading) else ""


def assumed(report: Report, but: Container[str] = ()) -> list[str]:
    """What was taken for granted, or read out of words, each once, but for some."""
    told = dict.fromkeys(sentence for seen in report.reading for sentence in seen.assumed)
    return [sentence for sentence in told if sentence not in but]


def repair(report: Report, name: str, written: str, meaning: str) -> str:
    """What a value was said to mean, and how often it was read so."""
    used = sum(r.field == name and r.is_of(written) for r in report.repairs)
    often = plural(used, "time") if used else "not in these files"
    return f"{field(name)}: “{written}” means “{meaning}”, {often}."


def rule_said(report: Report, written: str, rules: Sequence[RuleSaid]) -> str:
    """What a sentence, or a group without one, was said to ask for, and how often it was met."""
    meaning = "; ".join(str(rule.asks()) for rule in rules) or "no rule of combination"
    used = len({r.where for r in report.repairs if r.field == "rule" and r.is_of(written)})
    return f"“{short(written, 120)}”: {meaning}, {plural(used, 'time') if used else 'not in these files'}."


def repairs(report: Report) -> list[str]:
    """Every value that was read by what was said of it, in a line each."""
    said = dict.fromkeys((r.field, " ".join(r.written.split()), r.meaning) for r in report.repairs)
    return [repair(report, name, written, meaning) for name, written, meaning in said]
