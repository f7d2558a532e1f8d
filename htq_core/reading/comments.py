"""What people wrote beside the cells of a sheet: comments, and threads of them. Ours are left out."""

from collections.abc import Iterable

from htq_core.errors import Reason, UnreadableWorkbook
from htq_core.location import COMMENT_MARK
from htq_core.reading.cell_text import Collector, seen_text
from htq_core.reading.limits import too_much_text
from htq_core.reading.markup import Start, stream
from htq_core.reading.package import Package


def read_comments(package: Package, links: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The text of each comment by the address of its cell, from the parts that a sheet is linked to.

    A thread stands for the comment that Excel keeps beside it for programs which know no threads.
    """
    links = list(links)
    comments = _Comments(package)
    for wanted, element, inner in (("comments", "comment", "t"), ("threadedComment", "threadedComment", "text")):
        replaced: set[str] = set()
        for part in (part for kind, part in links if kind == wanted and part in package):
            comments.read(part, element, inner, replaced)
    return {cell: "\n".join(texts) for cell, texts in comments.said.items() if texts}


class _Comments:
    """What has been said so far, and the comment now open."""

    def __init__(self, package: Package) -> None:
        self.package, self.spent = package, package.spent
        self.text = Collector(package.spent)
        self.said: dict[str, list[str]] = {}
        self.cell = ""

    def read(self, part: str, element: str, inner: str, replaced: set[str]) -> None:
        """Add the comments of one part. Cells are noted in ``replaced``: what was said of them before goes."""

        def end() -> None:
            text = seen_text(self.text.text().partition(COMMENT_MARK)[0])
            self.spent.characters += len(text)
            if self.spent.characters > self.spent.limits.characters:
                raise too_much_text(self.spent.limits)
            if self.cell not in replaced:
                replaced.add(self.cell)
                self.said[self.cell] = []
            if text:
                self.said[self.cell].append(text)

        starts: dict[str, Start] = {element: self.begin, inner: self.text.start, "rPh": self.text.start_reading}
        ends = {element: end, inner: self.text.end, "rPh": self.text.end_reading}
        try:
            stream(self.package.chunks(part), self.spent, starts, ends, self.text.characters)
        except UnreadableWorkbook as trouble:
            # Cells count, and are read already: a damaged comment is no reason to refuse them.
            if trouble.reason is not Reason.DAMAGED:
                raise

    def begin(self, attributes: dict[str, str]) -> None:
        self.cell = attributes.get("ref", "")
        self.text.begin()
