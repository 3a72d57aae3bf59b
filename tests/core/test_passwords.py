"""What people in an office think of as a strong password, and what is one."""

import itertools
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from mcsys_desktop.core import guessing, passwords
from mcsys_desktop.core.errors import UserError

WORDS = Path(__file__).parents[1] / "data" / "passwords" / "dutch_words.txt"
ABOUT = ("sanne", "Sanne Veldhuis", "MC Systems Stadskanaal")  # login, name, office
SEASONS = ("Lente", "Zomer", "Herfst", "Winter", "Kerst", "Vakantie")
MONTHS = ("Januari", "Februari", "Maart", "April", "Oktober", "November", "December")
TOWNS = ("Stadskanaal", "Groningen", "Veendam", "Amsterdam", "Rotterdam", "Assen", "Emmen")
PEOPLE = (
    "Sanne",
    "Mark",
    "Femke",
    "Jeroen",
    "Willem",
    "Anna",
    "Pieter",
    "Ingrid",
    "Thijs",
    "Lotte",
)
FAMILIES = ("Jansen", "DeVries", "Bakker", "Visser", "Smit", "Mulder", "Dijkstra")
YEARS = ("1985", "1991", "2010", "2025", "2026")


def office_passwords() -> list[str]:
    """Two hundred passwords as they stand on notes below Dutch keyboards."""
    patterns: list[Iterator[str]] = [
        (f"{season}{year}MCSystems!" for season in SEASONS for year in YEARS),
        (f"Welkom{town}{year}!" for town in TOWNS for year in YEARS),
        (f"{month}-{year}-kantoor" for month in MONTHS for year in YEARS),
        (
            f"{one}-{two}-{year}"
            for one, two, year in zip(PEOPLE, FAMILIES * 2, YEARS * 2, strict=False)
        ),
        (f"Wachtwoord{number}{number}{number}!" for number in range(100, 110)),
        (
            f"{one}En{two}{year}!"
            for (one, two), year in zip(itertools.pairwise(PEOPLE), YEARS * 2, strict=False)
        ),
        (f"mcsystems {word} helpdesk" for word in ("dashboard", "balie", "computers", "klanten")),
        (f"W3lk0m@MCSyst3ms{number}" for number in (1, 12, 123, 2026)),
        (f"P@ssw0rd{number:08d}" for number in (1, 12345678, 20262026, 11111111)),
        (
            f"{club}{club}{club}2026"
            for club in ("Ajax", "Feyenoord", "PSVeindhoven", "FCGroningen")
        ),
        (f"Ik werk bij MC Systems in {town}" for town in TOWNS),
        (f"Ikhouvan{person}{year}" for person in PEOPLE for year in YEARS[:2]),
        (
            f"{day:02d}-{day % 12 + 1:02d}-19{60 + day}{person}!!"
            for day, person in enumerate(PEOPLE)
        ),
        iter(
            (
                *("qwertyuiop123456", "1qaz2wsx3edc4rfv", "asdfghjklzxcvbnm", "QWERTYqwerty123!"),
                *("123456789012345", "abcdefghijklmnop", "aaaaaaaaaaaaaaaa", "zaq12wsxcde34rfv"),
                *(
                    "Geheim-Geheim-Geheim",
                    "testtesttesttest1",
                    "admin admin admin",
                    "dezezomer2026!!",
                ),
                *("Dit is mijn wachtwoord", "ditiseensterkwachtwoord", "Nieuwwachtwoord2026"),
                *("ik vergeet altijd mijn wachtwoord", "correct horse battery staple"),
                *(
                    "alle eendjes zwemmen in het water",
                    "oost west thuis best!!",
                    "SesamOpenU1234567",
                ),
                *(
                    "sanneveldhuis2026",
                    "Veldhuis Sanne 1985!",
                    "sanne@mcsystems.nl",
                    "HelpdeskBalie01!",
                ),
                *(
                    "goedemorgen collega",
                    "Kantoor sleutel 2026",
                    "Max Verstappen 33!!!",
                    "Koffie koffie koffie",
                ),
                *(
                    "liefsteoma1950!!",
                    "Herestraat 100 Groningen",
                    "FeyenoordRotterdam010",
                    "zonnebloem12345",
                ),
            )
        ),
    ]
    made = [password for pattern in patterns for password in pattern]
    long_enough = [password for password in made if len(password) >= passwords.LEAST_PASSWORD]
    return list(dict.fromkeys(long_enough))[:200]


def phrases(count: int) -> list[str]:
    """Four Dutch words each, drawn at random, as the program advises."""
    words, chance = WORDS.read_text(encoding="utf-8").split(), random.Random(20260)
    drawn: list[str] = []
    while len(drawn) < count:
        phrase = " ".join(chance.sample(words, 4))
        if len(phrase) >= passwords.LEAST_PASSWORD:
            drawn.append(phrase)
    return drawn


def accepted(password: str) -> bool:
    try:
        passwords.check(password, ABOUT)
    except UserError:
        return False
    return True


def test_none_of_two_hundred_passwords_of_dutch_offices_is_accepted() -> None:
    tried = office_passwords()
    assert len(tried) == 200
    assert [password for password in tried if accepted(password)] == []


def test_nearly_every_phrase_of_four_dutch_words_is_accepted() -> None:
    tried = phrases(200)
    refused = [phrase for phrase in tried if not accepted(phrase)]
    assert len(refused) <= 2, refused


def test_what_a_password_manager_makes_is_accepted() -> None:
    for password in ("kX9#mQ2$vL8@pR5!", "Xk29-vTq7-Lm4w-Zs8b", "tuvfejzhtyqnwpcmbx"):
        assert accepted(password)


def test_what_is_known_of_a_person_and_the_office_counts() -> None:
    phrase = "griffelkat wonderdokter"
    assert accepted(phrase)
    with pytest.raises(UserError, match=r"words|woorden"):
        passwords.check(phrase, ("Wonderdokter Griffelkat",))


@pytest.mark.parametrize("password", ["", "veertien teken", "x" * 129])
def test_length_alone_is_said_with_the_number(password: str) -> None:
    with pytest.raises(UserError, match=r"15|128"):
        passwords.check(password)


def test_no_kind_of_sign_is_asked_for_and_none_is_refused() -> None:
    assert accepted("paard batterij nietje kameel")  # no capital, digit or sign
    assert accepted("paard🐴batterij nietje ØÆ kameel")
    assert accepted("\N{NO-BREAK SPACE}paard batterij nietje kameel")
    assert passwords.normal("cafe\u0301") == passwords.normal("caf\u00e9")


def test_it_takes_the_longest_password_without_stumbling() -> None:
    long = " ".join(phrases(8))[: passwords.MOST_PASSWORD].ljust(passwords.MOST_PASSWORD, "q")
    assert len(long) == passwords.MOST_PASSWORD > passwords.READ_BY_ZXCVBN
    assert accepted(long)
    assert not accepted("a" * passwords.MOST_PASSWORD)


def test_leet_capitals_and_signs_do_not_make_a_guessable_word_strong() -> None:
    plain, dressed = guessing.cost("welkomhelpdesk"), guessing.cost("W3lk0m-H3lpd35k!")
    assert dressed - plain < 2.0


def test_the_lists_are_not_read_before_somebody_chooses_a_password() -> None:
    code = "import sys, mcsys_desktop.core.vault, mcsys_desktop.core.passwords\n"
    code += "print('zxcvbn' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "False"
