"""The plan of setting up a phone system: kept as texts, laid over what the office has."""

import pytest

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.settings import Settings
from mcsys_desktop.services import phone_setup
from mcsys_desktop.services.phone_setup import FIELDS, Kind, Plan, plan_of
from mcsys_desktop.services.phone_systems import PhoneSystem

DESK = Settings(listener_address="192.168.1.20", listener_phones=("192.168.1.30",))


def plan(system: str, route: str, **typed: str) -> Plan:
    return Plan(system, route, typed=typed)


def test_a_plan_comes_back_from_its_texts_and_holds_no_password() -> None:
    made = plan("provider", "sip", sip_server="sip.example.nl", sip_user="201")
    made.step, made.from_number = 3, "06 12345678"
    back = plan_of(made.texts())
    assert back == made
    assert back.from_e164 == "+31612345678"
    assert not any("password" in name for name in back.texts())


@pytest.mark.parametrize(
    "texts",
    [
        {},
        {"typed": "no JSON"},
        {"typed": "[1, 2]"},
        {"typed": "null", "step": "7"},
        {"system": "abacus", "route": "beads", "step": "3"},
        {"typed": '{"backup_folder": "/"}'},
    ],
)
def test_texts_that_make_no_sense_begin_anew(texts: dict[str, str]) -> None:
    made = plan_of(texts)
    assert made.kind is Kind.NONE
    assert (made.step, made.typed) == (0, {})


def test_every_field_is_a_setting_of_its_kind() -> None:
    for kind, names in FIELDS.items():
        assert [each.name for each in phone_setup.fields_of(kind)] == list(names)
        assert all(name.startswith(f"{kind.value}_") for name in names)


def test_a_port_is_typed_behind_the_address_and_shown_there() -> None:
    typed = plan("fritzbox", "fritzbox", fritzbox_address=" 192.168.178.1:2012 ")
    laid = phone_setup.laid(typed, PhoneSystem("fritzbox"), DESK)
    assert (laid.fritzbox_address, laid.fritzbox_port) == ("192.168.178.1", 2012)
    assert laid.fritzbox_enabled
    kept = PhoneSystem("fritzbox", {"fritzbox_address": "fritz.box", "fritzbox_port": 2012})
    begun = plan("fritzbox", "fritzbox")
    assert phone_setup.text_of(begun, kept, DESK, "fritzbox_address") == "fritz.box:2012"
    plain = phone_setup.laid(plan("fritzbox", "fritzbox", fritzbox_address="fritz.box"), kept, DESK)
    assert plain.fritzbox_port == 1012  # the usual one, where none is typed


def test_what_is_tried_leaves_the_settings_of_the_desk_alone() -> None:
    before = repr(DESK)
    typed = plan("handsets", "handsets", listener_address="10.0.0.5")
    typed.phones = ["192.168.1.31", "192.168.1.30"]
    typed.form = "national - 5"
    laid = phone_setup.laid(typed, PhoneSystem("listener"), DESK)
    assert (laid.listener_address, laid.listener_enabled) == ("10.0.0.5", True)
    assert laid.listener_phones == ("192.168.1.30", "192.168.1.31")
    assert laid.listener_numbers == "national - 5"
    assert repr(DESK) == before


def test_without_a_way_there_is_nothing_to_try() -> None:
    with pytest.raises(UserError):
        phone_setup.laid(plan("teams", "teams"), PhoneSystem(""), DESK)


def test_a_number_means_what_the_source_is_known_to_mean() -> None:
    kept = PhoneSystem("asterisk", {"asterisk_numbers": "auto 9 5"})
    begun = plan("asterisk", "asterisk")
    assert phone_setup.understood(begun, kept, DESK, "90612345678") == "+31612345678"
    begun.form = ""  # somebody has just chosen that it is recognised by itself
    assert phone_setup.understood(begun, kept, DESK, "90612345678") == "90612345678"


def test_a_source_leads_to_the_question_that_repairs_it() -> None:
    assert phone_setup.leading_to("ami:pbx") == ("asterisk", "asterisk")
    assert phone_setup.leading_to("listener") == ("handsets", "handsets")
    assert phone_setup.leading_to("sip:201@pbx") == ("provider", "sip")
    assert phone_setup.leading_to("ncid:box") == ("analogue", "ncid")
    assert phone_setup.leading_to("") == ("", "")
