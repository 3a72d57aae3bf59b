"""What customers are found by stays up to date, also what an older program wrote."""

import pytest

from mcsys_desktop.core import sounds
from mcsys_desktop.models import base
from mcsys_desktop.models import search as index
from mcsys_desktop.services import customers
from mcsys_desktop.services.customers import search_text
from tests import make

pytestmark = pytest.mark.usefixtures("db")


def test_texts_of_an_older_program_are_renewed_once() -> None:
    made = make.customer("Garage Verhoeven", city="Barneveld")
    with base.transaction():
        index.put(made.id, "garage verhoeven\nbarneveld")
    assert customers.search_alike("Ferhoven") == []

    assert search_text.renew_old() == 1
    assert search_text.renew_old() == 0
    assert [row.id for row in customers.search_alike("Ferhoven")] == [made.id]


def test_what_was_renamed_no_longer_sounds_as_it_did() -> None:
    made = make.customer("Garage Verhoeven")
    customers.change(made.id, made.version, name="Garage Schouten")

    assert customers.search_alike("Ferhoven") == []
    assert [row.id for row in customers.search_alike("Skouten")] == [made.id]


@pytest.mark.parametrize(
    ("heard", "written"),
    [
        ("bekker", "bakker"),
        ("janssen", "jansen"),
        ("visser", "fisser"),
        ("fan dijk", "van dyck"),
        ("brouwer", "brauer"),
        ("philips", "filips"),
        ("schmidt", "smit"),
        ("bosch", "bos"),
        ("hendrix", "hendriks"),
        ("cuypers", "kuipers"),
        ("pieterse", "peterse"),
    ],
)
def test_names_that_are_heard_alike_sound_alike(heard: str, written: str) -> None:
    one = [sounds.sound(word) for word in heard.split()]
    other = [sounds.sound(word) for word in written.split()]
    assert one == other


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("vehoeven", "verhoeven"),  # missed
        ("verhoevend", "verhoeven"),  # added
        ("tandrats", "tandarts"),  # swapped
        ("kapsamon", "kapsalon"),  # mistaken
    ],
)
def test_one_consonant_that_is_wrong_leaves_a_sound_in_common(typed: str, meant: str) -> None:
    assert set(sounds.near(typed)) & set(sounds.near(meant))


def test_numbers_have_no_sound() -> None:
    assert sounds.sound("0612345678") == ""
    assert sounds.near("12") == ()
