"""What migrations built is what the models say, and every column says whose data it is."""

from pathlib import Path

import pytest
from peewee import Model

from mcsys_desktop.models import (
    address,
    base,
    catalogue,
    privacy,
    rules,
    rules_postgres,
    rules_sqlite,
    sqlcipher,
    structure,
    upgrade_server,
)
from mcsys_desktop.models.base import Access, Record
from mcsys_desktop.models.tables import RECORDS, TABLES
from mcsys_desktop.models.versions import SCHEMA
from tests.conftest import MIGRATOR, Office


def test_a_migrated_office_has_the_catalogue_of_a_fresh_one(office: Office, tmp_path: Path) -> None:
    migrated = office.catalogue()
    fresh = _fresh_file(tmp_path) if office.path else _fresh_schema(office)
    assert catalogue.difference(migrated, fresh) == []
    assert len(migrated) > 150


def test_a_catalogue_shows_what_somebody_changed_by_hand(office: Office) -> None:
    before = office.catalogue()
    if office.path:
        with sqlcipher.connect(office.path) as connection:
            connection.execute("DROP TRIGGER call_delete_guard")
            connection.execute('ALTER TABLE customer ADD COLUMN "shoe_size" INTEGER')
        connection.close()
        expected = ["column customer.shoe_size", "trigger call_delete_guard"]
    else:
        with office.administrator() as admin:
            admin.execute("ALTER TABLE app.call ALTER COLUMN note DROP NOT NULL")
            admin.execute("GRANT DELETE ON app.customer TO mcsys_desk")
            admin.execute("GRANT UPDATE (created_by) ON app.customer TO mcsys_desk")
            admin.execute("ALTER TABLE app.call DISABLE TRIGGER b_row")
            admin.execute("ALTER FUNCTION app.customer_row() RESET search_path")
        expected = [
            "column call.note",
            "column customer.created_by",
            "function app.customer_row()",
            "table customer",
            "trigger call.b_row",
        ]
    changed = catalogue.difference(before, office.catalogue())
    assert [line.split(": ")[0] for line in changed] == expected


def test_every_column_in_the_database_declares_whose_data_it_holds(db: Office) -> None:
    undeclared = [
        f"{table}.{column}"
        for table, column in catalogue.columns(catalogue.read(base.rows, shared=base.shared()))
        if _declaration(table, column) is None
    ]
    assert undeclared == []


@pytest.mark.parametrize("engine", ["sqlite"])
def test_a_column_without_a_declaration_is_noticed(office: Office) -> None:
    assert office.path is not None
    with sqlcipher.connect(office.path) as connection:
        connection.execute("ALTER TABLE customer ADD COLUMN shoe_size INTEGER")
        connection.execute("CREATE TABLE diary (page TEXT)")
    connection.close()
    found = catalogue.columns(office.catalogue())
    assert [c for c in found if _declaration(*c) is None] == [
        ("customer", "shoe_size"),
        ("diary", "page"),
    ]


def test_every_record_says_who_may_touch_it_and_whose_data_it_is() -> None:
    assert set(_subclasses(Record)) == set(RECORDS), "a table is missing from tables.py"
    for model in RECORDS:
        own = vars(model)
        assert isinstance(own.get("access"), Access), f"{model.__name__} has no Access"
        assert isinstance(own.get("subject"), str), f"{model.__name__} has no subject"
        assert set(model.guards) <= set(rules.GUARDS)
        for column in [*model.formats, *model.clock_fills, *filter(None, [model.series])]:
            assert column in model._meta.columns


def test_every_word_of_a_choice_fits_its_column() -> None:
    too_long = [
        word
        for table in rules.of_models(TABLES)
        for words in table.words.values()
        for word in words
        if len(word) > 20
    ]
    assert too_long == []


@pytest.mark.parametrize("engine", ["postgres"])
def test_nobody_who_logs_in_owns_anything_and_every_function_pins_its_path(
    office: Office,
) -> None:
    with office.administrator() as admin:
        owners = admin.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner"
            " WHERE c.relnamespace = 'app'::regnamespace AND r.rolname <> 'mcsys_owner'"
        ).fetchall()
        assert owners == []
        functions = admin.execute(
            "SELECT p.proname, p.prosecdef, p.proconfig,"
            " has_function_privilege('public', p.oid, 'EXECUTE'), r.rolname FROM pg_proc p"
            " JOIN pg_roles r ON r.oid = p.proowner"
            " WHERE p.pronamespace = 'app'::regnamespace"
        ).fetchall()
        assert len(functions) > 5
        for name, definer, settings, open_to_all, owner in functions:
            assert definer, name
            assert settings == ["search_path=pg_catalog, pg_temp"], name
            assert not open_to_all, name
            assert owner == "mcsys_owner", name
        (can_log_in,) = admin.execute(
            "SELECT count(*) FROM pg_roles WHERE rolname ~ '^mcsys_' AND rolcanlogin"
        ).fetchone() or (None,)
        assert can_log_in == 0


def _declaration(table: str, column: str) -> privacy.Declaration | None:
    models: dict[str, type[Model]] = {model._meta.table_name: model for model in TABLES}
    if table in models:
        field = models[table]._meta.columns.get(column)
        return None if field is None else privacy.declared(field)
    return privacy.WITHOUT_MODEL.get(table)


def _subclasses(model: type[Record]) -> list[type[Record]]:
    direct = model.__subclasses__()
    return direct + [found for child in direct for found in _subclasses(child)]


def _fresh_file(folder: Path) -> catalogue.Catalogue:
    connection = sqlcipher.connect(folder / "fresh.db", create=True)
    connection.install("anna", SCHEMA)
    spoken = base.open_database(address.parse(address.of_file(folder / "fresh.db")))
    for statement in structure.statements(spoken, shared=False):
        connection.execute(statement)
    for statement in rules_sqlite.create(rules.of_models(TABLES)):
        connection.execute(statement)
    try:
        return catalogue.read(lambda sql: sqlcipher.rows(connection, sql), shared=False)
    finally:
        connection.close()


def _fresh_schema(office: Office) -> catalogue.Catalogue:
    """In the same database, after what migrations made is thrown away."""
    spoken = base.open_database(address.parse(office.url))
    owner = address.parse(office.login(MIGRATOR))
    with upgrade_server.opened(owner, office.password, SCHEMA) as run:
        for statement in rules_postgres.drop():
            run(statement, ())
        for kind, name in run(
            "SELECT CASE relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END, relname FROM pg_class"
            " WHERE relnamespace = 'app'::regnamespace AND relkind IN ('r', 'S')"
            " AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = pg_class.oid"
            " AND d.deptype = 'i')",
            (),
        ):
            run(f"DROP {kind} {name} CASCADE", ())
        for statement in structure.statements(spoken, shared=True):
            run(statement, ())
        for statement in rules_postgres.create(rules.of_models(TABLES)):
            run(statement, ())
    return office.catalogue()
