"""The PDF itself: read again by others, for what it says and for what it is."""

import io
from dataclasses import replace
from datetime import UTC, datetime, tzinfo

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from pikepdf.pdfa import Flavour, check

from mcsys_desktop.core.money.totals import PriceMode
from mcsys_desktop.core.money.treatments import Treatment
from mcsys_desktop.documents.invoices import payment_code
from mcsys_desktop.documents.invoices.addresses import address_lines
from mcsys_desktop.documents.invoices.look import Look, Window
from mcsys_desktop.documents.invoices.paper import render
from mcsys_desktop.documents.invoices.snapshot import Kind, Place, Sheet
from tests.documents.invoices import sheets

AT = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
LONG = [
    (f"Regel {n}: onderdeel met een naam", n * 1000, "piece", 123_400, Treatment.HIGH)
    for n in range(1, 61)
]


def _pages(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [document[at].get_textpage().get_text_bounded() for at in range(len(document))]
    finally:
        document.close()


def _drawn(sheet: Sheet, look: Look | None = None) -> bytes:
    return render(sheet, look or Look(), AT)


def test_it_says_what_the_drawing_says() -> None:
    (page,) = _pages(_drawn(sheets.sheet()))
    for told in (
        *("Bakkerij De Vries B.V.", "t.a.v. Karin de Vries", "3811 AH Amersfoort", "Factuur"),
        *("F2026-00163", "22 november 2026", "6 december 2026", "10482", "PO 2026/118"),
        *("Onderzoek en herstel kassa-pc", "1,5 uur", "67,50", "101,25"),
        *("Subtotaal excl. btw", "229,84", "Btw 21% over", "48,27", "Te betalen", "278,11"),
        *("NL91 ABNA 0417 1643 00", "12345678", "NL000099998B57", "Pagina 1 van 1"),
        "Te betalen uiterlijk op 6 december 2026",
    ):
        assert told in page.replace("\u00a0", " "), told


@pytest.mark.parametrize(
    "sheet",
    [
        sheets.sheet(),
        sheets.sheet(mode=PriceMode.INCL, buyer=sheets.FAMILY),
        sheets.sheet(kind=Kind.CREDIT, number="CN2026-00002", language="en"),
        sheets.sheet(LONG),
        sheets.sheet(buyer=replace(sheets.BAKERY, name="محمد 😀 שלום Бакери 中文 Ω")),
        sheets.sheet(number=""),
    ],
    ids=["business", "consumer", "credit", "three pages", "names", "draft"],
)
def test_it_is_pdf_a(sheet: Sheet) -> None:
    with pikepdf.open(io.BytesIO(_drawn(sheet))) as pdf:
        if "/OpenAction" in pdf.Root:  # allowed in PDF/A, and unknown to this validator
            del pdf.Root["/OpenAction"]
        found = check(pdf, Flavour("3b"))
    assert found.passed, found.summary()


def test_the_file_for_machines_is_inside() -> None:
    xml = b"<?xml version='1.0'?><Invoice/>"
    pdf = render(sheets.sheet(), Look(), AT, ("F2026-00163.xml", xml))
    with pikepdf.open(io.BytesIO(pdf)) as read:
        (attached,) = read.Root["/AF"]
        assert attached["/AFRelationship"] == "/Alternative"
        stream = attached["/EF"]["/F"]
        assert stream["/Subtype"] == "/text/xml"
        assert "/ModDate" in stream["/Params"]
        assert bytes(stream.read_bytes()) == xml
        assert [str(name) for name in read.attachments] == ["F2026-00163.xml"]
        assert read.Root["/Lang"] == "nl-NL"
        with read.open_metadata() as told:
            assert (told["pdfaid:part"], told["pdfaid:conformance"]) == ("3", "B")
            assert told["dc:title"] == "Factuur F2026-00163"
            assert told["dc:creator"] == ["MC Systems"]
            assert told["xmp:ModifyDate"] == told["xmp:CreateDate"] == AT.isoformat()
            # UBL is no Factur-X: it is not claimed to be.
            assert not [key for key in told if "factur-x" in str(key)]
        assert read.check_pdf_syntax() == []


def test_the_same_sheet_is_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    class AnyMoment(type):
        def __instancecheck__(cls, one: object) -> bool:
            return isinstance(one, datetime)

    class Later(datetime, metaclass=AnyMoment):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> "Later":
            return cls(2031, 5, 4, tzinfo=tz)

    before = _drawn(sheets.sheet())
    monkeypatch.setattr("fpdf.output.datetime", Later)
    assert _drawn(sheets.sheet()) == before
    monkeypatch.undo()
    assert _drawn(sheets.sheet()) == _drawn(sheets.sheet())
    assert _drawn(sheets.sheet()) != _drawn(sheets.sheet(reference="PO 2026/119"))


def test_the_code_is_what_a_bank_reads() -> None:
    document = pypdfium2.PdfDocument(_drawn(sheets.sheet()))
    picture = document[0].render(scale=3).to_pil()
    document.close()
    (code,) = zxingcpp.read_barcodes(picture)
    assert code.text.split("\n") == [
        *("BCD", "002", "1", "SCT", "ABNANL2A", "MC Systems", "NL91ABNA0417164300"),
        *("EUR278.11", "", "", "Factuur F2026-00163"),
    ]


@pytest.mark.parametrize(
    ("iban", "cents"), [("", 100), ("NL91ABNA0417164301", 100), ("NL91ABNA0417164300", 0)]
)
def test_there_is_no_code_for_what_no_bank_can_pay(iban: str, cents: int) -> None:
    assert payment_code.payload("MC Systems", iban, cents, "x") == ""
    assert payment_code.squares("") == []


def test_a_name_cannot_add_a_line_to_the_code() -> None:
    said = payment_code.payload("A\nB", "NL91ABNA0417164300", 1, "x\ny")
    assert len(said.split("\n")) == 11
    assert "A B" in said


def test_sixty_lines_are_carried_over_pages() -> None:
    pages = _pages(_drawn(sheets.sheet(LONG)))
    assert len(pages) == 3
    for number, page in enumerate(pages, start=1):
        assert "Omschrijving" in page
        assert f"Pagina {number} van 3" in page
        assert ("Transport" in page) is True
        assert ("Te betalen" in page) == (number == 3)
    whole = "\n".join(pages)
    assert all(f"Regel {n}: onderdeel" in whole for n in range(1, 61))
    carried = [line for line in pages[0].split("\n") if "Transport" in line]
    assert carried[0].split()[-1] in pages[1]


def test_a_consumer_pays_what_the_lines_say() -> None:
    (page,) = _pages(_drawn(sheets.sheet(mode=PriceMode.INCL, buyer=sheets.FAMILY)))
    text = page.replace("\u00a0", " ")
    assert "Te betalen" in text
    assert "€ 229,84" in text
    assert "waarvan btw 21% over € 189,95" in text
    assert "Subtotaal excl. btw" not in text


def test_reverse_charge_says_so_with_both_numbers() -> None:
    work = [("Laptop", 14_000, "piece", 7_990_000, Treatment.REVERSED), *sheets.WORK[:1]]
    (page,) = _pages(_drawn(sheets.sheet(work)))
    assert "Btw verlegd" in page
    assert "NL123456782B90" in page
    assert "Btw 0% over" in page


def test_the_margin_scheme_shows_no_vat() -> None:
    work = [("Gebruikte laptop", 1000, "piece", 2_990_000, Treatment.MARGIN)]
    (page,) = _pages(_drawn(sheets.sheet(work, mode=PriceMode.INCL, buyer=sheets.FAMILY)))
    assert "Bijzondere regeling - gebruikte goederen" in page
    assert "waarvan btw" not in page
    assert "0%" not in page


def test_a_credit_invoice_says_what_it_corrects() -> None:
    (page,) = _pages(_drawn(sheets.sheet(kind=Kind.CREDIT, number="CN2026-00002")))
    assert "Creditfactuur" in page
    assert "F2026-00101, 2 oktober 2026" in page
    assert "U krijgt terug" in page
    assert "Op rekening" not in page


def test_a_draft_has_no_number_and_no_code() -> None:
    (page,) = _pages(_drawn(sheets.sheet(number="")))
    assert "Factuur (concept)" in page
    assert "volgt" in page


def test_what_was_paid_at_the_counter_is_taken_off() -> None:
    sheet = replace(sheets.sheet(paid=27811), paid_by="Betaald met pin")
    (page,) = _pages(_drawn(sheet))
    text = page.replace("\u00a0", " ")
    assert "Betaald met pin" in text
    assert "€ -278,11" in text
    assert "€ 0,00" in text
    assert "Op rekening" not in text


def test_english_is_english() -> None:
    (page,) = _pages(_drawn(sheets.sheet(language="en")))
    for told in ("Invoice", "22 November 2026", "VAT 21% over €229.84", "To pay", "€278.11"):
        assert told in page
    assert "factuur" not in page.lower().replace("facturen", "")


def test_the_address_is_behind_the_window() -> None:
    for window, left in ((Window.LEFT, 25.0), (Window.RIGHT, 118.0)):
        document = pypdfium2.PdfDocument(_drawn(sheets.sheet(), Look(window=window)))
        found = document[0].get_textpage().search("Langestraat")
        at, length = found.get_next() or (0, 0)
        box = document[0].get_textpage().get_charbox(at)
        document.close()
        assert length
        assert abs(box[0] * 25.4 / 72 - left) < 3
        assert 45 < 297 - box[1] * 25.4 / 72 < 85


def test_an_address_abroad_ends_in_its_country() -> None:
    place = Place("Rue du Test", "1", "1000", "Bruxelles", "BE")
    lines = address_lines(replace(sheets.BAKERY, place=place))
    assert lines[-2:] == ["1000  Bruxelles", "BELGIË"]


def test_a_long_name_is_broken_and_not_cut() -> None:
    name = "Stichting tot Instandhouding van het Zeer Langdradig Benoemde Erfgoed te Amersfoort en"
    (page,) = _pages(_drawn(sheets.sheet(buyer=replace(sheets.BAKERY, name=name))))
    assert all(word in page for word in name.split())


def test_a_damaged_logo_is_told() -> None:
    with pytest.raises(ValueError, match="no picture"):
        _drawn(sheets.sheet(), Look(logo=b"no picture at all"))


def test_markup_stays_text() -> None:
    buyer = replace(sheets.BAKERY, name='<img src="x">**vet**')
    (page,) = _pages(_drawn(sheets.sheet(buyer=buyer)))
    assert '<img src="x">**vet**' in page


def test_digits_stand_under_each_other() -> None:
    from fontTools.ttLib import TTFont

    from mcsys_desktop.core import resources

    for name in ("Paper-Regular.ttf", "Paper-SemiBold.ttf"):
        with TTFont(resources.path("fonts", name)) as font:
            signs = font.getBestCmap()
            assert len({font["hmtx"][signs[ord(one)]][0] for one in "0123456789"}) == 1
