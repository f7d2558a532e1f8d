"""The look of cells, by style: number formats and fill colours."""

from functools import partial

from htq_core.reading.markup import stream
from htq_core.reading.number_format import NumberFormat, builtin_format, custom_format
from htq_core.reading.package import Package

_SECTIONS = ("fills", "cellXfs")
_NO_COLOUR = ("none", "gray125")
"""Patterns that Excel puts into every workbook, and that nobody chose."""
_WHITE = frozenset({"rgb FFFFFFFF", "rgb 00FFFFFF", "theme 0", "indexed 9", "indexed 64", "auto 1"})


def read_styles(package: Package, part: str) -> tuple[list[NumberFormat], dict[str, str]]:
    """The number format of each cell style, and the colour of each that has one, by its number as cells write it."""
    styles = _Styles()
    if part in package:
        starts = {"numFmt": styles.number_format, "xf": styles.style, "fill": styles.fill}
        starts |= {"patternFill": styles.pattern, "fgColor": styles.colour, "gradientFill": styles.gradient}
        starts |= {name: partial(styles.enter, name) for name in _SECTIONS}
        ends = dict.fromkeys(_SECTIONS, styles.leave)
        stream(package.chunks(part), package.spent, starts, ends)
    return styles.formats, styles.colours()


class _Styles:
    """What has been seen of the styles so far. Fills and cell styles count within their own section only."""

    def __init__(self) -> None:
        self.custom: dict[int, NumberFormat] = {}
        self.formats: list[NumberFormat] = []
        self.fills: list[str] = []
        self.fill_of: dict[int, int] = {}
        self.section = ""

    def enter(self, section: str, _attributes: dict[str, str]) -> None:
        self.section = section

    def leave(self) -> None:
        self.section = ""

    def number_format(self, attributes: dict[str, str]) -> None:
        self.custom[int(attributes["numFmtId"])] = custom_format(attributes["formatCode"])

    def style(self, attributes: dict[str, str]) -> None:
        if self.section == "cellXfs":
            number, fill = int(attributes.get("numFmtId", "0")), int(attributes.get("fillId", "0"))
            if fill:
                self.fill_of[len(self.formats)] = fill
            self.formats.append(self.custom.get(number) or builtin_format(number))

    def fill(self, _attributes: dict[str, str]) -> None:
        if self.section == "fills":
            self.fills.append("")

    def pattern(self, attributes: dict[str, str]) -> None:
        pattern = attributes.get("patternType", "none")
        if self.section == "fills" and pattern not in _NO_COLOUR:
            self.fills[-1] = pattern

    def gradient(self, _attributes: dict[str, str]) -> None:
        if self.section == "fills":
            self.fills[-1] = "gradient"

    def colour(self, attributes: dict[str, str]) -> None:
        if self.section == "fills" and self.fills[-1]:
            self.fills[-1] = " ".join(f"{name} {value}" for name, value in sorted(attributes.items()))

    def colours(self) -> dict[str, str]:
        """The colour of each style that has one, white aside."""
        known = {n: self.fills[fill] for n, fill in self.fill_of.items() if 0 <= fill < len(self.fills)}
        return {str(n): colour for n, colour in known.items() if colour and colour not in _WHITE}
