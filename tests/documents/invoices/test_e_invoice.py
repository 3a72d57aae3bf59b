"""Files for machines, held against the rules of those who made them."""

from dataclasses import replace
from random import Random

import pytest
from lxml import etree

from mcsys_desktop.core.money.totals import PriceMode
from mcsys_desktop.core.money.treatments import Treatment
from mcsys_desktop.documents.invoices import e_invoice
from mcsys_desktop.documents.invoices.e_invoice import Flavour
from mcsys_desktop.documents.invoices.snapshot import Buyer, Kind, Place, Sheet
from tests.documents.invoices import official, random_sheets, sheets

BELGIAN = replace(
    sheets.BAKERY,
    name="Voorbeeld NV",
    place=Place("Rue du Test", "1", "1000", "Bruxelles", "BE"),
    kvk_number="",
    vat_number="BE0428759497",
    scheme="0208",
    endpoint="0428759497",
)
MANY = 120  # of each mode; `dev.py bench invoices` checks ten thousand


def _work(treatment: Treatment) -> Sheet:
    return sheets.sheet([("Werk", 1000, "hour", 675_000, treatment)])


CASES = {
    "plain": sheets.sheet(),
    "credit": sheets.sheet(kind=Kind.CREDIT, number="CN2026-00002"),
    "consumer prices": sheets.sheet(mode=PriceMode.INCL),
    "reverse charge": _work(Treatment.REVERSED),
    "exempt": _work(Treatment.EXEMPT),
    "zero": _work(Treatment.ZERO),
    "margin": _work(Treatment.MARGIN),
    "paid": sheets.sheet(paid=10_000),
    "english": sheets.sheet(language="en"),
    "return": sheets.sheet([*sheets.WORK, ("Inruil", -1000, "piece", 50_000, Treatment.HIGH)]),
    "long words": sheets.sheet([("woord " * 60, 1000, "piece", 1, Treatment.HIGH)]),
    "signs": sheets.sheet([("a\x00b <&> \x1f", 1000, "piece", 1, Treatment.HIGH)]),
}
ABROAD = {
    "goods": sheets.sheet([("PC", 1000, "piece", 9_990_000, Treatment.EU_GOODS)], buyer=BELGIAN),
    "services": sheets.sheet([("Uur", 1000, "hour", 1, Treatment.EU_SERVICES)], buyer=BELGIAN),
}


def test_the_schema_accepts_every_kind() -> None:
    files = [e_invoice.write(sheet) for sheet in (*CASES.values(), *ABROAD.values())]
    assert official.misshapen(files) == []


@pytest.mark.parametrize("rules", official.RULES)
def test_no_rule_is_broken(rules: str) -> None:
    files = [e_invoice.write(sheet, Flavour.NLCIUS) for sheet in CASES.values()]
    found = dict(zip(CASES, official.fatal(files, rules), strict=True))
    assert found == {name: [] for name in CASES}


def test_no_rule_is_broken_abroad() -> None:
    files = [e_invoice.write(sheet) for sheet in ABROAD.values()]
    assert official.fatal(files, "en16931") == [[], []]
    assert b"peppol.eu:2017:poacc:billing:3.0" in files[0]


@pytest.mark.parametrize("mode", list(PriceMode))
def test_random_documents_break_no_rule(mode: PriceMode) -> None:
    random = Random(20261122)
    files = [e_invoice.write(random_sheets.sheet(random, mode, at)) for at in range(MANY)]
    assert official.misshapen(files) == []
    for rules in official.RULES:
        found = official.fatal(files, rules)
        assert [(at, rule) for at, broken in enumerate(found) for rule in broken] == []


def test_the_rules_would_notice() -> None:
    whole = e_invoice.write(sheets.sheet())
    wrong = whole.replace(b">278.11<", b">278.12<")
    assert "BR-CO-15" in official.fatal([wrong], "en16931")[0]
    nobody = e_invoice.write(sheets.sheet(buyer=replace(sheets.BAKERY, kvk_number="")))
    assert official.fatal([nobody], "nlcius")[0]
    assert official.misshapen([whole.replace(b"IssueDate", b"IssuedDate")])


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"buyer": sheets.FAMILY}, "businesses only"),
        ({"buyer": replace(sheets.BAKERY, kvk_number="")}, "CoC number of the customer"),
        ({"buyer": replace(sheets.BAKERY, place=Place("X", "1"))}, "street, postcode and city"),
        ({"reference": ""}, "reference of the customer"),
        ({"buyer": replace(BELGIAN, endpoint="")}, "Peppol address"),
    ],
)
def test_what_is_missing_is_said_in_words(change: dict[str, object], words: str) -> None:
    found = e_invoice.doubts(sheets.sheet(**change))  # type: ignore[arg-type]  # some of its own
    assert len(found) == 1
    assert words in found[0]


def test_nothing_is_missing_where_nothing_is() -> None:
    for sheet in (*CASES.values(), *ABROAD.values()):
        assert e_invoice.doubts(sheet) == []


def test_a_buyer_without_a_vat_number_cannot_get_it_reverse_charged() -> None:
    made = _work(Treatment.REVERSED)
    buyer: Buyer = replace(sheets.BAKERY, vat_number="")
    bare = replace(made, particulars=replace(made.particulars, buyer=buyer))
    assert e_invoice.doubts(bare) == ["Fill in the VAT ID of the customer."]


def test_a_draft_or_a_quote_is_no_file() -> None:
    for sheet in (sheets.sheet(number=""), sheets.sheet(kind=Kind.QUOTE)):
        with pytest.raises(ValueError, match="only a final invoice"):
            e_invoice.write(sheet)


def test_it_reads_like_the_worked_file() -> None:
    root = etree.fromstring(e_invoice.write(sheets.sheet()))
    assert etree.QName(root).localname == "Invoice"
    told = " ".join(str(text) for text in root.itertext())
    for word in ("F2026-00163", "2026-12-06", "PO 2026/118", "NL91ABNA0417164300", "229.84"):
        assert word in told
