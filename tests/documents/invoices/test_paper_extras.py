"""What papers hold besides the usual: words between lines, options, conditions, letterheads."""

import io
from dataclasses import replace

import pikepdf
import pytest
from pikepdf.pdfa import Flavour, check
from PIL import Image

from mcsys_desktop.documents import pictures
from mcsys_desktop.documents.invoices.addresses import address_lines
from mcsys_desktop.documents.invoices.look import Look
from mcsys_desktop.documents.invoices.snapshot import Between, Kind, Place
from tests.documents.invoices import sheets
from tests.documents.invoices.test_paper import LONG, _drawn, _pages


def test_headings_and_texts_stand_between_the_lines() -> None:
    sheet = sheets.sheet()
    between = (
        Between(0, "Werkplaats", heading=True),
        Between(1, "Gebracht op 20 november, door de monteur."),
        Between(len(sheets.WORK), "Met garantie."),
    )
    sheet = replace(sheet, particulars=replace(sheet.particulars, between=between))
    (page,) = _pages(_drawn(sheet))
    places = [
        page.index(words)
        for words in (
            "Werkplaats",
            "Onderzoek en",
            "Gebracht op",
            "SSD",
            "Met garantie",
            "Subtotaal",
        )
    ]
    assert places == sorted(places)


def test_an_option_says_that_it_is_not_in_the_total() -> None:
    sheet = sheets.sheet(kind=Kind.QUOTE, number="O2026-00001")
    items = (replace(sheet.snapshot.items[0], option=True), *sheet.snapshot.items[1:])
    sheet = replace(sheet, snapshot=replace(sheet.snapshot, items=items))
    (page,) = _pages(_drawn(sheet))
    assert page.count("niet in het totaal") == 1


def test_conditions_stand_on_a_page_of_their_own_where_that_was_chosen() -> None:
    sheet = sheets.sheet()
    terms = "\n".join(f"{n}. Er gelden voorwaarden." for n in range(1, 100))
    sheet = replace(sheet, snapshot=replace(sheet.snapshot, terms=terms))
    pages = _pages(_drawn(sheet, Look(terms_page=True)))
    assert len(pages) == 3
    assert "Te betalen" in pages[0]
    assert "1. Er gelden" not in pages[0]
    assert "Voorwaarden" in pages[1]
    assert "99. Er gelden" in pages[2]
    assert "Pagina 3 van 3" in pages[2]


def test_a_letterhead_lies_below_the_first_and_another_below_the_next_pages() -> None:
    written = io.BytesIO()
    Image.new("RGB", (210, 297), (240, 240, 255)).save(written, "PNG")
    look = Look(background=written.getvalue(), following=written.getvalue())
    pdf = _drawn(sheets.sheet(LONG), look)
    assert "Voorbeeldstraat 1" not in _pages(pdf)[0]
    for page in pictures.rasters(pdf, 20):
        assert page.pixels[:3] == bytes((255, 240, 240))  # blue first


def test_the_address_in_english_is_for_the_attention_of_somebody() -> None:
    buyer = replace(sheets.BAKERY, place=Place("Main Street", "1", "BT1 1AA", "Belfast", "GB"))
    lines = address_lines(buyer, "en")
    assert lines[1] == "Attn Karin de Vries"
    assert lines[-1] == "UNITED KINGDOM"


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "P", "JPEG"])
def test_every_kind_of_logo_is_pdf_a_and_the_same_bytes_each_time(mode: str) -> None:
    written = io.BytesIO()
    picture = Image.new("RGB" if mode == "JPEG" else mode, (90, 30), 120)
    picture.save(written, "JPEG" if mode == "JPEG" else "PNG")
    look = Look(logo=written.getvalue())
    pdf = _drawn(sheets.sheet(), look)
    assert pdf == _drawn(sheets.sheet(), look)
    with pikepdf.open(io.BytesIO(pdf)) as read:
        if "/OpenAction" in read.Root:
            del read.Root["/OpenAction"]
        found = check(read, Flavour("3b"))
    assert found.passed, found.summary()
