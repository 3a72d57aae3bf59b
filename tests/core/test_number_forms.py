"""How a source writes numbers is learned from a few calls, and its numbers are then read right."""

import pytest

from mcsys_desktop.core import number_forms, phone
from mcsys_desktop.core.number_forms import Form, learn, look, read, understood, written
from mcsys_desktop.core.phone import Bare, Profile

MOBILE = "+31612345678"


@pytest.mark.parametrize(
    ("raw", "form"),
    [
        ("0612345678", Form.NATIONAL),
        ("020 123 45 67", Form.NATIONAL),
        ("+31612345678", Form.PLUS),
        ("0031612345678", Form.ZEROS),
        ("612345678", Form.NO_ZERO),
        ("201234567", Form.NO_ZERO),
        ("31612345678", Form.NO_PLUS),
        ("32499123456", Form.NO_PLUS),
        ("90612345678", Form.OUTSIDE_LINE),
        ("00612345678", Form.OUTSIDE_LINE),
        ("201", Form.INTERNAL),
        ("**610", Form.UNKNOWN),
        ("anonymous", Form.UNKNOWN),
        ("0", Form.UNKNOWN),
        ("", Form.UNKNOWN),
        ("<img src=x>", Form.UNKNOWN),  # markup: a name where a number belongs
    ],
)
def test_each_way_to_write_a_number_is_told_from_the_others(raw: str, form: Form) -> None:
    assert look(raw).form is form


@pytest.mark.parametrize(
    ("raw", "form", "prefix"),
    [
        ("612345678", Form.NO_ZERO, ""),
        ("0612345678", Form.NATIONAL, ""),
        ("31612345678", Form.NO_PLUS, ""),
        ("0031612345678", Form.ZEROS, ""),
        ("990612345678", Form.OUTSIDE_LINE, "99"),
        ("90031612345678", Form.OUTSIDE_LINE, "9"),
    ],
)
def test_a_number_that_is_known_leaves_no_doubt(raw: str, form: Form, prefix: str) -> None:
    seen = look(raw, MOBILE)
    assert (seen.form, seen.prefix) == (form, prefix)


def test_another_number_than_was_said_is_seen() -> None:
    assert number_forms.is_same("612345678", MOBILE)
    assert not number_forms.is_same("0201234567", MOBILE)
    assert not number_forms.is_same("5678", "+315678")  # too short to be told from others


@pytest.mark.parametrize(
    ("numbers", "profile"),
    [
        (["0612345678", "+31201234567"], Profile()),
        (["612345678", "201234567"], Profile(Bare.NATIONAL)),
        (["31612345678", "4930123456"], Profile(Bare.E164)),
        (["612345678", "31612345678"], Profile()),  # it does both, and no setting would be right
        (["90612345678", "900493012345678"], Profile(trunk_prefix="9")),
        (["90612345678", "0612345678"], Profile()),  # not always, so it is no rule
        (["201", "123456"], Profile(extension_digits=6)),
        ([], Profile()),
        (["", "anonymous"], Profile()),
    ],
)
def test_a_few_calls_tell_the_setting(numbers: list[str], profile: Profile) -> None:
    learned = learn(numbers)
    assert learned.profile == profile
    assert learned.matters is (profile != phone.USUAL)


def test_what_was_seen_most_comes_first() -> None:
    assert learn(["201", "0612345678", "0201234567"]).forms == (Form.NATIONAL, Form.INTERNAL)


@pytest.mark.parametrize(
    ("raw", "profile", "meant"),
    [
        ("90612345678", Profile(trunk_prefix="9"), MOBILE),
        ("612345678", Profile(Bare.E164), "+612345678"),  # Australia, where the source says so
        ("612345678", Profile(Bare.NATIONAL), "612345678"),  # anybody reads it so
        ("0612345678", Profile(trunk_prefix="9"), "0612345678"),
        ("201", Profile(trunk_prefix="9"), "201"),
        ("anonymous", Profile(Bare.E164), "anonymous"),
        ("", Profile(Bare.E164), ""),
    ],
)
def test_numbers_are_rewritten_only_where_they_would_be_misread(
    raw: str, profile: Profile, meant: str
) -> None:
    assert understood(raw, profile) == meant


def test_the_setting_is_kept_as_text_and_comes_back() -> None:
    for profile in (Profile(), Profile(Bare.E164), Profile(Bare.NATIONAL, "0", 3)):
        assert read(written(profile)) == profile
    assert written(phone.USUAL) == ""
    for broken in ("", "e164", "e164 x 3", "e164 - 99", "auto - 5 and more"):
        assert read(broken) == phone.USUAL
