"""Text files that are cut, mixed, endless, or in an encoding that nobody expects."""

from htq_core.errors import Reason
from tests.hostile.kinds import CSV
from tests.hostile.packing import Odd

MB = 1024 * 1024
HEAD = "KSB,Units\n"


def two_cells(row: str) -> dict[str, str]:
    """The cells of a text file with the heading, and these in its second row."""
    return {"Sheet1!A1": "KSB", "Sheet1!B1": "Units"} | dict(
        zip(("Sheet1!A2", "Sheet1!B2"), row.split(","), strict=False)
    )


TEXTS: dict[str, Odd] = {
    "csv with a zero byte": Odd(lambda: b"KSB,Units\nK\x001,U1\n", Reason.UNKNOWN),
    "csv in utf-16 without a mark": Odd(lambda: CSV.encode("utf-16-le"), Reason.UNKNOWN),
    "csv in utf-16 the other way without a mark": Odd(lambda: CSV.encode("utf-16-be"), Reason.UNKNOWN),
    "csv in utf-32": Odd(lambda: b"\xff\xfe\0\0" + CSV.encode("utf-32-le"), Reason.UNKNOWN),
    "csv in utf-7": Odd(lambda: (HEAD + "K1,Café\n").encode("utf-7"), cells=two_cells("K1,Caf+AOk")),
    "csv in two encodings": Odd(
        lambda: (HEAD + "K1,née\n").encode("cp1252") + "K2,née\n".encode(),
        cells=two_cells("K1,née") | {"Sheet1!A3": "K2", "Sheet1!B3": "nÃ©e"},
    ),
    "csv with half a pair in utf-16": Odd(
        lambda: b"\xff\xfe" + f"{HEAD}K1,a".encode("utf-16-le") + b"\x00\xd8" + "b".encode("utf-16-le"),
        cells=two_cells("K1,a\ufffdb"),
    ),
    "csv in utf-16 with a byte too many": Odd(
        lambda: (HEAD + "K1,U1\n").encode("utf-16") + b"x",
        cells=two_cells("K1,U1") | {"Sheet1!A3": "\ufffd"},
    ),
    "csv of a million columns": Odd(lambda: b"KSB" + b"," * 1_000_000, Reason.TOO_MANY_CELLS),
    "csv of a million rows": Odd(lambda: b"K1,U1\n" * 1_000_000, Reason.TOO_MANY_CELLS),
    "csv of quotation marks": Odd(lambda: b'"' * 9 * MB, Reason.TEXT),
    "csv with a quotation mark that never closes": Odd(
        lambda: HEAD.encode() + b'K1,"' + b"x\n" * MB, Reason.TOO_MANY_CELLS
    ),
    "csv of a mark alone": Odd(lambda: b"\xef\xbb\xbf", Reason.EMPTY),
    "csv of separators": Odd(lambda: b",,,,\n" * 10, cells={}),
    "csv that names a quotation mark as its separator": Odd(lambda: b'sep="\nK1"U1\n', Reason.TEXT),
    "csv that names two separators": Odd(
        lambda: b"sep=;\nsep=,\nK1;U1\n", cells={"Sheet1!A1": "sep=,", "Sheet1!A2": "K1", "Sheet1!B2": "U1"}
    ),
    "csv with a row longer than a cell may be": Odd(
        lambda: f"{HEAD}{'x' * 32_767},U1".encode(), cells=two_cells(f"{'x' * 32_767},U1")
    ),
    "csv with other line ends in a cell": Odd(
        lambda: f"{HEAD}K1,U1\u2028U2\x85U3\x0cU4\n".encode(), cells=two_cells("K1,U1\u2028U2\x85U3\x0cU4")
    ),
    "csv with commands": Odd(
        lambda: f"{HEAD}=cmd|' /C calc'!A0,@SUM(1)\n".encode(), cells=two_cells("=cmd|' /C calc'!A0,@SUM(1)")
    ),
    "csv written backwards": Odd(lambda: f"{HEAD}K1,\u202e1U\n".encode(), cells=two_cells("K1,1U")),
}
