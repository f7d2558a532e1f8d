"""Workbooks whose names, links and formulas would do something, were they taken for more than text."""

from htq_core.errors import Reason
from tests.hostile.archives import relinked, with_part
from tests.hostile.insides import one_row
from tests.hostile.packing import (
    HELLO,
    LINKS,
    MAIN,
    XML,
    Odd,
    cell,
    link,
    relationships,
    sheet,
    workbook,
    workbook_parts,
    zipped,
)

OUTSIDE = 'TargetMode="External"'
HELLO_THERE = {"Sheet1!A1": "Hello"}


def named(title: str) -> Odd:
    """A good workbook whose sheet has this name."""
    escaped = title.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "&#10;")
    return Odd(lambda: workbook(HELLO, names=(escaped,)), cells={f"{title}!A1": "Hello"})


def reaching_out() -> bytes:
    """Formulas that take values from a share and from a command."""
    formulas = '<c r="A1" t="str"><f>[1]Sheet1!A1</f><v>K1</v></c><c r="B1"><f>cmd|\'/C calc\'!A0</f><v>3</v></c>'
    parts = workbook_parts(sheet(f'<row r="1">{formulas}</row>'))
    part = "externalLinks/externalLink1.xml"
    command = f'<externalLink xmlns="{MAIN}"><ddeLink ddeService="cmd" ddeTopic="/C calc"/></externalLink>'
    parts |= {f"xl/{part}": command}
    parts["xl/externalLinks/_rels/externalLink1.xml.rels"] = relationships(
        link("a", "externalLinkPath", "file:///server/share/b.xlsx", OUTSIDE)
    )
    parts["xl/_rels/workbook.xml.rels"] = relationships(
        link("rId1", "worksheet", "worksheets/sheet1.xml"), link("b", "externalLink", part)
    )
    return zipped(parts)


LURES: dict[str, Odd] = {
    "sheet named in markup": named("<script>alert(1)</script>"),
    "sheet named in markdown": named(":red[x] [a](javascript:alert(1)) ![](a.png) $x$"),
    "sheet named as a path": named("../../etc/passwd"),
    "sheet named as a command": named("=cmd|'/C calc'!A0"),
    "sheet named over two lines": named("KSB\nmapping"),
    "sheet named backwards": named("\u202egnippam\u202c"),
    "sheet named at length": named("K" * 255),
    "sheet named without end": Odd(lambda: workbook(HELLO, names=("K" * 100_000,)), Reason.DAMAGED),
    "sheet without a name": named(""),
    "formulas that reach out": Odd(reaching_out, cells={"Sheet1!A1": "K1", "Sheet1!B1": "3"}),
    "link that is a script": Odd(
        lambda: relinked(link("a", "hyperlink", "javascript:alert(1)", OUTSIDE)), cells=HELLO_THERE
    ),
    "part that is a script": Odd(lambda: relinked(link("a", "hyperlink", "javascript:alert(1)")), Reason.UNSAFE),
    "link that is a page": Odd(
        lambda: relinked(link("a", "hyperlink", "data:text/html,hello", OUTSIDE)), cells=HELLO_THERE
    ),
    "link that climbs in disguise": Odd(
        lambda: relinked(link("a", "drawing", "%2e%2e/%2e%2e/%2e%2e/etc/passwd")), cells=HELLO_THERE
    ),
    "link without a name": Odd(
        lambda: relinked(f'<Relationship Type="{LINKS}/drawing" Target="a.xml"/>'), Reason.DAMAGED
    ),
    "names that climb and start by themselves": Odd(
        lambda: workbook(
            properties="<definedNames><definedName name='../../a'>cmd|'/C calc'!A0</definedName>"
            "<definedName name='Auto_Open' function='1'>'file:///etc/passwd'!A1</definedName></definedNames>"
        ),
        cells=HELLO_THERE,
    ),
    "connections that start by themselves": Odd(
        lambda: with_part(
            "xl/connections.xml",
            f'<connections xmlns="{MAIN}"><connection id="1" odcFile="a.odc" refreshOnLoad="1"/></connections>',
        ),
        cells=HELLO_THERE,
    ),
    "text from another file": Odd(
        lambda: one_row(
            '<c r="A1" t="inlineStr"><is><t>K1<i:include xmlns:i="http://www.w3.org/2001/XInclude" '
            'href="file:///etc/passwd" parse="text"/></t></is></c>'
        ),
        cells={"Sheet1!A1": "K1"},
    ),
    "style sheet from elsewhere": Odd(
        lambda: workbook(HELLO.replace(XML, f'{XML}<?xml-stylesheet href="http://127.0.0.1/a.xsl" type="text/xsl"?>')),
        cells=HELLO_THERE,
    ),
    "cells of markup": Odd(
        lambda: one_row(cell("A1", "&lt;img src=x onerror=alert(1)&gt;") + cell("B1", "[a](javascript:alert(1))")),
        cells={"Sheet1!A1": "<img src=x onerror=alert(1)>", "Sheet1!B1": "[a](javascript:alert(1))"},
    ),
}
