"""What telephones ask over LDAP is answered rightly, and to nobody without the password."""

import random

import pytest

from mcsys_desktop.core.phone_books import BookNumber, Entry, NumberForm
from mcsys_desktop.telephony.ldap import ber
from mcsys_desktop.telephony.ldap.session import MOST_HITS
from tests.telephony.ldap import asking
from tests.telephony.ldap.asking import (
    Lent,
    bind,
    equal,
    every,
    lent,
    message,
    no,
    one_of,
    parts,
    present,
    read,
    search,
    session,
    yealink,
)


def names(asked: bytes) -> list[str]:
    """The names that a search finds."""
    found, code = read(session().hear(search(asked, "cn")))
    assert code == 0
    return [said["cn"][0] for said in found.values()]


KARIN = ["Karin de Vries (Bakkerij De Vries)"]


@pytest.mark.parametrize(
    "number",
    ["0612345678", "+31612345678", "0031612345678", "31612345678", "06-12 34 56 78", "0612345678*"],
)
def test_any_spelling_of_a_number_finds_the_same_person(number: str) -> None:
    assert names(yealink(number)) == KARIN
    assert names(every(equal("telephoneNumber", number), present("sn"))) == KARIN
    assert names(parts("telephoneNumber", number)) == KARIN
    assert names(parts("mobile", last=number)) == KARIN
    assert names(parts("homePhone", "", number)) == KARIN


def test_numbers_are_found_while_they_are_typed() -> None:
    assert names(parts("telephoneNumber", "020123")) == ["Garage & Zn (oost)"]
    assert names(parts("telephoneNumber", "+3120")) == ["Garage & Zn (oost)"]
    assert names(parts("telephoneNumber", "003120")) == ["Garage & Zn (oost)"]
    assert len(names(parts("mobile", "0612"))) == 2
    assert names(parts("mobile", "0032")) == ["Van Damme"]
    assert names(equal("mobile", "5678")) == []


def test_names_are_found_without_accents_and_capitals() -> None:
    assert names(parts("cn", "ayse")) == ["Ayşe Demir"]
    assert names(one_of(parts("cn", "DE V"), parts("sn", "DE V"))) == KARIN
    assert names(parts("cn", "k", "de", last="s)")) == KARIN
    assert names(parts("cn", "karin de vries", "karin")) == []
    assert names(equal("o", "bakkerij de vries")) == KARIN
    assert names(equal("company;lang-nl", "bakkerij de vries")) == KARIN


def test_conditions_join_as_they_should() -> None:
    everybody = names(present("objectClass"))
    assert len(everybody) == 4
    assert names(equal("objectClass", "inetOrgPerson")) == everybody
    assert names(every()) == everybody
    assert names(one_of()) == []
    assert names(every(present("o"), present("mobile"))) == KARIN
    assert len(names(no(present("o")))) == 3
    # What nobody can tell is neither true nor false (RFC 4511, section 4.5.1.7).
    unknown = equal("mail", "x")
    assert names(no(unknown)) == names(unknown) == []
    assert names(one_of(unknown, present("cn"))) == everybody
    assert names(every(unknown, present("cn"))) == []
    assert names(ber.element(0xA5, ber.octets("cn"), ber.octets("a"))) == []


def test_an_entry_says_what_was_asked_and_no_more() -> None:
    found, _code = read(session().hear(search(yealink("0612345678"), "CN", "mobile", "mail")))
    assert found == {"uid=1,dc=mcsys": {"cn": KARIN, "mobile": ["0612345678"]}}
    found, _code = read(session().hear(search(yealink("0612345678"))))
    (said,) = found.values()
    assert (said["sn"], said["givenName"]) == (["de Vries"], ["Karin"])
    assert said["homePhone"] == ["0334612045"]
    assert said["o"] == said["company"] == ["Bakkerij De Vries"]
    plus = session(Lent(lent().index, NumberForm.PLUS))
    found, _code = read(plus.hear(search(yealink("0612345678"), "mobile")))
    assert list(found.values()) == [{"mobile": ["+31612345678"]}]


def test_no_more_come_than_were_asked_and_never_more_than_two_hundred() -> None:
    many = session(
        lent(*(Entry(at, f"K {at}", (BookNumber("+31612345678"),)) for at in range(300)))
    )
    for limit, count, result in ((4, 4, 4), (0, MOST_HITS, 4), (1000, MOST_HITS, 4)):
        found, code = read(many.hear(search(present("cn"), "cn", limit=limit)))
        assert (len(found), code) == (count, result)


def test_nobody_sees_an_entry_without_the_password() -> None:
    stranger = session(known=False)
    everybody = search(present("objectClass"))
    assert read(stranger.hear(everybody)) == ({}, 50)
    for wrong in (bind(password="x"), bind("cn=admin"), bind(login="x", password="x")):
        assert read(stranger.hear(wrong))[1] == 49
    assert read(stranger.hear(bind("", "")))[1] == 0  # nobody in particular
    assert read(stranger.hear(everybody)) == ({}, 50)
    assert read(stranger.hear(bind(password="")))[1] == 53
    assert read(stranger.hear(bind(version=2)))[1] == 2
    assert read(stranger.hear(everybody)) == ({}, 50)
    assert read(stranger.hear(bind()))[1] == 0
    assert len(read(stranger.hear(everybody))[0]) == 4
    stranger.hear(bind(password="x"))
    assert read(stranger.hear(everybody)) == ({}, 50)


def test_each_telephone_has_a_name_and_a_password_of_its_own() -> None:
    everybody = search(present("objectClass"))
    for name in ("cn=balie-2,dc=mcsys", "cn=Balie-2", "balie-2"):
        phone = session(known=False)
        assert read(phone.hear(bind(name, "een ander woord")))[1] == 0
        assert len(read(phone.hear(everybody))[0]) == 4
    for name, password in (
        ("cn=balie-2,dc=mcsys", asking.PASSWORD),
        ("cn=telephone,dc=mcsys", "een ander woord"),
        ("cn=balie-3,dc=mcsys", "een ander woord"),
        ("cn=balie-3,dc=mcsys", "\0"),
    ):
        phone = session(known=False)
        assert read(phone.hear(bind(name, password)))[1] == 49
        assert read(phone.hear(everybody)) == ({}, 50)


def test_the_directory_says_what_it_is_and_knows_no_other_place() -> None:
    found, code = read(session(known=False).hear(search(present("objectClass"), base="", scope=0)))
    assert (found[""]["namingContexts"], code) == (["dc=mcsys"], 0)
    assert read(session().hear(search(present("cn"), base="dc=example,dc=com"))) == ({}, 32)
    assert len(read(session().hear(search(present("cn"), base="")))[0]) == 4


def test_other_wishes_are_refused_in_their_own_words() -> None:
    for wish, answer in ((0x66, 0x67), (0x68, 0x69), (0x4A, 0x6B), (0x6C, 0x6D), (0x6E, 0x6F)):
        said = session().hear(message(ber.element(wish)))
        assert read(said) == ({}, 53)
        assert said[5] == answer
    assert read(session().hear(message(ber.element(0x77)))) == ({}, 2)
    critical = ber.element(0x30, ber.octets("1.2.3"), ber.element(ber.BOOLEAN, b"\xff"))
    asked = ber.element(0x60, ber.integer(3), ber.octets(""), ber.octets("", 0x80))
    assert read(session().hear(message(asked, 1, ber.element(0xA0, critical)))) == ({}, 12)
    before = session()
    assert before.hear(message(ber.integer(1, 0x50))) == b""
    assert not before.over
    assert before.hear(message(ber.element(0x42))) == b""
    assert before.over


def test_a_book_that_was_not_read_yet_says_so() -> None:
    assert read(session(Lent(None)).hear(search(present("cn")))) == ({}, 51)


def test_filters_have_bounds() -> None:
    deep = present("cn")
    for _time in range(8):
        deep = no(deep)
    wide = one_of(*(present("cn") for _time in range(32)))
    starry = parts("cn", "a", *("b" * 40), last="c")
    for asked in (deep, wide, starry, b"\x30\x00", ber.element(0xA2)):
        harsh = session()
        found, code = read(harsh.hear(search(asked)))
        assert (found, code, harsh.over) == ({}, 2, True)


@pytest.mark.parametrize("length", [65_537, 2**32 - 1])
def test_a_message_that_is_too_long_is_not_waited_for(length: int) -> None:
    with pytest.raises(ber.Malformed):
        ber.size(b"\x30\x84" + length.to_bytes(4, "big"))
    assert ber.size(b"\x30\x84\x00") == 0
    for odd in (b"\x30\x80", b"\x30\x85", b"GET / HTTP/1.1"):
        with pytest.raises(ber.Malformed):
            ber.size(odd)


def test_numbers_are_written_as_they_are_read() -> None:
    for value in (0, 1, 127, 128, 255, 256, 65_535, 2**31 - 1, -1):
        ((tag, content),) = ber.elements(ber.integer(value))
        assert ber.number((tag, content)) == value
    for count in (0, 127, 128, 255, 256, 65_000):
        ((_tag, content),) = ber.elements(ber.octets("x" * count))
        assert len(content) == count


def test_damaged_questions_are_answered_or_hung_up_on() -> None:
    assert asking.survive(random.Random(3), 800) > 50
