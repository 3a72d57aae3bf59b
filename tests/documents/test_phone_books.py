"""Every brand's phone book is well-formed, whatever people are called, and holds everybody."""

import sys
import time
from collections.abc import Sequence
from xml.etree import ElementTree

import pytest

from mcsys_desktop.core.phone_books import BookNumber, Entry, NumberForm, written
from mcsys_desktop.documents import phone_books
from mcsys_desktop.documents.phone_books import cisco, fritzbox, gigaset, grandstream, panasonic

HOSTILE = (
    "Bakkerij J&B <script>alert(1)</script>",
    "\"]]> ' & &amp; <!DOCTYPE x [<!ENTITY a SYSTEM 'file:///x'>]>",
    "nul\x00 esc\x1b bidi\u202e surrogate\ud800 nonchar\ufffe\uffff end",
    "BEGIN:VCARD\r\nEND:VCARD\nTEL:112;x,y\\",
    "é" * 300,
    "😀" * 200,
    "   ",
)
XML_FORMS = [name for name in phone_books.FORMS if name.endswith(".xml")]


def well_formed(body: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(body)  # noqa: S314  # written by ourselves a moment ago


def entry(key: int, name: str = "Karin de Vries", numbers: int = 1, **said: str) -> Entry:
    uses = ("main", "mobile", "home", "work", "fax", "other")
    told = tuple(BookNumber(f"+316{key:05}{at:03}", uses[at % len(uses)]) for at in range(numbers))
    return Entry(key, name, told, **said)


def twenty_thousand() -> list[Entry]:
    return [
        entry(at, f"Klant {at} & Zn", company="Bakkerij <De Vries>" * (at % 2))
        for at in range(20_000)
    ]


def numbers_in(body: bytes) -> set[str]:
    return {(each.text or "") for each in well_formed(body).iter()}


@pytest.mark.parametrize("name", XML_FORMS)
def test_whatever_people_are_called_the_book_is_well_formed(name: str) -> None:
    people = [
        entry(at, hostile, company=hostile, first_name=hostile, surname=hostile)
        for at, hostile in enumerate(HOSTILE)
    ]
    for form in NumberForm:
        body = phone_books.FORMS[name].write(people, form)
        assert b"<script" not in body
        assert b"<!" not in body
        wanted = {written(each.e164, form) for one in people for each in one.numbers}
        assert wanted <= numbers_in(body)


@pytest.mark.parametrize("name", phone_books.FORMS)
def test_a_book_of_twenty_thousand_holds_them_all(name: str) -> None:
    people = twenty_thousand()
    began = time.perf_counter()
    body = phone_books.FORMS[name].write(people, NumberForm.NATIONAL)
    spent = (time.perf_counter() - began) * 1000
    sys.stdout.write(f"{name}: {spent:.0f} ms, {len(body)} bytes\n")
    kept = people[: grandstream.MOST] if name == "phonebook.xml" else people
    if not name.endswith(".xml"):
        assert body.count(b"BEGIN:VCARD\r\n") == body.count(b"END:VCARD\r\n") == len(kept)
        return
    wanted = {written(one.numbers[0].e164, NumberForm.NATIONAL) for one in kept}
    assert wanted <= numbers_in(body)


@pytest.mark.parametrize("name", phone_books.FORMS)
def test_an_empty_book_is_a_book(name: str) -> None:
    body = phone_books.FORMS[name].write([], NumberForm.PLUS)
    if name.endswith(".xml"):
        well_formed(body)


def test_a_person_is_shown_with_the_firm_and_every_number() -> None:
    karin = entry(
        7, "Karin de Vries", 3, company="Bakkerij", first_name="Karin", surname="de Vries"
    )
    body = phone_books.FORMS["yealink.xml"].write([karin], NumberForm.NATIONAL).decode()
    assert "<Name>Karin de Vries (Bakkerij)</Name>" in body
    assert "<Telephone>0600007000</Telephone><Telephone>0600007001</Telephone>" in body
    body = phone_books.FORMS["phonebook.xml"].write([karin], NumberForm.PLUS).decode()
    assert "<FirstName>Karin</FirstName><LastName>de Vries</LastName>" in body
    assert '<Phone type="Cell"><phonenumber>+31600007001</phonenumber>' in body
    body = phone_books.FORMS["fanvil.xml"].write([karin], NumberForm.ZEROS).decode()
    assert "<Telephone>0031600007000</Telephone><Mobile>0031600007001</Mobile>" in body
    assert "<Other>0031600007002</Other>" in body


def test_a_fritzbox_contact_never_has_more_than_nine_numbers() -> None:
    body = fritzbox.book([entry(1, numbers=20)], NumberForm.NATIONAL)
    contacts = well_formed(body).findall(".//contact")
    assert [len(one.findall(".//number")) for one in contacts] == [9, 9, 2]


def test_names_are_as_short_as_the_brand_wants_them() -> None:
    long = [entry(1, "Vereniging van Eigenaren " * 8)]
    names = [
        each.text or ""
        for body in (panasonic.book(long, NumberForm.PLUS), cisco.page(long, NumberForm.PLUS)[0])
        for each in well_formed(body).iter()
        if each.tag.endswith("Name")
    ]
    for name, most in zip(names, (24, 64), strict=True):
        assert most - 2 < len(name) <= most  # a blank at the end goes


def test_cisco_gets_pages_of_thirty_two_until_there_are_no_more() -> None:
    people = [entry(at, numbers=2) for at in range(40)]
    found: list[str] = []
    at, more = 0, True
    while more:
        body, more = cisco.page(people, NumberForm.NATIONAL, at)
        lines = [one.text or "" for one in well_formed(body).iter("Telephone")]
        assert 0 < len(lines) <= cisco.PER_PAGE
        found += lines
        at += 1
    wanted = [written(each.e164, NumberForm.NATIONAL) for one in people for each in one.numbers]
    assert found == wanted
    assert at == 3
    assert cisco.page(people, NumberForm.NATIONAL, 99)[1] is False


def test_gigaset_is_answered_in_its_own_words() -> None:
    people: Sequence[Entry] = [entry(at, HOSTILE[0], 5) for at in range(30)]
    body = gigaset.found(people, NumberForm.NATIONAL, first=11, count=5, asked='"><x>')
    root = well_formed(body)
    told = {name: root.get(name) for name in ("response", "type", "total", "first", "last")}
    assert told == {
        "response": "get_list",
        "type": "pb",
        "total": "30",
        "first": "11",
        "last": "15",
    }
    assert root.get("reqid") == '"><x>'
    assert len(root.findall("entry")) == 5
    assert {each.tag for each in root.findall("entry")[0]} == {"ln", "fn", "hm", "mb", "of"}
    nobody = well_formed(gigaset.nothing("hm"))
    assert (nobody.get("notfound"), nobody.get("total")) == ("hm", "0")


def test_the_address_book_is_folded_between_letters_and_cannot_be_broken_out_of() -> None:
    people = [entry(at, name, company=name) for at, name in enumerate(HOSTILE)]
    body = phone_books.FORMS["contacts.vcf"].write(people, NumberForm.PLUS)
    lines = body.split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    assert lines.count(b"BEGIN:VCARD") == lines.count(b"END:VCARD") == len(HOSTILE)
    for line in lines:
        line.decode()
    assert not any(line.startswith(b"TEL:") for line in lines)
