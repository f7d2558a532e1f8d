"""What is covered on a screen that is shown to others, and what stays."""

from htq_core import Book, Location, Report, Source, check
from pages.parts import state
from pages.parts.cover import COVERED, cover_of, is_code


def report() -> Report:
    mapping, structure = (
        Source(f"secret {book}.xlsx", (state.SAMPLES / "flawed" / f"{book}.xlsx").read_bytes()) for book in Book
    )
    return check(mapping, structure)


def test_names_and_quotations_are_covered_and_our_own_words_stay() -> None:
    of = report()
    cover = cover_of(of, ["our own reason"])
    unit = next(unit for unit in of.units if len(unit.title) > 3)
    said = cover(f"A learner who takes {unit.title} never meets K3: “Soil” in secret mapping.xlsx. our own reason")
    assert said == f"A learner who takes {COVERED} never meets K3: “{COVERED}” in {COVERED}. {COVERED}"
    assert cover(of.qualification) == COVERED


def test_no_finding_gives_a_title_away() -> None:
    of = report()
    cover = cover_of(of)
    titles = {unit.title for unit in of.units if len(unit.title) > 3} | {of.qualification}
    for finding in of.findings:
        said = " ".join(map(cover, (finding.message, finding.found, finding.expected, finding.fix)))
        assert not [title for title in titles if title in said]


def test_a_sheet_name_is_covered_unless_its_words_are_everybodys() -> None:
    of = report()
    first = of.findings[0]
    sheets = ("Units 2", "Amas college", "KSB mapping")
    where = tuple(Location(Book.MAPPING, sheet, "A1") for sheet in sheets)
    told = of.model_copy(update={"findings": (first.model_copy(update={"where": where}),)})
    cover = cover_of(told)
    assert [cover(f"{place}") for place in where] == ["Units 2!A1", f"{COVERED}!A1", "KSB mapping!A1"]


def test_without_files_only_quotations_are_covered() -> None:
    assert cover_of(None)("Plain words, “quoted” words") == f"Plain words, “{COVERED}” words"


def test_a_code_is_told_from_other_words() -> None:
    assert is_code("K12")
    assert not is_code("K12 soil")
