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
        got = [names[found] for found in found_by(typed)]
        if sorted(got) != sorted(expected):
            wrong.append((typed, got))
    assert wrong == []


def found_by(typed: str) -> list[int]:
    return [one.id for one in search.find(text.fold(typed).split())]


def test_a_candidate_says_what_its_rank_depends_on(people: dict[str, int]) -> None:
    (bakery,) = search.find(["bakker"])
    assert bakery.id == people["vries"]
    assert (bakery.name, bakery.kind) == ("Bakkerij De Vries", CustomerKind.BUSINESS)
    assert bakery.sort_key == Customer.get_by_id(bakery.id).sort_key
    assert bakery.text.startswith("bakkerij de vries\n")
    assert search.texts([bakery.id]) == [bakery]


def test_nobody_comes_twice_and_no_more_than_can_be_ranked(people: dict[str, int]) -> None:
    wanted = Customer.get_by_id(people["vries"])
    found = search.find(["ede"], wanted.sort_key[:5], wanted.number)
    assert sorted(one.id for one in found) == sorted({one.id for one in found})
    assert len(search.find(["ede"], limit=2)) == 2


def test_a_name_is_found_by_its_sound_and_only_by_a_whole_one(people: dict[str, int]) -> None:
    assert [one.id for one in search.find_alike([["bekkerij", " PKR "]])] == [people["vries"]]
    assert search.find_alike([[" PK "]]) == []
    assert [one.id for one in search.find_alike([[" PKR "], ["ede"]])] == [people["vries"]]
    assert search.find_alike([[" PKR "], ["zzz"]]) == []
    assert search.find_alike([]) == []
    assert search.find(["pkr"]) == [], "what is typed is never taken for a sound"


def test_texts_of_an_older_program_can_be_told(people: dict[str, int]) -> None:
    assert search.without_sounds(10) == []
    with base.transaction():
        search.put(people["vries"], "bakkerij de vries\nede")
    assert search.without_sounds(10) == [people["vries"]]


def test_what_was_replaced_or_removed_is_not_found(people: dict[str, int]) -> None:
    with base.transaction():
        search.put(people["vries"], "slagerij bakker")
        search.remove(people["jansen"])
    assert found_by("vries") == []
    assert found_by("slager") == [people["vries"]]
    assert found_by("jansen") == []


def test_archived_and_merged_customers_are_left_out(people: dict[str, int]) -> None:
    with base.transaction():
        gone = Customer.get_by_id(people["vries"])
        gone.archived_at = clock.now()
        gone.save()
        merged = Customer.get_by_id(people["percent"])
        merged.merged_into = people["quote"]
        merged.save()
    assert found_by("ede") == [people["quote"]]
    assert found_by("ka") == found_by("ba") == []


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
