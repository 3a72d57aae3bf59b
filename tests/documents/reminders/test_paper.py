"""Reminders on paper: what they say, what they never say, and that they are PDF/A."""

import io
import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from pikepdf.pdfa import Flavour, check

from mcsys_desktop.documents.invoices import text
from mcsys_desktop.documents.invoices.look import Look
from mcsys_desktop.documents.reminders import wording
from mcsys_desktop.documents.reminders.letter import Claim, Letter, Step, Told
from mcsys_desktop.documents.reminders.paper import render
from tests.documents.invoices import sheets

AT = datetime(2026, 12, 1, 10, 0, tzinfo=UTC)
ONE = (Claim("F2026-00163", date(2026, 11, 1), date(2026, 11, 15), 27_811, 17_811),)
MANY = tuple(
    Claim(f"F2026-{n:05}", date(2026, 9, 1), date(2026, 9, 15), 10_000, 10_000)
    for n in range(1, 61)
)
# Each of these makes the claim to costs void, or is a term that runs from another day.
FORBIDDEN = (
    *("na heden", "na dagtekening", "na datum", "na de datum", "na verzending", "vanaf vandaag"),
    *("na ontvangst", "binnen 14 dagen", "binnen twee weken", "uiterlijk op", "vóór", "voor of op"),
)


def letter(
    step: Step,
    claims: tuple[Claim, ...] = ONE,
    *,
    language: str = "nl",
    formal: bool = True,
    vat: int = 0,
) -> Letter:
    """An invented letter."""
    friendly = step is Step.FRIENDLY
    return wording.written(
        Letter(
            step=step,
            language=language,
            formal=formal,
            seller=sheets.SELLER,
            buyer=sheets.FAMILY if step is Step.FOURTEEN_DAYS else sheets.BAKERY,
            dated=date(2026, 12, 1),
            claims=claims,
            principal=sum(claim.open for claim in claims),
            costs=0 if friendly else 4_000 + vat,
            costs_vat=vat,
            pay_by=None if step is Step.HANDED_OVER else date(2026, 12, 17),
            opening="Geachte heer/mevrouw",
            earlier=(Told(Step.FRIENDLY, date(2026, 11, 23)),),
        )
    )


def pages(pdf: bytes) -> list[str]:
    """The words of each page, each on one line."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [
            " ".join(document[at].get_textpage().get_text_bounded().split())
            for at in range(len(document))
        ]
    finally:
        document.close()


@pytest.mark.parametrize("claims", [ONE, MANY[:3]], ids=["one", "three"])
@pytest.mark.parametrize("formal", [True, False])
def test_the_lawful_letter_counts_from_delivery_and_from_nothing_else(
    claims: tuple[Claim, ...], formal: bool
) -> None:
    made = letter(Step.FOURTEEN_DAYS, claims, formal=formal)
    (page,) = pages(render(made, Look(), AT))
    assert "binnen veertien dagen nadat deze brief bij u is bezorgd" in page
    assert "incassokosten verschuldigd van € 40,00." in page
    assert "Burgerlijk Wetboek" in page
    said = page.lower()
    assert not [one for one in FORBIDDEN if one in said]
    assert "17 december" not in said, "no day that could be taken for the end of the term"
    assert not re.search(r"\b(je|jij|jou|jouw)\b", said)


def test_the_lawful_letter_in_english_counts_from_delivery_too() -> None:
    (page,) = pages(render(letter(Step.FOURTEEN_DAYS, language="en"), Look(), AT))
    assert "within fourteen days after this letter has been delivered to you" in page
    assert "17 December" not in page
    assert not [one for one in ("from today", "of today", "date of this letter") if one in page]


def test_vat_on_the_costs_is_said() -> None:
    (page,) = pages(render(letter(Step.FOURTEEN_DAYS, vat=840), Look(), AT))
    assert "€ 48,40, waarvan € 8,40 btw" in page


def test_a_friendly_one_asks_for_no_costs() -> None:
    (page,) = pages(render(letter(Step.FRIENDLY, formal=False), Look(), AT))
    for told in (
        *("Herinnering", "Bakkerij De Vries B.V.", "F2026-00163", "15 november 2026", "€ 178,11"),
        *("€ 278,11", "Wil je het bedrag van € 178,11 uiterlijk op 17 december 2026 overmaken?"),
        "NL91 ABNA 0417 1643 00",
    ):
        assert told in page, told
    assert "kosten" not in page


def test_a_formal_notice_adds_the_costs() -> None:
    (page,) = pages(render(letter(Step.NOTICE, formal=False), Look(), AT))
    for told in ("Ingebrekestelling", "in gebreke", "Incassokosten € 40,00", "€ 218,11"):
        assert told in page, told
    assert re.search(r"\bu\b", page) is None, "it says je throughout"


def test_no_word_is_left_to_be_filled_in() -> None:
    for step in Step:
        for language in ("nl", "en"):
            for formal in (True, False):
                made = letter(step, MANY[:2], language=language, formal=formal)
                assert not set("{}|") & set("".join((*made.before, *made.after)))
                assert text.read(Letter, text.text(made)) == made


def test_what_a_name_says_is_never_taken_for_a_word_of_ours() -> None:
    made = letter(Step.FRIENDLY)
    seller = replace(made.seller, phone="{costs}", email="{a|b}")
    again = wording.written(replace(made, seller=seller))
    assert "{a|b}" in again.after[-1]
    assert "0,00" not in again.after[-1]


@pytest.mark.parametrize("step", list(Step))
@pytest.mark.parametrize("claims", [ONE, MANY], ids=["one", "sixty"])
def test_it_is_pdf_a(step: Step, claims: tuple[Claim, ...]) -> None:
    pdf = render(letter(step, claims), Look(), AT)
    with pikepdf.open(io.BytesIO(pdf)) as read:
        if "/OpenAction" in read.Root:  # allowed in PDF/A, and unknown to this validator
            del read.Root["/OpenAction"]
        found = check(read, Flavour("3b"))
    assert found.passed, found.summary()
    every = pages(pdf)
    assert len(every) == (1 if claims is ONE else 3)
    for number, page in enumerate(every, start=1):
        assert f"{number} van {len(every)}" in page
    for claim in claims:
        assert any(claim.number in page for page in every)


def test_the_code_is_what_a_bank_reads() -> None:
    document = pypdfium2.PdfDocument(render(letter(Step.NOTICE, MANY[:2]), Look(), AT))
    picture = document[0].render(scale=3).to_pil()
    document.close()
    (code,) = zxingcpp.read_barcodes(picture)
    assert code.text.split("\n")[7:] == ["EUR240.00", "", "", "F2026-00001, F2026-00002"]
