"""Links that name a number; and those that want more than that, which are refused."""

import random

import pytest

from mcsys_desktop.core import i18n, links
from mcsys_desktop.core.errors import UserError
from tests.telephony.sip.damage import damaged

GOOD = {
    "tel:0201234567": "+31201234567",
    "tel:+31-20-1234567": "+31201234567",
    "TEL:%2B31%2020%20123%2045%2067": "+31201234567",
    "tel:020-1234567;phone-context=+31": "+31201234567",
    "tel:+32499123456;ext=12": "+32499123456",
    "callto:0201234567": "+31201234567",
    "callto://+31612345678/": "+31612345678",
    "tel:201;phone-context=office.example": "201",
    "tel:112": "112",
    "tel:anonymous": "anonymous",
    "mcsys://call?number=0612345678": "+31612345678",
    "mcsys://call/?number=%2B31612345678": "+31612345678",
    "mcsys://call?number=06-12%2034%2056%2078": "+31612345678",
    " mcsys://CALL?number=anoniem ": "anonymous",
}
BAD = (
    "tel:",
    "tel:*21*0612345678%23",  # would divert every call of whoever dials it
    "tel:#31#",
    "tel:0612345678%00",
    "tel:0612345678\n--profile=x",
    "tel:<img src=x>",
    "tel:--help",
    "tel:" + "0" * 400,
    "callto:jan.jansen",
    "callto:+",
    "mcsys:",
    "mcsys://",
    "mcsys://call",
    "mcsys://call?number=",
    "mcsys://call?number=x&number=0612345678",
    "mcsys://call?number=0612345678&do=erase",
    "mcsys://call?do=erase",
    "mcsys://erase?number=0612345678",
    "mcsys://call/erase?number=0612345678",
    "mcsys://call?number=0612345678#x",
    "mcsys://call@example.com?number=0612345678",
    "mcsys://[call?number=0612345678",
    "mcsys://call?number=%0d%0a",
    "mcsys://call?number=sip:0612345678@example.com",
    "mcsys://call?number=Jan%20<0612345678>",
)


@pytest.fixture(autouse=True)
def _speak_english() -> None:
    i18n.use("en")


@pytest.mark.parametrize(("link", "number"), GOOD.items())
def test_a_link_names_a_number(link: str, number: str) -> None:
    assert links.is_link(link)
    assert links.number_of(link) == number


@pytest.mark.parametrize("link", BAD)
def test_a_link_that_wants_more_is_refused_with_a_sentence(link: str) -> None:
    assert links.is_link(link)
    with pytest.raises(UserError) as told:
        links.number_of(link)
    assert str(told.value).endswith(".")
    assert str(told.value).isprintable()
    assert len(str(told.value)) < 160


@pytest.mark.parametrize("other", ["", "number", "--office", "http://tel:1", "x.mcsys", "telefoon"])
def test_other_arguments_are_no_links(other: str) -> None:
    assert not links.is_link(other)


def test_damaged_links_are_a_number_or_a_refusal() -> None:
    chance, found, refused = random.Random(4481), 0, 0
    for _ in range(600):
        link = damaged(chance, chance.choice(list(GOOD)).encode()).decode("utf-8", "replace")
        try:
            number = links.number_of(link)
        except UserError:
            refused += 1
            continue
        found += 1
        assert number == "anonymous" or number.removeprefix("+").isdigit(), link
    assert found > 20
    assert refused > 200
