"""Pages between keys: no row is lost or seen twice, whatever others do meanwhile."""

import random
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from mcsys_desktop.core import clock
from mcsys_desktop.models import base
from mcsys_desktop.models.calls import Call
from mcsys_desktop.models.customers import Customer, CustomerKind, Standing
from mcsys_desktop.services import customers, keyset, tags
from mcsys_desktop.services.customers import many, tables
from mcsys_desktop.services.customers.tables import CustomerLine, Sought
from mcsys_desktop.services.keyset import Key, Order
from tests import make
from tests.conftest import Office

EVERYBODY = Sought()
CITIES = ("Zwolle", "'s-Hertogenbosch", "Één", "De Bilt")
NAMES = (
    "de Vries",
    "Étienne",
    "Ångström",
    "van der Wal",
    "Zwart",
    "abc",
    "ABC",
    "1e Hulp",
    "de Vries",
)


def _fill(count: int = 60) -> None:
    chance = random.Random(4)  # the same office at each run
    with base.transaction():
        tag_ids = [make_tag(name) for name in ("Zorg", "apen", "Élan")]
        for number in range(count):
            kind = chance.choice(list(CustomerKind))
            made = customers.create(
                customers.CustomerDraft(
                    kind=kind,
                    company_name=NAMES[number % len(NAMES)]
                    if kind is CustomerKind.BUSINESS
                    else "",
                    surname=NAMES[number % len(NAMES)],
                )
            )
            row = Customer.get_by_id(made)
            row.standing = chance.choice(list(Standing))
            row.save()
            _tell(made, chance, tag_ids)


def _tell(customer_id: int, chance: random.Random, tag_ids: Sequence[int]) -> None:
    """Some of what a customer may have, of few different values."""
    if chance.random() < 0.7:
        postcode = chance.choice(("3811 AH", "1011 AB"))
        customers.add_address(customer_id, postcode=postcode, city=chance.choice(CITIES))
    if chance.random() < 0.7:
        customers.add_number(
            customer_id, chance.choice(("033 461 20 45", "06 1234 5678", "toestel 3"))
        )
    if chance.random() < 0.7:
        customers.add_email(customer_id, chance.choice(("a@x.example", "B@x.example")))
    if chance.random() < 0.7:
        tags.put(customer_id, chance.choice(tag_ids))
    if chance.random() < 0.7:
        Call(rang_at=clock.now(), customer=customer_id).save()


def _whole(order: Order, every: int, sought: Sought = EVERYBODY) -> list[CustomerLine]:
    """The list, stretch by stretch."""
    starts, size = tables.keys(sought, order, every)
    stretches = [_stretch(order, start, end, sought) for start, end in _bounds(starts)]
    assert [len(one) for one in stretches[:-1]] == [every] * (len(stretches) - 1)
    assert not stretches or len(stretches[-1]) == size
    return [line for one in stretches for line in one]


def _bounds(starts: Sequence[Key]) -> list[tuple[Key | None, Key | None]]:
    return list(zip(starts, [*starts[1:], None], strict=False))


def _stretch(
    order: Order, start: Key | None, end: Key | None, sought: Sought = EVERYBODY
) -> list[CustomerLine]:
    return tables.between(sought, order, start, end, 1000)


@pytest.mark.parametrize("name", tables.ORDERS)
@pytest.mark.parametrize("descending", [False, True])
def test_sorting_by_a_column_is_what_python_makes_of_it(
    db: Office, name: str, descending: bool
) -> None:
    _fill()
    order = tables.order(name, descending=descending)
    shown = _whole(order, 7)

    def bytewise(line: CustomerLine) -> tuple[bool, Any, int]:
        value, id_ = tables.key(line)
        said = value != order.nothing or order.nothing is None
        return said is descending, (value.encode() if isinstance(value, str) else value), id_

    assert len(shown) == 60
    assert shown == sorted(shown, key=bytewise, reverse=descending)
    assert len({tables.key(line) for line in shown}) == 60


@pytest.mark.parametrize("descending", [False, True])
def test_who_has_nothing_in_a_column_stands_behind_all_others(db: Office, descending: bool) -> None:
    _fill()
    shows: dict[str, Callable[[CustomerLine], Any]] = {
        "place": lambda line: line.place,
        "postcode": lambda line: line.postcode,
        "phone": lambda line: line.phone,
        "email": lambda line: line.email,
        "tags": lambda line: line.tags,
        "last_contact": lambda line: line.last_contact,
    }
    assert {*shows, "number", "name", "kind", "standing", "changed"} == set(tables.ORDERS)
    for name, shown in shows.items():
        said = [bool(shown(line)) for line in _whole(tables.order(name, descending=descending), 7)]
        assert said == sorted(said, reverse=True), name
        assert 5 < sum(said) < 55, name


@pytest.mark.parametrize("name", tables.ORDERS)
def test_stretches_hold_the_same_rows_read_from_either_end(db: Office, name: str) -> None:
    _fill()
    order = tables.order(name)
    starts, _size = tables.keys(EVERYBODY, order, 7)
    forward = [line.id for start, end in _bounds(starts) for line in _stretch(order, start, end)]
    backward: list[int] = []
    for start, end in reversed(_bounds(starts)):
        backward[:0] = [line.id for line in _stretch(order, start, end)]
    assert forward == backward


@pytest.mark.parametrize("name", tables.ORDERS)
def test_no_row_is_lost_or_doubled_while_others_come_and_go(db: Office, name: str) -> None:
    _fill()
    order = tables.order(name)
    starts, _size = tables.keys(EVERYBODY, order, 7)
    stay = {line.id for line in _whole(order, 7)}
    chance = random.Random(11)
    seen: list[int] = []
    halves = [_bounds(starts)[4:], _bounds(starts)[:4][::-1]]  # down from the middle, then up
    for start, end in [*halves[0], *halves[1]]:
        seen += [line.id for line in _stretch(order, start, end)]
        gone = chance.choice(sorted(stay))
        many.archive([gone])  # also one at which a stretch begins
        stay.discard(gone)
        make.customer(chance.choice(NAMES))
    assert len(seen) == len(set(seen))
    assert stay <= set(seen)


def test_a_key_whose_row_is_gone_still_parts_the_list(db: Office) -> None:
    _fill(20)
    order = tables.order("name")
    starts, _size = tables.keys(EVERYBODY, order, 5)
    many.archive([id_ for _value, id_ in starts])
    left = [line.id for start, end in _bounds(starts) for line in _stretch(order, start, end)]
    assert left == [line.id for line in _whole(order, 100)]
    assert len(left) == 16
    assert [tables.counted(EVERYBODY, order, start, end) for start, end in _bounds(starts)] == [
        4,
        4,
        4,
        4,
    ]


def test_an_empty_list_has_no_keys(db: Office) -> None:
    assert tables.keys(EVERYBODY, tables.order("name"), 5) == ([], 0)


def test_every_order_has_an_index_that_ends_in_the_id(db: Office) -> None:
    """Without one each page would sort the whole list."""
    _fill(3)
    for name, order in tables.ORDERS.items():
        query = tables._sought(EVERYBODY, order, Customer.id)
        for part in keyset.between(query, order, None, None, 200):
            sql, given = part.sql()
            how = "EXPLAIN" if base.shared() else "EXPLAIN QUERY PLAN"
            if base.shared():
                base.database.execute_sql("SET enable_sort = off")
                base.database.execute_sql("SET enable_seqscan = off")
                base.database.execute_sql("SET enable_incremental_sort = off")
            plan = " ".join(str(row) for row in base.rows(f"{how} {sql}", given))
            assert "TEMP B-TREE" not in plan, (name, plan)
            assert "Sort " not in plan or name in ("name", "number"), (name, plan)
            assert "customer_" in plan, (name, plan)


def test_filters_find_whom_they_should_and_nobody_else(db: Office) -> None:
    with_all = make.customer(
        "Bakker", numbers=["033 461 20 45"], city="Soest", kind=CustomerKind.BUSINESS
    )
    bare = make.customer("Jansen", kind=CustomerKind.PRIVATE)
    with base.transaction():
        customers.add_email(with_all.id, "info@bakker.example")
        old = Customer.get_by_id(bare.id)
        old.standing, old.imported_key = Standing.PROSPECT, "77"
        old.save()
    tag_id = make_tag("Onderhoud")
    assert many.tag([with_all.id], tag_id) == [with_all.id]
    assert many.tag([with_all.id], tag_id) == []
    away = make.customer("Weg")
    assert many.archive([away.id]) == [away.id]

    def found(**asked: Any) -> set[int]:
        return {line.id for line in _whole(tables.order("name"), 50, Sought(**asked))}

    assert found() == {with_all.id, bare.id}
    assert found(kind="business") == {with_all.id}
    assert found(standing="prospect") == {bare.id}
    assert found(tag=tag_id) == {with_all.id}
    assert found(place="Soest") == {with_all.id}
    assert found(no_number=True) == {bare.id}
    assert found(no_email=True) == {bare.id}
    assert found(imported=True) == {bare.id}
    assert found(changed_since=clock.today()) == {with_all.id, bare.id}
    assert found(archived="only") == {away.id}
    assert found(archived="also") == {with_all.id, bare.id, away.id}
    assert found(text="bakk", kind="private") == set()
    assert many.untag([with_all.id, bare.id], tag_id) == [with_all.id]
    assert found(tag=tag_id) == set()


def test_a_line_says_all_that_the_table_shows(db: Office) -> None:
    who = make.customer("Bakker", numbers=["033 461 20 45", "06 1234 5678"], city="Soest")
    with base.transaction():
        customers.add_email(who.id, "info@bakker.example")
        rang = clock.now()
        Call(rang_at=rang, customer=who.id).save()
    many.tag([who.id], make_tag("Zorg"))
    many.tag([who.id], make_tag("Apen"))
    (line,) = tables.between(EVERYBODY, tables.order("name"), None, None, 10)
    assert (line.name, line.place, line.phone, line.email) == (
        "Bakker",
        "Soest",
        "033 461 20 45",
        "info@bakker.example",
    )
    assert line.tags == ("Apen", "Zorg")
    assert line.last_contact == rang
    assert line.number > 0
    assert tables.places() == ["Soest"]


def make_tag(name: str) -> int:
    from mcsys_desktop.models.tags import Tag

    with base.transaction():
        tag = Tag(name=name)
        tag.save()
    return int(tag.id)
