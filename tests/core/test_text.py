"""Hostile text made harmless, and names searched and sorted as a Dutch office expects."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mcsys_desktop.core import text

ANY = st.text(st.characters(), max_size=60)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("Karin\u202e de Vries", "Karin de Vries"),  # written backwards from there
        ("Ka\u200brin\u200d", "Karin"),
        ("K\u0000a\u0007rin\x1b[31m", "Karin[31m"),
        ("  Karin \t\r\n de\u00a0\u2003Vries ", "Karin de Vries"),
        ("Ame\u0301lie", "Amélie"),
        ("\u3164\u2800\u115f", ""),  # letters that draw nothing
        ("<img src='x'>", "<img src='x'>"),  # only text, wherever it is shown
        ("\ud800Karin", "Karin"),  # half a character, which no database takes
        ("Ayşe 🙂", "Ayşe 🙂"),
    ],
)
def test_what_is_sent_is_made_harmless_but_kept(sent: str, kept: str) -> None:
    assert text.clean(sent) == kept


@given(ANY)
def test_clean_text_is_visible_composed_and_stays_as_it_is(sent: str) -> None:
    cleaned = text.clean(sent)

    assert unicodedata.is_normalized("NFC", cleaned)
    assert not {"Cc", "Cf", "Cs"} & {unicodedata.category(letter) for letter in cleaned}
    assert cleaned == cleaned.strip()
    assert text.clean(cleaned) == cleaned
    cleaned.encode()


@given(st.text(max_size=400), st.integers(0, 50))
def test_clean_text_never_exceeds_its_limit(sent: str, limit: int) -> None:
    assert len(text.clean(sent, limit)) <= limit
    assert len(text.clean(sent, limit, lines=True)) <= limit


def test_a_note_keeps_its_lines_and_nothing_else() -> None:
    note = "\n\nKassa\r\nblijft\u202e  hangen \r\n\r\n87 %\u2028Bel\x00\n\n"

    assert text.clean(note, lines=True) == "Kassa\nblijft  hangen\n\n87 %\nBel"


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Ayşe DEMİR-Çelik", "ayse demir-celik"),
        ("Straße  Ørsted Łódź Æsir", "strasse orsted lodz aesir"),
        ("Ĳsbrand \uff11\uff12", "ijsbrand 12"),
        ("Café \u2019t Hoekje", "cafe 't hoekje"),
        ("Yılmaz \u2013 De Boer", "yilmaz - de boer"),
    ],
)
def test_a_search_knows_neither_capitals_nor_accents(typed: str, folded: str) -> None:
    assert text.fold(typed) == folded


@given(ANY)
def test_folding_twice_is_folding_once(typed: str) -> None:
    assert text.fold(text.fold(typed)) == text.fold(typed)


def test_a_dutch_list_ignores_prefixes_articles_and_accents() -> None:
    people = ["Bo Eén", "Anna Smit", "Bo Smit", "Karin de Vries", "Ruud de Vries"]
    people += ["Pieter van der Wal", "Willem in \u2019t Zand", "???", ""]
    assert sorted(people, key=lambda name: text.sort_key(name).encode())[1:] == [
        *people[:7],
        "",
    ]

    firms = ["Bakkerij De Vries B.V.", "Gouda Kaas", "De Gouden Leeuw", "Het Rond", "'t Zand B.V."]
    assert sorted(firms, key=lambda name: text.sort_key(name, company=True).encode()) == firms


def test_all_of_smit_come_before_smit_veldhuis() -> None:
    jan = text.sort_key("Jan Smit", surname="Smit")
    cas = text.sort_key("Cas Smit Veldhuis", surname="Smit Veldhuis")
    anna = text.sort_key("Anna Smit-de Groot", surname="Smit-de Groot")

    assert [jan, anna, cas] == sorted([cas, anna, jan], key=str.encode)


def test_a_given_prefix_and_surname_win_over_guessing() -> None:
    guessed = text.sort_key("Jan van der Bos Lommer")
    given = text.sort_key("Jan van der Bos Lommer", surname="Bos Lommer", prefix="van der")

    assert guessed == given == "bos lommer  jan van der"
    assert text.sort_key("Jan De Bos", surname="De Bos") == "de bos  jan"


@given(ANY)
def test_every_name_has_a_place_in_the_list(name: str) -> None:
    for company in (False, True):
        assert text.sort_key(name, company=company)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Gerrit van 't Hof", ("Gerrit", "van 't", "Hof")),
        ("de Vries", ("", "de", "Vries")),
        ("Anna Smit-de Groot", ("Anna", "", "Smit-de Groot")),
        ("Bo Smit-van der Wal", ("Bo", "", "Smit-van der Wal")),
        ("Jan Willem", ("Jan", "", "Willem")),
        ("Willem de", ("Willem", "", "de")),  # a prefix leads to a name
        ("", ("", "", "")),
    ],
)
def test_a_name_given_in_one_piece_is_taken_apart(name: str, parts: tuple[str, str, str]) -> None:
    assert text.split_name(name) == parts


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Pieter van der Wal", "PW"),
        ("Anna Smit-de Groot", "AS"),
        ("Cher", "C"),
        ('<img src="x"> "Bob"', "IB"),
        ("de", "D"),
        ("...", ""),
        ("", ""),
    ],
)
def test_a_picture_shows_one_or_two_capitals(name: str, letters: str) -> None:
    assert text.initials(name) == letters
