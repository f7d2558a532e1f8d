"""One college's application with as many faults as can stand side by side.

Left out, because they cannot: a missing, swapped or empty file and a missing column (READ-01 to 04) leave nothing else
to find. KSB-07 and 08 leave no row that can be held against the list. STD-01 to 04, 06, 07 and 10 to 18 and QUA-01 to
03 need another standard, level or day, and QUA-06, 08 and 11 another award. STR-04 to 06, 10 to 12, 16 and 17 and
PTH-05 leave no pathway, or no certain one, for PTH-01 and PTH-07. ``samples.MORE_FLAWS`` has folders for these.
"""

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from htq_core.standards.standard import Standard
from tests.making.applications import ClaimRow, ErrorCell, MadeApplication, UnstoredFormula
from tests.making.clean import Shape, clean_application

GOOD_REASON = "Learners meet this equipment with their employer, where it is safer and they work under supervision."
"""Said of what is left to the workplace; long enough, and used once."""


def flawed_application(standard: Standard) -> MadeApplication:
    """The application. Every fault has a row or a unit of its own, so that each can be told from the others."""
    clean = clean_application(standard, shape=Shape(mandatory=6, optional=4, partial=0))
    return _with_faulty_units(_with_faulty_rows(_with_faulty_details(clean, standard)))


def _with_faulty_details(application: MadeApplication, standard: Standard) -> MadeApplication:
    """STD-05, STD-08, STD-09, QUA-04, QUA-05, QUA-07, QUA-09, QUA-10, QUA-12, QUA-13, STR-07, STR-08."""
    higher = {4: ("HNC", "Higher National Certificate"), 5: ("HND", "Higher National Diploma")}
    award, in_full = higher[int(str(application.structure_details["level"]))]
    title = f"{in_full} in {standard.title} (HTQ)"
    return (
        application.with_details("both", title=title, awarding_body=None, award_type=award)
        .with_details("structure", holder="Pearson", permission=None, glh=900, tqt=800)
        .with_details("structure", regulator=None, number="603/123/5", first_teaching="Autumn 2027")
        .with_details("mapping", version="0.9", level=5)
        .with_details("mapping", standard_title="Community garden keeper", route="Digital")
    )


@dataclass
class _Rows:
    """The mapping's rows, with faults put into one after another from the top."""

    rows: list[ClaimRow]
    next_row: int = 0

    def change(self, **changes: Any) -> None:
        """Change the next row that is still as it should be."""
        self.rows[self.next_row] = replace(self.rows[self.next_row], **changes)
        self.next_row += 1

    def change_places(self) -> None:
        """Let the next two statements of one kind change places."""
        start = next(i for i, (a, b) in enumerate(pairwise(self.rows)) if i >= self.next_row and a.ksb[0] == b.ksb[0])
        first, second = self.rows[start : start + 2]
        self.rows[start : start + 2] = [
            replace(first, statement=second.statement),
            replace(second, statement=first.statement),
        ]
        self.next_row = start + 2

    def repeat(self, **changes: Any) -> None:
        """Give the next row a second time, changed or not."""
        self.rows.insert(self.next_row + 1, replace(self.rows[self.next_row], **changes))
        self.next_row += 2


def _with_faulty_rows(application: MadeApplication) -> MadeApplication:
    """KSB-01 to 06 and 09, COV-01 to 14, REF-01, 02, 04 and 06, READ-06, PTH-01 and PTH-07, STR-13."""
    page = _Rows(list(application.claims))
    shared_title, only_option = str(application.units[1].title), str(application.optional[0].code)
    nothing: dict[str, Any] = {"units": (), "outcomes": None, "assessment": None}
    page.change_places()  # KSB-06
    page.change(statement=f"{page.rows[page.next_row].statement} in line with the policies of the college")  # KSB-05
    page.change(statement=_first_half(page.rows[page.next_row].statement))  # KSB-09
    page.change(coverage=None)  # COV-01
    page.change(coverage="Mostly")  # COV-02
    page.change(coverage="Full / Partial")  # COV-03
    page.change(coverage="Not covered", reason=GOOD_REASON, **nothing)  # COV-04
    page.change(coverage="Partial", reason="A mentor at work signs this off, as the law asks for.")  # COV-05
    page.change(coverage="Partial", reason=None)  # COV-06
    page.repeat(coverage="Partial", reason="The second half is learned at work, with live cases.")  # KSB-03
    page.change(coverage="Not covered", reason=None, **nothing)  # COV-07
    page.change(coverage="Partial", reason="See above")  # COV-08
    page.change(coverage="Partial", reason=f"Learners partly cover: {page.rows[page.next_row].statement}")  # COV-10
    for _ in range(5):  # COV-09
        page.change(coverage="Partial", reason="Nobody at the college has had the time to write material for it.")
    page.change(reason="Only partly assessed, as time on the equipment is limited.")  # COV-12
    page.change(units=())  # COV-13
    page.change(coverage="Not covered", reason="The college has no licence for this until next year.")  # COV-14
    page.repeat()  # KSB-04
    page.change(units=("U99",))  # REF-01
    page.change(units=(shared_title,))  # REF-02, with the unit title given twice below
    page.change(units=("All units",))  # REF-04
    page.change(outcomes=None)  # REF-06
    page.change(coverage=UnstoredFormula('=IF(1=1,"Full","")'))  # READ-06
    page.change(units=(only_option,))  # PTH-01, PTH-07
    page.change(pathway="Weekend cohort")  # STR-13
    del page.rows[page.next_row]  # KSB-01
    page.rows.append(replace(page.rows[-1], ksb="K99", statement="What the college adds of its own accord"))  # KSB-02
    return replace(application, claims=tuple(page.rows))


def _first_half(statement: object) -> str:
    words = str(statement).split()
    return " ".join(words[: (len(words) + 1) // 2])


def _with_faulty_units(application: MadeApplication) -> MadeApplication:
    """READ-05 to 07, STR-01 to 03, 09, 14 and 15. Credits and choices stay sound, so that pathways can be tried."""
    first, second, third, fourth, fifth, sixth = application.mandatory
    return (
        application.with_unit(first.code, level=None)  # STR-01
        .with_unit(second.code, assessment="Written report 50%; Presentation 30%")  # STR-15
        .with_unit(third.code, title=second.title, assessment=None)  # STR-02, STR-14
        .with_unit(fourth.code, glh=ErrorCell("#REF!"))  # READ-06
        .with_unit(fifth.code, assessment="TBC", glh=0)  # READ-07, STR-03
        .with_unit(sixth.code, level="four-ish")  # READ-05
        .with_unit(application.optional[-1].code, level=6)  # STR-09
    )
