"""Workbooks that look odd and must still be read rightly."""

from tests.hostile.formats import ods, xls, xlsb
from tests.hostile.insides import merges
from tests.hostile.kinds import CSV
from tests.hostile.packing import (
    HELLO,
    LINKS,
    MAIN,
    PACKAGE_LINKS,
    STRICT,
    STRICT_LINKS,
    Odd,
    Part,
    Parts,
    cell,
    link,
    relationships,
    sheet,
    strings,
    workbook,
    workbook_parts,
    zipped,
)

PERCENT_STYLE = '<xf numFmtId="9"/>'
CSV_CELLS = {
    "Sheet1!A1": "KSB", "Sheet1!B1": "Coverage", "Sheet1!C1": "Units", "Sheet1!A2": "K1", "Sheet1!B2": "Full",
    "Sheet1!C2": "U1", "Sheet1!A3": "K2", "Sheet1!B3": "Partial", "Sheet1!C3": "Café",
}  # fmt: skip
AWAY_FROM_THE_CORNER = {"Map": {"C3": "KSB", "D3": "née –", "C5": "K1", "E5": 20.0, "AA9": 0.5}, "Two": {"A1": "NA"}}
AS_TEXT = {"Map!C3": "KSB", "Map!D3": "née –", "Map!C5": "K1", "Map!E5": "20", "Map!AA9": "0.5", "Two!A1": "NA"}
ONE_ROW = '<row r="1">{}</row>'


def strict() -> bytes:
    """A workbook saved as Strict Open XML."""
    parts = workbook_parts(sheet(ONE_ROW.format(cell("A1", "Hello")), namespace=STRICT))
    return zipped(
        {
            name: part.replace(LINKS, STRICT_LINKS).replace(MAIN, STRICT) if isinstance(part, str) else part
            for name, part in parts.items()
        }
    )


def prefixed() -> str:
    """The same XML with a prefix on every name."""
    rows = '<x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>Hello</x:t></x:is></x:c></x:row>'
    return f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>{rows}</x:sheetData></x:worksheet>'


def with_macros() -> bytes:
    """An .xlsm: the macros are a part that nothing reads."""
    parts = workbook_parts(more={"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0" + bytes(2000)})
    return zipped(parts)


def with_chart_sheet() -> bytes:
    """A chart on a sheet of its own, before the sheet of cells."""
    parts: Parts = workbook_parts(HELLO, HELLO, names=("Chart", "Cells"))
    parts["xl/_rels/workbook.xml.rels"] = relationships(
        link("rId1", "chartsheet", "chartsheets/sheet1.xml"), link("rId2", "worksheet", "/xl/worksheets/sheet2.xml")
    )
    return zipped(parts)


def with_backslashes() -> bytes:
    return zipped({name.replace("/", "\\"): part for name, part in workbook_parts().items()})


def stuffed(before: str = "", after: str = "") -> Part:
    return sheet(ONE_ROW.format(cell("A1", "Hello")), before=before, after=after)


def many_styles() -> bytes:
    styles = f'<styleSheet xmlns="{MAIN}"><cellXfs>{PERCENT_STYLE * 200_000}</cellXfs></styleSheet>'
    return workbook(sheet('<row r="1"><c r="A1" s="199999"><v>0.6</v></c></row>'), styles=styles)


def many_names() -> bytes:
    names = "".join(f'<definedName name="n{n}">Sheet1!$A$1</definedName>' for n in range(100_000))
    return workbook(properties=f"<definedNames>{names}</definedNames>")


HYPERLINK = "<hyperlinks>" + '<hyperlink ref="A1:XFD1048576" display="no"/>' * 10 + "</hyperlinks>"
RULES = '<conditionalFormatting sqref="A1:XFD1048576"><cfRule type="expression"/></conditionalFormatting>' * 50_000
CHOICES = "<dataValidations>" + '<dataValidation sqref="A1:XFD1048576"/>' * 50_000 + "</dataValidations>"
HELLO_THERE = {"Sheet1!A1": "Hello"}

READABLE: dict[str, Odd] = {
    "plain": Odd(lambda: workbook(HELLO), cells=HELLO_THERE),
    "macros": Odd(with_macros, cells=HELLO_THERE),
    "strict": Odd(strict, cells=HELLO_THERE),
    "prefixes on every name": Odd(lambda: workbook(prefixed()), cells=HELLO_THERE),
    "utf-16": Odd(lambda: workbook(HELLO.replace("UTF-8", "UTF-16").encode("utf-16")), cells=HELLO_THERE),
    "backslashes in names": Odd(with_backslashes, cells=HELLO_THERE),
    "chart sheet": Odd(with_chart_sheet, cells={"Cells!A1": "Hello"}),
    "a million rows claimed": Odd(
        lambda: workbook(stuffed(before='<dimension ref="A1:XFD1048576"/>')), cells=HELLO_THERE
    ),
    "a far cell": Odd(
        lambda: workbook(
            sheet(ONE_ROW.format(cell("A1", "Hello")) + f'<row r="1048576">{cell("XFD1048576", "far")}</row>')
        ),
        cells=HELLO_THERE | {"Sheet1!XFD1048576": "far"},
    ),
    "everything merged": Odd(lambda: workbook(stuffed(after=merges("A1:XFD1048576"))), cells=HELLO_THERE),
    "a link on every cell": Odd(lambda: workbook(stuffed(after=HYPERLINK)), cells=HELLO_THERE),
    "formatting rules without end": Odd(lambda: workbook(stuffed(after=RULES)), cells=HELLO_THERE),
    "drop-down lists without end": Odd(lambda: workbook(stuffed(after=CHOICES)), cells=HELLO_THERE),
    "styles without end": Odd(many_styles, cells={"Sheet1!A1": "60%"}),
    "names without end": Odd(many_names, cells=HELLO_THERE),
    "rows and cells without addresses": Odd(
        lambda: workbook(sheet("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>")),
        cells={"Sheet1!A1": "1", "Sheet1!B1": "2", "Sheet1!A2": "3"},
    ),
    "hyperlink formula": Odd(
        lambda: workbook(
            sheet(ONE_ROW.format('<c r="A1" t="str"><f>HYPERLINK("https://example.org","K1")</f><v>K1</v></c>'))
        ),
        cells={"Sheet1!A1": "K1"},
    ),
    "formula without its value": Odd(
        lambda: workbook(sheet(ONE_ROW.format('<c r="A1"><f>1+1</f></c><c r="B1"><f>1+1</f><v></v></c>'))),
        cells={"Sheet1!A1": "", "Sheet1!B1": ""},
    ),
    "error cells": Odd(
        lambda: workbook(sheet(ONE_ROW.format('<c r="A1" t="e"><v>#REF!</v></c>' + cell("B1", "#N/A")))),
        cells={"Sheet1!A1": "#REF!", "Sheet1!B1": "#N/A"},
    ),
    "text in several formats, with a reading": Odd(
        lambda: workbook(
            sheet(ONE_ROW.format('<c r="A1" t="s"><v>0</v></c>')),
            shared=strings("<r><t>Hel</t></r><r><t>lo</t></r><rPh sb='0' eb='1'><t>no</t></rPh><phoneticPr/>"),
        ),
        cells=HELLO_THERE,
    ),
    "broken theme": Odd(lambda: zipped(workbook_parts(more={"xl/theme/theme1.xml": "<a><b>"})), cells=HELLO_THERE),
    "drawing that does not close its tags": Odd(
        lambda: zipped(workbook_parts(more={"xl/drawings/vmlDrawing1.vml": "<xml><br></xml>"})), cells=HELLO_THERE
    ),
    "nothing but an empty sheet": Odd(lambda: workbook(sheet()), cells={}),
    "relationships in capitals": Odd(
        lambda: zipped(
            workbook_parts()
            | {
                "_rels/.rels": f'<Relationships xmlns="{PACKAGE_LINKS}">'
                + link("a", "officeDocument", "/XL/Workbook.xml")
                + "</Relationships>"
            }
        ),
        cells=HELLO_THERE,
    ),
    "addresses in small letters": Odd(
        lambda: workbook(sheet(ONE_ROW.format(cell("b1", "Hello")))), cells={"Sheet1!B1": "Hello"}
    ),
    "broken links of a part that is not read": Odd(
        lambda: zipped(workbook_parts(more={"customXml/_rels/item1.xml.rels": ""})), cells=HELLO_THERE
    ),
    "sheet of macros that has no part": Odd(
        lambda: zipped(
            workbook_parts()
            | {
                "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets>'
                '<sheet name="Sheet1" r:id="rId1"/>'
                '<sheet name="Module" r:id=""/></sheets></workbook>'
            }
        ),
        cells=HELLO_THERE,
    ),
    "dates that are none": Odd(
        lambda: workbook(
            sheet(
                ONE_ROW.format(
                    f'<c r="A1" t="d"><v>2027-02-30</v></c><c r="B1" t="d"><v>T25:00</v></c>{cell("C1", "K1")}'
                )
            )
        ),
        cells={"Sheet1!A1": "2027-02-30", "Sheet1!B1": "T25:00", "Sheet1!C1": "K1"},
    ),
    "the last moment of the calendar": Odd(
        lambda: workbook(
            sheet(ONE_ROW.format('<c r="A1" s="0"><v>2958465.9999999</v></c><c r="B1" s="0"><v>2958465</v></c>')),
            styles=f'<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>',
        ),
        cells={"Sheet1!A1": "2958466", "Sheet1!B1": "31 December 9999"},
    ),
    "one part for three sheets": Odd(
        lambda: zipped(
            workbook_parts(*[HELLO] * 3)
            | {
                "xl/_rels/workbook.xml.rels": relationships(
                    *(link(f"rId{n}", "worksheet", "worksheets/sheet1.xml") for n in (1, 2, 3))
                )
            }
        ),
        cells={f"Sheet{n}!A1": "Hello" for n in (1, 2, 3)},
    ),
    "csv": Odd(CSV.encode, cells=CSV_CELLS),
    "csv with a mark": Odd(lambda: CSV.encode("utf-8-sig"), cells=CSV_CELLS),
    "csv in utf-16": Odd(lambda: CSV.encode("utf-16"), cells=CSV_CELLS),
    "csv in windows-1252": Odd(lambda: CSV.encode("cp1252"), cells=CSV_CELLS),
    "csv with semicolons": Odd(lambda: CSV.replace(",", ";").encode(), cells=CSV_CELLS),
    "text with tabs": Odd(lambda: CSV.replace(",", "\t").encode(), cells=CSV_CELLS),
    "csv that names its separator": Odd(lambda: b"sep=|\r\n" + CSV.replace(",", "|").encode(), cells=CSV_CELLS),
    "csv with line ends of old": Odd(lambda: CSV.replace("\n", "\r").encode(), cells=CSV_CELLS),
    "csv with lines, quotes and separators in its cells": Odd(
        lambda: b'KSB,Statement\r\nK1,"one, ""two""\r\nthree"\r\n\r\nK2,=1+1,more\r\n',
        cells={
            "Sheet1!A1": "KSB",
            "Sheet1!B1": "Statement",
            "Sheet1!A2": "K1",
            "Sheet1!B2": 'one, "two"\nthree',
            "Sheet1!A4": "K2",
            "Sheet1!B4": "=1+1",
            "Sheet1!C4": "more",
        },
    ),
    "csv that begins like a bitmap": Odd(lambda: b"BM,Coverage\n", cells={"Sheet1!A1": "BM", "Sheet1!B1": "Coverage"}),
    "old excel": Odd(lambda: xls(AWAY_FROM_THE_CORNER), cells=AS_TEXT),
    "binary excel": Odd(lambda: xlsb(AWAY_FROM_THE_CORNER), cells=AS_TEXT),
    "opendocument spreadsheet": Odd(lambda: ods(AWAY_FROM_THE_CORNER), cells=AS_TEXT),
}
