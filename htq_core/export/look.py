"""Cell styles added to a workbook that has styles of its own."""

from typing import NamedTuple

from lxml import etree

from htq_core.export.package import MAIN, Package
from htq_core.findings import Severity

_STYLES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_BEFORE_DXFS = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles")
_PLAIN = f"""<styleSheet xmlns="{MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>
<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs></styleSheet>"""
_SHADES = {Severity.FIX: "FFD98880", Severity.DISCUSS: "FFF0C987", Severity.NOTE: "FFE3EDF7"}
"""From dark to light, so that they can be told apart in greyscale, and all light enough for dark text."""
_REPAIRED = "FFD9EAD3"
_INK, _PAPER, _ACCENT = "FF1C2024", "FFFBFAF7", "FF0B5A63"


class Look(NamedTuple):
    """The numbers, in one workbook's styles, of what we use there.

    ``shades`` and ``repaired`` are for conditional formatting.
    """

    title: int
    plain: int
    text: int
    header: int
    link: int
    shades: dict[Severity, int]
    repaired: int


def add_look(package: Package, workbook_part: str) -> Look:
    """Add our styles to a workbook; those that it has from an earlier copy are used again."""
    part = package.linked(workbook_part, "styles")
    if not part:
        part = package.free_name("xl/styles{}.xml")
        package.put(part, etree.fromstring(_PLAIN))
        package.declare(part, _STYLES_TYPE)
        package.link(workbook_part, "styles", part)
    styles = package.tree(part)
    solid = f'<patternFill patternType="solid"><fgColor rgb="{_ACCENT}"/><bgColor indexed="64"/></patternFill>'
    accent = _added(styles, "fills", f"<fill>{solid}</fill>")
    return Look(
        title=_cell_style(styles, f'<b/><sz val="16"/><color rgb="{_ACCENT}"/>', wrap=False),
        plain=_cell_style(styles, f'<sz val="11"/><color rgb="{_INK}"/>', wrap=False),
        text=_cell_style(styles, f'<sz val="11"/><color rgb="{_INK}"/>'),
        header=_cell_style(styles, f'<b/><sz val="11"/><color rgb="{_PAPER}"/>', accent),
        link=_cell_style(styles, f'<u/><sz val="11"/><color rgb="{_ACCENT}"/>'),
        shades={severity: _added(styles, "dxfs", _shade(colour)) for severity, colour in _SHADES.items()},
        repaired=_added(styles, "dxfs", _shade(_REPAIRED)),
    )


def _shade(colour: str) -> str:
    sides = ("left", "right", "top", "bottom")
    edge = "".join(f'<{side} style="thin"><color rgb="{_INK}"/></{side}>' for side in sides)
    return (
        f'<dxf><font><color rgb="{_INK}"/></font><fill><patternFill patternType="solid"><fgColor rgb="{colour}"/>'
        f'<bgColor rgb="{colour}"/></patternFill></fill><border>{edge}</border></dxf>'
    )


def _cell_style(styles: etree._Element, font: str, fill: int = 0, wrap: bool = True) -> int:
    number = _added(styles, "fonts", f'<font>{font}<name val="Calibri"/><family val="2"/></font>')
    return _added(
        styles,
        "cellXfs",
        f'<xf numFmtId="0" fontId="{number}" fillId="{fill}" borderId="0" xfId="0" applyFont="1" applyFill="1" '
        f'applyAlignment="1"><alignment vertical="top" wrapText="{int(wrap)}"/></xf>',
    )


def _added(styles: etree._Element, group: str, xml: str) -> int:
    """The position of an element in a group of styles, added at the end unless it is there."""
    parent = styles.find(f"{{{MAIN}}}{group}")
    if parent is None:
        parent = etree.Element(f"{{{MAIN}}}{group}")
        # Only this group is one that a workbook with styles may be without.
        before = [child for child in styles.iterchildren(etree.Element) if etree.QName(child).localname in _BEFORE_DXFS]
        styles.insert(styles.index(before[-1]) + 1, parent)
    element = etree.fromstring(f'<new xmlns="{MAIN}">{xml}</new>')[0]
    wanted = _written(element)
    found = next((position for position, child in enumerate(parent) if _written(child) == wanted), None)
    if found is not None:
        return found
    parent.append(element)
    parent.set("count", str(len(parent)))
    return len(parent) - 1


def _written(element: etree._Element) -> bytes:
    """An element in a form in which equal ones are equal."""
    return bytes(etree.tostring(element, method="c14n", exclusive=True, with_tail=False))
