"""Finding customers by what they are searched for, the same on both engines."""

import pytest

from mcsys_desktop.core import clock, text
from mcsys_desktop.models import audit, base, search, sqlcipher
from mcsys_desktop.models.customers import Customer, CustomerKind
from tests import make
from tests.conftest import Office

FOUND = [
    ("vries", ["vries"]),
    ("BAKKER", ["vries"]),
    ("ries ede", ["vries"]),
    ("461", ["vries"]),
    ("ayse", ["jansen"]),
    ("100%", ["percent"]),
    ("katoen_wol", ["percent"]),
    ("katoen%wol", []),
    ("kat__n", []),
    ("% ede", ["percent"]),
    ("_ ede", ["percent"]),
    ("\\ ede", ["percent"]),
    ('"huis"', ["quote"]),
    ("o'neill", ["quote"]),
    ("ede", ["vries", "percent", "quote"]),
    ("ede NOT vries", []),
    ("ede*", []),
    ("vries OR jansen", []),
    ("ja", ["jansen"]),
    ("vr", []),
    ("", []),
    ("zzz", []),
]


@pytest.fixture
def people(db: Office) -> dict[str, int]:
    """A few customers and their ids."""
    return {
        "vries": make.customer("Bakkerij De Vries", numbers=["033 461 20 45"], city="Ede").id,
        "jansen": make.customer("Ayşe Jansen", kind=CustomerKind.PRIVATE, city="Veenendaal").id,
        "percent": make.customer("100% Katoen_wol \\ Co", city="Ede").id,
        "quote": make.customer('Het "Huis" O\'Neill', city="Ede").id,
    }


def test_a_customer_is_found_by_every_part_of_its_text(people: dict[str, int]) -> None:
    names = {found: name for name, found in people.items()}
    wrong = []
    for typed, expected in FOUND:
        got = [names[found] for found in search.find(text.fold(typed).split())]
        if sorted(got) != sorted(expected):
            wrong.append((typed, got))
    assert wrong == []


def test_found_customers_stand_in_the_order_of_the_list(people: dict[str, int]) -> None:
    ids = search.find(["ede"])
    keys = [Customer.get_by_id(found).sort_key for found in ids]
    assert keys == sorted(keys)
    assert search.find(["ede"], limit=2) == ids[:2]


def test_what_was_replaced_or_removed_is_not_found(people: dict[str, int]) -> None:
    with base.transaction():
        search.put(people["vries"], "slagerij bakker")
        search.remove(people["jansen"])
    assert search.find(["vries"]) == []
    assert search.find(["slager"]) == [people["vries"]]
    assert search.find(["jansen"]) == []


def test_archived_and_merged_customers_are_left_out(people: dict[str, int]) -> None:
    with base.transaction():
        gone = Customer.get_by_id(people["vries"])
        gone.archived_at = clock.now()
        gone.save()
        merged = Customer.get_by_id(people["percent"])
        merged.merged_into = people["quote"]
        merged.save()
    assert search.find(["ede"]) == [people["quote"]]


@pytest.mark.parametrize("engine", ["postgres"])
def test_a_server_finds_through_the_index(people: dict[str, int]) -> None:
    with base.transaction():
        base.database.execute_sql("SET LOCAL enable_seqscan = off")
        plan = base.rows(
            "EXPLAIN SELECT customer_id FROM customer_search WHERE text LIKE '%%vri%%'"
        )
    assert any("customer_search_text" in line for (line,) in plan)


@pytest.mark.parametrize("engine", ["sqlite"])
def test_a_removed_text_leaves_no_letters_in_the_file(db: Office) -> None:
    assert db.path is not None
    made = make.customer("Xylofoonbouwer Quist")
    with base.transaction():
        search.put(made.id, "iets anders")
        made.name, made.sort_key = "[gewist]", "gewist"
        made.save()
        audit.forget(made.id)
    base.database.close()
    base.database.close_all()
    connection = sqlcipher.connect(db.path)
    sqlcipher.rows(connection, "PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    left = db.path.read_bytes().lower()
    assert b"iets anders" in left
    for remains in (b"xylofoon", b"quist", b"xyl", b"qui"):
        assert remains not in left
    base.database.connect()
