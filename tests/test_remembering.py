"""What is remembered of users' texts is forgotten when a server says so."""

import re
from pathlib import Path

from htq_core.remembering import forget_texts, remembering

CORE = Path(__file__).parents[1] / "htq_core"
OF_OUR_OWN_FILES = {
    "export/html.py", "reading/grid.py", "remembering.py", "rulebook/examples.py", "standards/catalogue.py",
    "standards/library.py", "standards/notices.py",
}  # fmt: skip


def test_an_answer_is_worked_out_once_until_texts_are_forgotten() -> None:
    asked = []

    @remembering(8)
    def length(text: str) -> int:
        asked.append(text)
        return len(text)

    assert [length("K1"), length("K1")] == [2, 2]
    assert asked == ["K1"]
    forget_texts()
    assert length("K1") == 2
    assert asked == ["K1", "K1"]


def test_all_that_is_remembered_of_users_texts_can_be_forgotten() -> None:
    remembering_for_good = {
        path.relative_to(CORE).as_posix()
        for path in CORE.rglob("*.py")
        if re.search(r"lru_cache|^ *@cache$|import cache$", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert remembering_for_good == OF_OUR_OWN_FILES
