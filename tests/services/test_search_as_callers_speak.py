"""Thirty searches as they are typed while somebody speaks on the phone, each with who is meant.

The demo office gives two thousand invented customers that nobody means. The thirty are among them,
and were added before this file was first run; each says how its words differ from what is stored.
"""

import sys
from collections.abc import Callable

import pytest

from mcsys_desktop.models.customers import Customer, CustomerKind
from mcsys_desktop.services import customers, demo, search
from mcsys_desktop.services.customers import CustomerDraft
from tests.conftest import AtDesk

OFFICE = 2000
WELL, MEANT = 3, 28  # the first three rows are seen without looking; so many of thirty stand there

# Name, first name, prefix, surname, number, e-mail, street, house number, postcode, place.
FIRMS = """
Bakkerij Stokbrood|Els||Dijkgraaf|033 470 55 01|brood@stok.example|Hessenweg|41|3831 KK|Achterveld
Van Eijck Elektrotechniek B.V.|Sjoerd|van|Eijck|033 470 55 02||Ambachtsweg|7|3831 KA|Leusden
Cuypers & Zn. Loodgieters|Wim||Cuypers|035 603 55 03||Koninginnelaan|112|3762 DA|Soest
Filmhuis De Lieve Vrouw|Noor||Philipsen|033 470 55 04|kassa@film.example|Hof|13|3811 BP|Amersfoort
Zwembad 't Sportfondsenbad|Ruben||Zwart|033 470 55 05||Bisschopsweg|175|3817 BT|Amersfoort
Praktijk voor Mondhygiëne Zoë|Zoë||Hagen|0342 42 55 06||Kapteynstraat|3|3771 CA|Barneveld
"""
PEOPLE = """
|Geertruida||Jansen|06 1000 2233||Dorpsstraat|12|3871 AC|Hoevelaken
|Thijmen||Schuurman|06 1000 4455|t.schuurman@post.example|Arkemheenweg|2|3862 PA|Nijkerk
|Wietske||Buijsman|06 1000 6677||Eikenlaan|9|3741 VX|Baarn
|Ömer||Çelik|06 1000 8899||Nimmerdor|30|3818 ME|Amersfoort
"""

SPOKEN: tuple[tuple[str, str, str], ...] = (
    ("06 1845 22", "Janneke Jansen", "half a number"),
    ("41 55 60", "Garage Verhoeven", "the end of a number"),
    ("0342-415560", "Garage Verhoeven", "a number with its dash"),
    ("+31 33 245 88 02", "Pieter van der Wal", "a number from abroad"),
    ("06-51 20 33 48", "Willem Kuipers", "other groups"),
    ("gerage verhoeve", "Garage Verhoeven", "misspelt twice"),
    ("Ferhoeven Barneveld", "Garage Verhoeven", "as it is heard, with the place"),
    ("buisman baarn", "Wietske Buijsman", "ui for uij"),
    ("kuypers", "Cuypers & Zn. Loodgieters", "K for C"),
    ("loodgieter cuijpers", "Cuypers & Zn. Loodgieters", "the trade, and ij for y"),
    ("Jansen Dorpsstraat", "Geertruida Jansen", "name and street"),
    ("mevrouw Jansen van de Dorpsstraat", "Geertruida Jansen", "in a sentence"),
    ("hamersveldseweg 31", "Janneke Jansen", "street and number"),
    ("3764bk", "Mohamed Bouzid", "postcode"),
    ("de bakker in Achterveld", "Bakkerij Stokbrood", "the trade and the village"),
    ("de tandarts van Hoogland", "Tandartspraktijk Hoogland", "the trade and the village"),
    ("bakker de vries", "Bakkerij De Vries B.V.", "what everybody calls it"),
    ("kapsalon bela", "Kapsalon Bella", "one letter short"),
    ("van eyk elektro", "Van Eijck Elektrotechniek B.V.", "y for ij, k for ck"),
    ("fan eik leusden", "Van Eijck Elektrotechniek B.V.", "as it is heard"),
    ("omer celik", "Ömer Çelik", "without the marks"),
    ("Thijmen Nijkerk", "Thijmen Schuurman", "first name and place"),
    ("kassa@film", "Filmhuis De Lieve Vrouw", "half an e-mail address"),
    ("noor filipsen", "Filmhuis De Lieve Vrouw", "f for ph, a person of it"),
    ("zoe mondhygiene", "Praktijk voor Mondhygiëne Zoë", "no marks, other order"),
    ("soest ontmoeting", "Stichting Ontmoeting Soest", "other order"),
    ("sportfondsen bad amersfoort", "Zwembad 't Sportfondsenbad", "in two words"),
    ("meneer van der wal nijkerk", "Pieter van der Wal", "in a sentence"),
    ("NUMBER", "Wietske Buijsman", "the customer number"),
    ("firma stokbroot", "Bakkerij Stokbrood", "d and t"),
)

NOBODYS = ("4415560", "0031612345", "qwrtplk", "dorpsstraat 12 maastricht", "de vries zwolle")


def _fill() -> None:
    demo.fill(7, OFFICE)
    for kind, people in ((CustomerKind.BUSINESS, FIRMS), (CustomerKind.PRIVATE, PEOPLE)):
        for line in people.strip("\n").split("\n"):
            name, first, prefix, surname, number, email, *place = line.split("|")
            street, house_number, postcode, city = place
            customers.create(
                CustomerDraft(
                    kind=kind,
                    company_name=name,
                    first_name=first,
                    prefix=prefix,
                    surname=surname,
                    phone=number,
                    email=email,
                    street=street,
                    house_number=house_number,
                    postcode=postcode,
                    city=city,
                )
            )


@pytest.fixture
def spoken(at_desk: AtDesk) -> Callable[[str], list[str]]:
    """Type something; the names that come up, in the order of the screen."""
    at_desk(_fill, login="carla")
    number = Customer.get(Customer.name == "Wietske Buijsman").number

    def typed(text: str) -> list[str]:
        asked = str(number) if text == "NUMBER" else text
        answer = search.find(asked)
        found = [one for one in answer.found if one.kind == "customer"]
        if answer.few:
            found += search.find_alike(asked, {one.target for one in found})
        return [one.title for one in found]

    return typed


def test_who_is_meant_stands_among_the_first(
    spoken: Callable[[str], list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert len(SPOKEN) == 30
    places = {}
    with capsys.disabled():
        sys.stdout.write("\n")
        for typed, name, how in SPOKEN:
            found = spoken(typed)
            place = found.index(name) + 1 if name in found else None
            places[typed] = place
            sys.stdout.write(f"{place or '-':>3}  {typed:36} {name:32} {how}\n")
    well = [typed for typed, place in places.items() if place is not None and place <= WELL]
    assert len(well) >= MEANT, places


def test_what_fits_nobody_is_not_answered_with_somebody(
    spoken: Callable[[str], list[str]],
) -> None:
    assert {typed: spoken(typed) for typed in NOBODYS} == {typed: [] for typed in NOBODYS}
