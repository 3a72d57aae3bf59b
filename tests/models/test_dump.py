"""A dump holds all that an office holds, as one moment, in the same bytes on both engines."""

import json
from typing import Any

import pytest

from mcsys_desktop.models import base, catalogue, sqlcipher
from mcsys_desktop.models.dump import Totals, Unpacked, form, shape, snapshot
from mcsys_desktop.models.dump.form import Damaged
from mcsys_desktop.models.tables import TABLES
from tests import make
from tests.conftest import Office


def all_lines() -> list[bytes]:
    """The dump of the open office."""
    with snapshot() as taken:
        return list(taken.lines())


@pytest.fixture
def readable(db: Office) -> Office:
    """An office whose anna may read everything: what matters here is what is read."""
    if db.path is None:
        with db.administrator() as admin:
            admin.execute("GRANT SELECT ON ALL TABLES IN SCHEMA app TO mcsys_desk")
            admin.execute("GRANT SELECT ON ALL SEQUENCES IN SCHEMA app TO mcsys_desk")
    return db


def test_every_column_of_every_table_is_in_it(readable: Office) -> None:
    heads = [json.loads(line) for line in all_lines() if line.startswith(b'{"table"')]
    held = {(head["table"], column) for head in heads for column in head["columns"]}
    assert {head["table"] for head in heads} == {
        *(model._meta.table_name for model in TABLES),
        "customer_search",
    }
    found = catalogue.columns(catalogue.read(base.rows, shared=base.shared()))
    inner = ("customer_search_", "sqlite_", "audit_open")  # an index of the engine's; passing
    left_out = {
        (table, column)
        for table, column in found
        if (table, column) not in held and not table.startswith(inner)
    }
    series = ("customer_series", "quote_series")
    counters = {(name, column) for name in series for column in ("last", "one")}
    search = {("customer_search", "customer_search"), ("customer_search", "rank")}
    assert left_out <= counters | search


def test_what_is_in_it_adds_up_when_it_is_read(readable: Office) -> None:
    make.customer("Bakkerij", numbers=["0612345678"])
    with snapshot("sleutels") as taken:
        lines = list(taken.lines())
        totals = taken.totals()
    read = Unpacked(iter(lines))
    rows = {name: list(rows) for name, _columns, rows in read.tables()}
    assert read.totals == totals
    assert read.keys == "sleutels"
    assert read.head == taken.head
    assert read.ids["phone_number"] == 1
    assert read.series == {"customer": 1001, "quote": 1000}
    assert len(rows["customer"]) == 1
    assert totals.rows == sum(map(len, rows.values()))


def test_it_shows_one_moment_while_others_write(readable: Office, at_desk: Any) -> None:
    make.customer("Ervoor")
    before = all_lines()
    with snapshot() as taken:
        lines = taken.lines()
        seen = [next(lines) for _line in range(3)]
        at_desk(make.customer, "Ertussen")
        seen += lines
    assert _rows(seen) == _rows(before)
    assert b"Ertussen" in b"".join(all_lines())


def _rows(lines: list[bytes]) -> list[bytes]:
    return [line for line in lines if line.startswith((b"[", b'{"rows"'))]


def test_a_snapshot_that_is_left_early_leaves_nothing_open(readable: Office) -> None:
    with snapshot() as taken:
        next(taken.lines())
    make.customer("En daarna gaat het werk gewoon door")


@pytest.mark.parametrize("engine", ["sqlite"])
def test_a_table_that_no_model_stands_for_is_not_left_out_in_silence(office: Office) -> None:
    assert office.path is not None
    connection = sqlcipher.connect(office.path)
    try:
        connection.execute("CREATE TABLE diary (id INTEGER PRIMARY KEY, page TEXT) STRICT")
        with pytest.raises(RuntimeError, match="diary"):
            shape.tables(lambda sql, values: sqlcipher.rows(connection, sql), shared=False)
        connection.execute("DROP TABLE diary")
        connection.execute("ALTER TABLE customer ADD COLUMN weight REAL")
        with pytest.raises(RuntimeError, match=r"customer\.weight"):
            shape.tables(lambda sql, values: sqlcipher.rows(connection, sql), shared=False)
    finally:
        connection.close()


@pytest.mark.parametrize("engine", ["postgres"])
def test_who_may_not_read_everything_gets_no_half_of_it(db: Office) -> None:
    from mcsys_desktop.core.errors import UserError

    with pytest.raises(UserError), snapshot() as taken:
        list(taken.lines())
    make.customer("De verbinding doet het nog")


def test_the_form_of_a_line_is_fixed() -> None:
    assert form.line([1, None, 'a"\\\n\u2028é🙂\x07']) == (
        b'[1,null,"a\\"\\\\\\n\xe2\x80\xa8\xc3\xa9\xf0\x9f\x99\x82\\u0007"]\n'
    )
    one = form.Sum()
    one.add(b"[1]\n")
    assert form.total({"a": one}, 7, "h") == Totals(
        {"a": "acc07b62f23f458923737c4cd4a66bd05d1e71eb4f384003baaf2dcc760d6349"},
        1,
        "c006554dece984f0267b8c65a23000e0676cc31ecb51c9778c6c506cbe752a64",
        7,
        "h",
    )


@pytest.mark.parametrize(
    "line", [b"[1.5]\n", b"[true]\n", b"[[1]]\n", b"[NaN]\n", b"[1,2]\n", b"{}\n", b"\xff\n"]
)
def test_a_row_of_anything_else_is_damaged(line: bytes) -> None:
    with pytest.raises(Damaged):
        form.read_row(line, 1)


def test_a_line_without_end_takes_no_more_than_its_share_of_memory() -> None:
    with pytest.raises(Damaged):
        for _line in form.lines(bytes(1 << 20) for _chunk in range(1000)):
            pass
