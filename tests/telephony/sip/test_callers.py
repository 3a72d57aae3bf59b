"""Who calls is read from what the exchange vouches for, and nothing is kept of who withholds."""

import pytest

from mcsys_desktop.telephony.sip.callers import Caller, caller
from tests.telephony.sip.messages import INVITE, request

FORWARDED = "<sip:+31881234567@p>"
NOTHING: dict[str, object] = dict.fromkeys(
    ("p_asserted_identity", "remote_party_id", "diversion"), None
)


def test_what_the_exchange_vouches_for_counts_first() -> None:
    assert caller(request(INVITE), "201") == Caller(
        "+31201234567", "Bakkerij Jansen", called="+31881234567"
    )


@pytest.mark.parametrize(
    ("fields", "number"),
    [
        ({"p_asserted_identity": "<sip:0201234567@p>, <tel:+31201234568>"}, "+31201234568"),
        ({"p_asserted_identity": ["<sip:0201234567@p>", "<sip:+31201234568@p>"]}, "+31201234568"),
        ({"p_asserted_identity": "<sip:unknown@p>"}, "0201234567"),  # then the From
        ({"remote_party_id": "<sip:0612345678@p>;party=calling;privacy=off"}, "0612345678"),
        ({"remote_party_id": "<sip:201@p>;party=called"}, "0201234567"),
        ({"remote_party_id": "<sip:0612345678@p>"}, "0612345678"),
        ({}, "0201234567"),
        (
            {"from": "<tel:020-1234567;phone-context=+31>;tag=1"},
            "tel:020-1234567;phone-context=+31",
        ),
        ({"from": "sip:%2B31612345678@p;tag=1"}, "+31612345678"),
        ({"from": "<sip:unavailable@p>;tag=1"}, ""),
        ({"from": "nonsense"}, ""),
    ],
)
def test_the_number_is_found(fields: dict[str, object], number: str) -> None:
    found = caller(request(INVITE, **(NOTHING | fields)), "201")
    assert (found.number, found.withheld) == (number, False)


@pytest.mark.parametrize(
    "fields",
    [
        {"privacy": "id"},
        {"privacy": "none;user"},
        {"privacy": ["critical", "header"]},
        {"remote_party_id": "<sip:0612345678@p>;party=calling;privacy=full"},
        {"from": '"Anonymous" <sip:anonymous@anonymous.invalid>;tag=1'},
        {"from": '"Jan" <sip:0612345678@anonymous.invalid>;tag=1'},
        {"from": "<sip:Restricted@p>;tag=1"},
        NOTHING | {"from": '"Afgeschermd" <sip:0612345678@p>;tag=1', "diversion": FORWARDED},
    ],
)
def test_of_who_withholds_nothing_is_kept(fields: dict[str, object]) -> None:
    found = caller(request(INVITE, **fields), "201")
    assert found.withheld
    assert (found.number, found.name) == ("", "")
    assert found.called == "+31881234567"


@pytest.mark.parametrize("wish", ["none", "critical", "session", "history"])
def test_other_wishes_withhold_nothing(wish: str) -> None:
    assert caller(request(INVITE, privacy=wish), "201").number == "+31201234567"


def test_a_name_is_taken_from_beside_the_number_or_from_what_is_claimed() -> None:
    fields = NOTHING | {"p_asserted_identity": "<sip:+31201234567@p>"}
    assert caller(request(INVITE, **fields)).name == "Bakkerij Jansen"
    same = {"from": '"0201234567" <sip:0201234567@p>;tag=1'}
    assert caller(request(INVITE, **(NOTHING | same))).name == ""


def test_a_name_is_made_harmless() -> None:
    hostile = '"<img src=x>\u202e' + "y" * 300 + '" <sip:0612345678@p>;tag=1'
    found = caller(request(INVITE, **(NOTHING | {"from": hostile})))
    assert "\u202e" not in found.name
    assert len(found.name) == 100


@pytest.mark.parametrize(
    ("fields", "called"),
    [
        ({"diversion": ["<sip:+31880000002@p>", "<sip:+31880000001@p>"]}, "+31880000001"),
        ({"history_info": "<sip:+31880000003@p>;index=1, <sip:201@o>;index=1.1"}, "+31880000003"),
        ({"history_info": "<sip:201@o>;index=1"}, "201"),
        ({"to": "<sip:+31880000004@p>"}, "+31880000004"),
        ({}, "201"),
    ],
)
def test_the_number_of_ours_that_was_called_is_found(
    fields: dict[str, object], called: str
) -> None:
    assert caller(request(INVITE, **(NOTHING | fields)), "201").called == called
