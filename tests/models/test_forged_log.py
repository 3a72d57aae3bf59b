"""Nobody puts into the log of a file what did not happen, or back into it what was erased."""

from collections.abc import Callable

import pytest
from peewee import DatabaseError

from mcsys_desktop.core import chain
from mcsys_desktop.models import audit, base, failures
from mcsys_desktop.services import history
from tests import make
from tests.conftest import Office

pytestmark = pytest.mark.parametrize("engine", ["sqlite"])  # on a server nobody may write it at all


def refused(forge: Callable[[], object]) -> None:
    """The rules say no; the log holds as it did."""
    with pytest.raises(DatabaseError, match=failures.FORBIDDEN), base.transaction():
        forge()
    assert history.verify() == []


def put(sql: str, *values: object) -> Callable[[], object]:
    return lambda: base.database.execute_sql(sql, values)


def test_no_link_is_put_behind_a_gap_or_beside_another(db: Office) -> None:
    make.customer()
    ((last, head),) = base.rows("SELECT seq, hash FROM audit_head")
    for seq in (last + 2, last + 1000):
        forged = chain.Link(seq, seq, 1, "bob", "", 0, chain.digest([]), head)
        refused(
            put(
                "INSERT INTO audit_act VALUES (?, ?, 1, 'bob', '', 0, ?, ?, ?)",
                *(seq, seq, forged.digest, head, chain.link_hash(forged)),
            )
        )


def test_no_row_is_put_into_another_act_or_tells_of_other_values(db: Office) -> None:
    made = make.customer()
    ((act,),) = base.rows("SELECT max(act) FROM audit_act")
    salt, detail = chain.salt(), chain.netstrings(("name", "Smit", "Jansen"))
    row = "INSERT INTO audit_row VALUES (?, {}, 'update', 'customer', ?, ?, 'name', ?)"

    def forge(of: str, told: str) -> None:
        cursor = base.database.execute_sql(
            "INSERT INTO audit_detail (salt, detail) VALUES (?, ?) RETURNING id", (salt, detail)
        )
        ((number,),) = cursor.fetchall()
        known = (number, made.id, made.id, chain.commitment(salt, told))
        base.database.execute_sql(row.format(of), known)

    refused(lambda: forge(str(act), detail))
    refused(lambda: forge("mcsys_act()", "4:name,-,3:Bob,"))
    ((first,),) = base.rows("SELECT min(id) FROM audit_row")
    refused(put(row.format("mcsys_act()"), first - 1, made.id, made.id, "0" * 64))


def test_what_was_erased_is_not_put_back(db: Office) -> None:
    made = make.customer("Xantippe Quist")
    ((number, salt, detail),) = base.rows(
        "SELECT d.id, d.salt, d.detail FROM audit_detail AS d JOIN audit_row AS r ON r.id = d.id"
        " WHERE r.table_name = 'customer'"
    )
    with base.transaction():
        assert audit.forget(made.id) == 1
    for put_back in (salt, detail), (chain.salt(), "4:name,-,3:Bob,"):
        refused(put("INSERT INTO audit_detail VALUES (?, ?, ?)", number, *put_back))
    with pytest.raises(DatabaseError, match=failures.FORBIDDEN):  # past transaction(): no act
        base.database.execute_sql("INSERT INTO audit_detail (salt, detail) VALUES ('', '')")
    assert "Quist" not in str(base.rows("SELECT detail FROM audit_detail"))
