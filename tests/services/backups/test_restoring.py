"""A whole office comes back, on either engine, as it was; or nothing at all does."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.models import address as addresses
from mcsys_desktop.models import base, catalogue, migrations, sqlcipher, upgrade, versions
from mcsys_desktop.models.customers import Customer, PhoneNumber
from mcsys_desktop.models.dump import rebuilding
from mcsys_desktop.models.fields import microseconds
from mcsys_desktop.models.tables import TABLES
from mcsys_desktop.services import backups, history, invoices
from mcsys_desktop.services.backups import Keys, Made, Wanted
from mcsys_desktop.services.queries import tuples
from tests import billing, make
from tests.conftest import PASSWORD, Office, _administrator
from tests.models.newer import NEXT
from tests.services.backups.conftest import KEEPER, Inside

Place = Callable[[], str]


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """All rows of the open office, through the models: another road than a dump takes."""
    held = {}
    for model in TABLES:
        fields = sorted(model._meta.sorted_fields, key=lambda field: field.column_name)
        query = model.select(*fields).order_by(model._meta.primary_key)
        held[model._meta.table_name] = [tuple(map(_plain, row)) for row in tuples(query)]
    key = "customer_id" if base.shared() else "rowid"
    held["customer_search"] = base.rows(f"SELECT {key}, text FROM customer_search ORDER BY 1")  # noqa: S608
    return held


def _plain(value: Any) -> Any:
    if hasattr(value, "utcoffset"):
        return microseconds(value)
    return int(value) if isinstance(value, bool) else value


def backed_up(inside: Inside, url: str, login: str, shelf: Path, keys: Keys) -> Made:
    """A backup of the office at ``url``."""
    with inside(url, login):
        return backups.make(shelf, keys.recipients)


def without_log(held: dict[str, Any]) -> dict[str, Any]:
    """All but what making and restoring backups adds by itself."""
    own = ("backup", "audit_act", "audit_row", "audit_detail", "audit_head")
    return {name: rows for name, rows in held.items() if name not in own}


def as_login(url: str, login: str) -> str:
    """The same office for somebody else."""
    return url if url.startswith("sqlite") else addresses.parse(url).as_login(login).url


def test_an_office_moves_to_a_server_and_back_with_every_row_as_it_was(
    engine: str,
    lived_in: Office,
    keys: Keys,
    shelf: Path,
    inside: Inside,
    keeper: str,
    new_file: Place,
    empty_server: Place,
) -> None:
    with inside(login=KEEPER):
        original = everything()
    at, said = lived_in.login(KEEPER), []
    hops = [empty_server, new_file] if engine == "sqlite" else [new_file, empty_server]
    for hop in hops:
        made = backed_up(inside, at, KEEPER, shelf, keys)
        url = hop()
        password = "" if url.startswith("sqlite") else PASSWORD
        wanted = Wanted(password, plain=url.startswith("sqlite"))
        done = backups.restore(made.path, url, [keys.envelope], wanted)
        assert done.totals == made.totals, "row hashes, and where the chain ended"
        at = as_login(url, KEEPER)
        said.append(done)
        with inside(at, KEEPER):
            found = everything()
            assert without_log(found) == without_log(original)
            for name in ("audit_act", "audit_row", "audit_detail"):
                assert found[name][: len(original[name])] == original[name]
            assert history.verify() == []
            assert "restore" in found["audit_row"][-1]
            make.customer("Na het terugzetten")  # and the office works
            assert invoices.flaws() == []
            number = billing.final(billing.customer()).number
            assert number.endswith(f"-0000{len(said) + 1}"), "numbers go on where they were"
            assert history.verify() == []
            original = everything()
    # Row hashes of both engines are the same text: the tables that nothing was added to.
    for name in ("colleague", "person", "call", "call_report", "request", "schema_history"):
        assert len({done.totals.tables[name] for done in said}) == 1


def test_no_key_and_no_number_is_given_twice(
    keeping: Office, keys: Keys, shelf: Path, inside: Inside, new_file: Place, empty_server: Place
) -> None:
    ((highest,),) = base.rows("SELECT max(row_id) FROM audit_row WHERE table_name = 'phone_number'")
    last = Customer.select().order_by(Customer.id.desc()).first()
    assert PhoneNumber.select().where(PhoneNumber.id == highest).count() == 0, "it was deleted"
    made = backups.make(shelf, keys.recipients)
    base.disconnect()
    for url in (new_file(), empty_server()):
        shared = not url.startswith("sqlite")
        wanted = Wanted(PASSWORD if shared else "", plain=not shared)
        backups.restore(made.path, url, [keys.owner], wanted)
        with inside(as_login(url, "anna")):
            new = make.customer("Nieuw", numbers=["0203333333"])
            assert new.id > last.id
            assert new.number > last.number
            assert PhoneNumber.get(PhoneNumber.customer == new).id > highest
            assert history.verify() == []


def test_a_restored_office_has_the_rules_of_a_new_one(
    keeping: Office,
    keys: Keys,
    shelf: Path,
    new_file: Place,
    empty_server: Place,
    sqlite_template: Path,
    postgres_template: str,
) -> None:
    made = backups.make(shelf, keys.recipients)
    base.disconnect()
    url = new_file()
    backups.restore(made.path, url, [keys.owner], Wanted(plain=True))
    path = addresses.parse(url).path
    assert path is not None
    assert catalogue.difference(_of_file(path), _of_file(sqlite_template)) == []
    url = empty_server()
    backups.restore(made.path, url, [keys.owner], Wanted(PASSWORD))
    there = _of_server(addresses.parse(url).database)
    assert catalogue.difference(there, _of_server(postgres_template)) == []


def _of_file(path: Path) -> dict[str, str]:
    connection = sqlcipher.connect(path)
    try:
        return catalogue.read(lambda sql: sqlcipher.rows(connection, sql), shared=False)
    finally:
        connection.close()


def _of_server(name: str) -> dict[str, str]:
    with _administrator(name) as admin:
        found = catalogue.read(lambda sql: admin.execute(sql.encode()).fetchall(), shared=True)
    found.pop("database it")  # who may connect to it is not copied with a template
    return found


def test_what_is_there_already_is_never_touched(
    keeping: Office, keys: Keys, shelf: Path, tmp_path: Path, empty_server: Place
) -> None:
    made = backups.make(shelf, keys.recipients)
    base.disconnect()
    taken = tmp_path / "taken.db"
    taken.write_bytes(b"")
    with pytest.raises(UserError, match="already"):
        backups.restore(made.path, addresses.of_file(taken), [keys.owner], Wanted(plain=True))
    assert taken.read_bytes() == b""
    url = empty_server()
    backups.restore(made.path, url, [keys.owner], Wanted(PASSWORD))
    before = _of_server(addresses.parse(url).database)
    with pytest.raises(UserError, match="already"):
        backups.restore(made.path, url, [keys.owner], Wanted(PASSWORD))
    assert _of_server(addresses.parse(url).database) == before


def test_a_restore_that_fails_at_its_last_step_leaves_nothing(
    keeping: Office,
    keys: Keys,
    shelf: Path,
    tmp_path: Path,
    new_file: Place,
    empty_server: Place,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = backups.make(shelf, keys.recipients)
    base.disconnect()

    def flawed(*_ask: object) -> list[history.Flaw]:
        return [history.Flaw(2, "Proef.")]

    monkeypatch.setattr(history, "verify", flawed)
    before = sorted(tmp_path.iterdir())
    with pytest.raises(UserError, match=r"changed by hand: Proef\."):
        backups.restore(made.path, new_file(), [keys.owner], Wanted(plain=True))
    chosen = Wanted("dakgoot pinguin vlieger kalebas")
    with pytest.raises(UserError):
        backups.restore(made.path, new_file(), [keys.owner], chosen)
    assert sorted(tmp_path.iterdir()) == before
    url = empty_server()
    with pytest.raises(UserError, match="changed by hand"):
        backups.restore(made.path, url, [keys.owner], Wanted(PASSWORD))
    with _administrator(addresses.parse(url).database) as admin:
        assert admin.execute("SELECT to_regclass('app.schema_meta')").fetchone() == (None,)
    wanted = Wanted(plain=True, changed_history=True)
    backups.restore(made.path, new_file(), [keys.owner], wanted)


def test_a_backup_of_an_older_version_is_upgraded_on_the_way(
    keeping: Office,
    keys: Keys,
    shelf: Path,
    inside: Inside,
    new_file: Place,
    empty_server: Place,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = backups.make(shelf, keys.recipients)
    base.disconnect()
    monkeypatch.setattr(rebuilding, "MIGRATIONS", (*migrations.MIGRATIONS, NEXT))
    monkeypatch.setattr(rebuilding, "SCHEMA", NEXT.NUMBER)
    for url in (new_file(), empty_server()):
        plain = url.startswith("sqlite")
        backups.restore(
            made.path, url, [keys.owner], Wanted("" if plain else PASSWORD, plain=plain)
        )
        with inside(as_login(url, "anna")):
            assert base.state().version == NEXT.NUMBER
            assert Customer.select().first().notes == "opgewaardeerd"
            assert history.verify() == []


@pytest.mark.parametrize("engine", ["sqlite"])
def test_a_backup_from_before_there_was_a_log_comes_back_too(
    tmp_path: Path,
    keys: Keys,
    shelf: Path,
    inside: Inside,
    new_file: Place,
    empty_server: Place,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The first version: no table of backups, no chain. On a server it gave the same stream."""
    path = tmp_path / "first.db"
    with monkeypatch.context() as first:
        first.setattr(upgrade, "MIGRATIONS", migrations.MIGRATIONS[:1])
        first.setattr(upgrade, "lay_rules", lambda run, shared: None)
        upgrade.create(addresses.of_file(path), author="anna")
    connection = sqlcipher.connect(path)
    connection.install("anna", 1)
    connection.execute(
        "INSERT INTO colleague (login, name, extension) VALUES ('anna', 'Anna', '12')"
    )
    connection.close()
    with inside(addresses.of_file(path)):
        assert not base.state().writable, "an office that must be upgraded can be read, and so kept"
        from mcsys_desktop.models.dump import snapshot
        from mcsys_desktop.services.backups import packing

        file = shelf / "first.age"
        with snapshot() as taken, file.open("wb") as opened:
            packing.pack(taken.lines(), opened, keys.recipients)
    for url in (new_file(), empty_server()):
        plain = url.startswith("sqlite")
        backups.restore(file, url, [keys.owner], Wanted("" if plain else PASSWORD, plain=plain))
        with inside(as_login(url, "anna")):
            assert base.state().version == versions.SCHEMA
            assert base.rows("SELECT login, may FROM colleague")[0][0] == "anna"
            assert history.last_link().seq == 1
            assert history.verify() == []


def test_a_backup_of_a_newer_program_is_refused_in_words(
    keeping: Office, keys: Keys, shelf: Path, new_file: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = backups.make(shelf, keys.recipients)
    base.disconnect()
    monkeypatch.setattr(rebuilding, "SCHEMA", versions.SCHEMA - 1)
    with pytest.raises(UserError, match="newer version"):
        backups.restore(made.path, new_file(), [keys.owner], Wanted(plain=True))
