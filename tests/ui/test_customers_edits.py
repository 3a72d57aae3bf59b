"""Two people type over one customer, and nobody's typing is lost."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from mcsys_desktop.ui.customers.edits import (
    Changes,
    Stored,
    Typed,
    Values,
    changes,
    rebase,
    same,
)

Rows = dict[int, dict[str, str]]

DEFAULTS = {"number": "", "use": "main"}
BASE = (
    Stored(1, 4, {"number": "033 111", "use": "main"}),
    Stored(2, 7, {"number": "06 222", "use": "mobile"}),
)


def typed(*rows: tuple[int | None, Values]) -> list[Typed]:
    return [Typed(id_, values) for id_, values in rows]


def as_stored(rows: Sequence[Stored] = BASE) -> list[Typed]:
    return [Typed(row.id, row.values) for row in rows]


def test_what_was_not_touched_is_not_written() -> None:
    assert not changes(BASE, as_stored(), DEFAULTS)


def test_only_the_field_that_was_typed_over_is_written() -> None:
    mine = typed((1, {"number": "033 999", "use": "main"}), (2, BASE[1].values))

    assert changes(BASE, mine, DEFAULTS) == Changes(changed=(Stored(1, 4, {"number": "033 999"}),))


def test_a_row_that_was_opened_and_left_blank_is_not_added() -> None:
    mine = [*as_stored(), Typed(None, {"number": "", "use": "main"})]

    assert not changes(BASE, mine, DEFAULTS)


def test_a_new_row_is_added_and_a_row_that_went_is_removed_with_its_version() -> None:
    mine = typed((1, BASE[0].values), (None, {"number": "06 333", "use": "mobile"}))

    found = changes(BASE, mine, DEFAULTS)

    assert found.added == ({"number": "06 333", "use": "mobile"},)
    assert [(row.id, row.version) for row in found.removed] == [(2, 7)]


def test_keeping_mine_builds_on_the_version_that_the_other_desk_made() -> None:
    fresh = (Stored(1, 5, {"number": "033 111", "use": "work"}), BASE[1])
    mine = typed((1, {"number": "033 999", "use": "main"}), (2, BASE[1].values))

    assert changes(BASE, mine, DEFAULTS, fresh).changed == (Stored(1, 5, {"number": "033 999"}),)


def test_a_row_that_was_removed_elsewhere_while_typed_over_is_added_again() -> None:
    mine = typed((1, {"number": "033 999", "use": "main"}), (2, BASE[1].values))

    found = changes(BASE, mine, DEFAULTS, fresh=(BASE[1],))

    assert found == Changes(added=({"number": "033 999", "use": "main"},))


def test_a_row_that_both_removed_is_no_change() -> None:
    assert not changes(BASE, typed((1, BASE[0].values)), DEFAULTS, fresh=(BASE[0],))


def test_looking_keeps_mine_takes_theirs_and_names_the_clash() -> None:
    fresh = (Stored(1, 5, {"number": "033 555", "use": "work"}), Stored(3, 1, {"number": "040"}))
    mine = typed((1, {"number": "033 999", "use": "main"}), (2, BASE[1].values))

    merged = rebase(BASE, mine, fresh)

    assert merged.rows == (
        Typed(1, {"number": "033 999", "use": "work"}),
        Typed(3, {"number": "040"}),
    )
    assert merged.theirs == {(1, "number"): "033 555"}


def test_the_same_change_made_twice_is_no_clash() -> None:
    fresh = (Stored(1, 5, {"number": "033 999", "use": "main"}), BASE[1])
    mine = typed((1, {"number": "033 999", "use": "main"}), (2, BASE[1].values))

    assert rebase(BASE, mine, fresh).theirs == {}


def test_a_row_removed_here_stays_removed_after_looking() -> None:
    merged = rebase(BASE, typed((1, BASE[0].values)), BASE)

    assert [row.id for row in merged.rows] == [1]


def test_versions_alone_are_no_difference_to_a_person() -> None:
    assert same(BASE, (Stored(2, 9, BASE[1].values), Stored(1, 8, BASE[0].values)))
    assert not same(BASE, BASE[:1])


texts = st.text(max_size=3)
values = st.fixed_dictionaries({"number": texts, "use": texts})
stored = st.dictionaries(st.integers(1, 4), values, max_size=4)


@given(base=stored, mine=stored, new=st.lists(values, max_size=2), theirs=stored)
def test_looking_and_then_saving_leaves_every_typed_field_as_it_was_typed(
    base: Rows, mine: Rows, new: list[dict[str, str]], theirs: Rows
) -> None:
    def rows(of: Rows, version: int) -> tuple[Stored, ...]:
        return tuple(Stored(id_, version, found) for id_, found in of.items())

    mine = {id_: found for id_, found in mine.items() if id_ in base}
    written = [Typed(id_, found) for id_, found in mine.items()]
    written += [Typed(None, found) for found in new]
    before, fresh = rows(base, 1), rows(theirs, 2)

    merged = rebase(before, written, fresh)
    found = changes(fresh, merged.rows, {}, fresh)
    office: dict[int, dict[str, object]] = {id_: dict(row) for id_, row in theirs.items()}
    for changed in found.changed:
        office[changed.id].update(changed.values)
    for removed in found.removed:
        del office[removed.id]
    everything = [*office.values(), *map(dict, found.added)]

    for id_, row in mine.items():
        touched = {name: value for name, value in row.items() if base[id_][name] != value}
        if touched and any(row.values()):
            held = [office[id_]] if id_ in office else everything
            assert any(touched.items() <= stored.items() for stored in held)
    # What others stored and nobody here touched stands as they left it.
    for id_, row in theirs.items():
        if id_ not in base:
            assert office[id_] == row
