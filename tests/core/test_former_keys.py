"""What was typed before an office's file got another key stays readable, for its people alone."""

import itertools

from mcsys_desktop.core import former_keys, sealed

OFFICE = "5d0c9a52"
KEYS = [bytes([number] * 32) for number in range(9)]


def test_each_key_leads_to_those_before_it_and_never_to_the_offices_own() -> None:
    kept: tuple[str, ...] = ()
    for old, new in itertools.pairwise(KEYS):
        kept = former_keys.after(kept, OFFICE, old, new)
    found = former_keys.opened(kept, OFFICE, KEYS[-1])
    wanted = [sealed.derived_key(key) for key in reversed(KEYS[:-1])]
    assert found == wanted[: former_keys.MOST]
    assert not set(found) & set(KEYS)


def test_who_left_with_the_old_key_learns_nothing_from_it() -> None:
    kept = former_keys.after((), OFFICE, KEYS[0], KEYS[1])
    assert former_keys.opened(kept, OFFICE, KEYS[0]) == []
    assert former_keys.opened(kept, "another", KEYS[1]) == []


def test_a_damaged_one_is_left_out() -> None:
    kept = former_keys.after((), OFFICE, KEYS[0], KEYS[1])
    damaged = ("", "zz", "00" * 60, kept[0][:-2] + "00", *kept)
    assert former_keys.opened(damaged, OFFICE, KEYS[1]) == [sealed.derived_key(KEYS[0])]
