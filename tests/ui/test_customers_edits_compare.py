"""What two people did to the same rows: what joins by itself, and what a person must decide."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from mcsys_desktop.ui.customers.edits import (
    Difference,
    Stored,
    Typed,
    changes,
    compare,
    settle,
)

MAIL = frozenset({"mail"})
BASE = (Stored(1, 4, {"name": "De Vries", "mail": "a@b.example", "city": "Soest"}),)


def mine(**values: str) -> list[Typed]:
    return [Typed(1, {**BASE[0].values, **values})]


def theirs(**values: str) -> tuple[Stored, ...]:
    return (Stored(1, 5, {**BASE[0].values, **values}),)


def test_different_fields_of_one_row_join_by_themselves() -> None:
    assert compare(BASE, mine(name="Van Dam"), theirs(city="Baarn")) == []
    merged = settle(BASE, mine(name="Van Dam"), theirs(city="Baarn"), {})
    (row,) = merged.rows
    assert (row.values["name"], row.values["city"]) == ("Van Dam", "Baarn")


def test_the_same_field_is_for_a_person_to_decide_unless_both_typed_the_same() -> None:
    found = compare(BASE, mine(name="Van Dam"), theirs(name="Smit"))
    assert found == [Difference(1, "name", "De Vries", "Van Dam", "Smit")]
    assert compare(BASE, mine(name="Smit"), theirs(name="Smit")) == []


def test_mail_is_shown_also_where_only_they_changed_it() -> None:
    (found,) = compare(BASE, mine(name="Van Dam"), theirs(mail="x@y.example"), MAIL)
    assert (found.field, found.mine, found.theirs) == ("mail", "a@b.example", "x@y.example")
    assert found.guarded
    assert compare(BASE, mine(mail="x@y.example"), theirs(), MAIL) == [], "I see what I type"


def test_a_row_that_one_removed_and_the_other_changed_is_decided_whole() -> None:
    (found,) = compare(BASE, mine(name="Van Dam"), ())
    assert (found.field, found.mine, found.theirs) == ("", True, False)
    kept = settle(BASE, mine(name="Van Dam"), (), {(1, ""): True})
    assert [row.id for row in kept.rows] == [None], "it is added again"
    assert settle(BASE, mine(name="Van Dam"), (), {(1, ""): False}).rows == ()

    (found,) = compare(BASE, [], theirs(name="Smit"))
    assert (found.mine, found.theirs) == (False, True)
    (back,) = settle(BASE, [], theirs(name="Smit"), {(1, ""): True}).rows
    assert back.values["name"] == "Smit"
    assert settle(BASE, [], theirs(name="Smit"), {(1, ""): False}).rows == ()


def test_a_row_that_they_removed_and_nobody_here_touched_goes_by_itself_but_for_mail() -> None:
    assert compare(BASE, mine(), ()) == []
    (found,) = compare(BASE, mine(), (), MAIL)
    assert (found.field, found.guarded) == ("", True)
    (kept,) = settle(BASE, mine(), (), {(1, ""): True}).rows
    assert kept.values["mail"] == "a@b.example"


_VALUES = st.fixed_dictionaries(
    {name: st.sampled_from(["a", "b", "c"]) for name in ("name", "mail", "city")}
)
_ROWS = st.dictionaries(st.integers(1, 3), _VALUES, max_size=3)


def stored(rows: dict[int, dict[str, str]], version: int) -> tuple[Stored, ...]:
    return tuple(Stored(id_, version, values) for id_, values in rows.items())


def typed(rows: dict[int, dict[str, str]]) -> list[Typed]:
    return [Typed(id_, values) for id_, values in rows.items()]


def written(
    fresh: Sequence[Stored], rows: Sequence[Typed], base: Sequence[Stored]
) -> list[dict[str, object]]:
    """What the database holds after the changes were written."""
    found = changes(base, rows, {}, fresh)
    now = {row.id: dict(row.values) for row in fresh}
    for row in found.changed:
        now[row.id] |= dict(row.values)
    for row in found.removed:
        del now[row.id]
    return [*now.values(), *(dict(values) for values in found.added)]


@given(_ROWS, _ROWS, _ROWS, st.booleans())
def test_what_was_decided_is_what_is_stored_and_nothing_is_left_to_decide(
    before: dict[int, dict[str, str]],
    here: dict[int, dict[str, str]],
    there: dict[int, dict[str, str]],
    take_mine: bool,
) -> None:
    base, fresh = stored(before, 1), stored(there, 2)
    rows = typed({id_: values for id_, values in here.items() if id_ in before})
    found = compare(base, rows, fresh, MAIL)
    chosen = {(each.row, each.field): each.mine if take_mine else each.theirs for each in found}
    merged = settle(base, rows, fresh, chosen)
    assert compare(fresh, merged.rows, fresh, MAIL) == []
    after = [sorted(values.items()) for values in written(fresh, merged.rows, fresh)]
    shown = [sorted(row.values.items()) for row in merged.rows]
    assert sorted(map(str, after)) == sorted(map(str, shown))
    for each in found:
        if each.field and (each.row in there):
            (row,) = [row for row in merged.rows if row.id == each.row]
            assert row.values[each.field] == chosen[each.row, each.field]
