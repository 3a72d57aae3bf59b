"""The check notices each thing that somebody could have changed, and says how to mend it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from mcsys_desktop.models.base import Group
from mcsys_desktop.services import offices, servers
from mcsys_desktop.services.servers.findings import Finding
from mcsys_desktop.services.servers.preparing import Prepared
from tests.servers import DATABASE, OwnServer
from tests.services.servers.test_preparing import NEW, profile


def found_on(server: OwnServer) -> dict[str, Finding]:
    """What the check on the server finds, but for the key that the tests leave there."""
    found = servers.check_on_server(server.local, newest={})
    return {finding.key: finding for finding in found if finding.key != "key_here"}


@pytest.fixture(autouse=True)
def somebody(server: OwnServer, prepared: Prepared) -> str:
    """An office with nobody in it has no doors to try."""
    del prepared
    if not server.sql("SELECT 1 FROM pg_roles WHERE rolname = 'anna'"):
        server.invite("Anna", Group.ADMIN)
    return "anna"


def wrong_setting(value: str) -> Callable[[OwnServer], None]:
    return lambda server: _set(server, value)


def _set(server: OwnServer, line: str) -> None:
    name, value = line.split("=")
    server.sql(f"ALTER SYSTEM SET {name} = {value}")
    server.reload()


SETTINGS = {  # a line of configuration -> what it is called when it is wrong
    "ssl_min_protocol_version='TLSv1.2'": {"tls_old", "tls_old_outside", "overridden"},
    "password_encryption='md5'": {"password_encryption", "overridden"},
    "fsync=off": {"fsync_off", "overridden"},
    "synchronous_commit=off": {"commit_off", "overridden"},
    "full_page_writes=off": {"pages_off", "overridden"},
    "log_error_verbosity='verbose'": {"log_rows", "overridden"},
    "log_min_error_statement='error'": {"log_statements_of_errors", "overridden"},
    "log_parameter_max_length_on_error=-1": {"log_values", "overridden"},
    "log_statement='ddl'": {"log_statements", "overridden"},
    "log_min_duration_statement=0": {"log_slow", "overridden"},
    "tcp_keepalives_idle=7200": {"no_keepalive", "overridden"},
    "idle_in_transaction_session_timeout=0": {"idle_forever", "overridden"},
}


@pytest.mark.parametrize("line", SETTINGS)
def test_a_wrong_setting_is_noticed(server: OwnServer, line: str) -> None:
    _set(server, line)
    try:
        found = found_on(server)
        assert set(found) == SETTINGS[line]
        assert all(finding.sentence.endswith(".") for finding in found.values())
    finally:
        server.sql("ALTER SYSTEM RESET ALL")
        server.reload()
    assert found_on(server) == {}


def test_settings_that_need_a_restart_are_noticed(server: OwnServer) -> None:
    server.sql("ALTER SYSTEM SET listen_addresses = '*'")
    server.sql("ALTER SYSTEM SET shared_preload_libraries = 'plpgsql'")
    server.restart()
    try:
        assert set(found_on(server)) == {"listens_everywhere", "no_pause", "overridden"}
        server.sql("ALTER SYSTEM SET ssl = off")
        server.reload()
        assert {"tls_off", "no_line"} <= set(found_on(server))
    finally:
        server.sql("ALTER SYSTEM RESET ALL")
        server.restart()
    assert found_on(server) == {}


DOORS = {  # a line of pg_hba.conf, put first -> what it is called
    "host {db} +mcsys_login 127.0.0.0/25 scram-sha-256": {"door_plain", "plain_line"},
    "hostssl {db} +mcsys_login 127.0.0.0/25 trust": {"door_method", "method_outside"},
    "hostssl {db} +mcsys_login 127.0.0.0/25 md5": {"door_method"},
    "hostssl {db} +mcsys_login 127.0.0.0/25 password": {"door_method", "method_outside"},
    "hostssl {db} +mcsys_login all scram-sha-256": {"door_network", "outsider_asked"},
    "hostssl {db} +mcsys_login 127.0.0.0/8 scram-sha-256": {"door_network", "outsider_asked"},
    "hostssl {db} +mcsys_login samenet scram-sha-256": {"door_network"},
    "hostssl all all 127.0.0.0/25 scram-sha-256": {"door_superuser", "superuser_network"},
    "hostssl {db} webwinkel 127.0.0.0/25 scram-sha-256": {"door_who"},
    "hostssl replication anna 127.0.0.0/25 scram-sha-256": {"door_copy"},
    "local all all trust": {"door_method"},
    "local all postgres scram-sha-256-plus": {"door_error"},
    "hostssl {db} +mcsys_login 127.0.0.0/25 reject": {"refused_inside", "file_changed"},
}


@pytest.mark.parametrize("line", DOORS)
def test_a_wrong_door_is_noticed(server: OwnServer, prepared: Prepared, line: str) -> None:
    file = prepared.cluster.hba
    before = file.read_text()
    text = line.format(db=DATABASE)
    file.write_text(f"local all {server.admin} peer\n{text}\n{before}")
    server.reload()
    try:
        found = set(found_on(server))
        if "samenet" in line:  # what that means depends on where this runs
            found.discard("outsider_asked")
        assert found == DOORS[line]
    finally:
        file.write_text(before)
        server.reload()
    assert found_on(server) == {}


RIGHTS = {  # what is called so, when the first is done; and how that is undone
    "public_database": (
        "GRANT CONNECT ON DATABASE {db} TO PUBLIC",
        "REVOKE ALL ON DATABASE {db} FROM PUBLIC",
    ),
    "public_schema": (
        "GRANT USAGE ON SCHEMA app TO PUBLIC",
        "REVOKE ALL ON SCHEMA app FROM PUBLIC",
    ),
    "public_objects": (
        "GRANT SELECT ON app.customer TO PUBLIC",
        "REVOKE ALL ON app.customer FROM PUBLIC",
    ),
    "attributes": ("ALTER ROLE anna CREATEDB", "ALTER ROLE anna NOCREATEDB"),
    "createrole": ("CREATE ROLE helper CREATEROLE", "DROP ROLE helper"),
    "keeper_members": (
        "CREATE ROLE helper; GRANT mcsys_userkeeper TO helper",
        "DROP ROLE helper",
    ),
    "owners": ("ALTER TABLE app.call OWNER TO anna", "ALTER TABLE app.call OWNER TO mcsys_owner"),
    "memberships": ("GRANT pg_read_all_data TO anna", "REVOKE pg_read_all_data FROM anna"),
    "strangers": ("CREATE ROLE webwinkel LOGIN", "DROP ROLE webwinkel"),
    "superusers": ("CREATE ROLE chef LOGIN SUPERUSER", "DROP ROLE chef"),
    "loose_functions": (
        "ALTER FUNCTION app.forbid() RESET search_path",
        "ALTER FUNCTION app.forbid() SET search_path = pg_catalog, pg_temp",
    ),
    "weak_passwords": ("SET password_encryption = 'md5'; ALTER ROLE anna PASSWORD 'x'", ""),
}


@pytest.mark.parametrize("key", RIGHTS)
def test_a_right_too_many_is_noticed(server: OwnServer, key: str) -> None:
    done, undone = (sql.format(db=DATABASE) for sql in RIGHTS[key])
    kept = server.sql("SELECT rolpassword FROM pg_authid WHERE rolname = 'anna'")[0][0]
    server.sql(done, DATABASE)
    try:
        also = {"weak_passwords": {"method_outside"}}
        found = found_on(server)
        assert key in found
        assert set(found) - {key} <= also.get(key, set())
    finally:
        server.sql(undone or f"ALTER ROLE anna PASSWORD '{kept}'", DATABASE)
    assert found_on(server) == {}


def test_files_and_versions_are_looked_at_too(server: OwnServer, prepared: Prepared) -> None:
    own = prepared.cluster.folder / "server.pem"
    own.chmod(0o640)
    try:
        assert set(found_on(server)) == {"key_open"}
    finally:
        own.chmod(0o600)
    old = servers.check_on_server(server.local, newest={15: 99, 16: 99, 17: 99, 18: 99})
    assert "minor_old" in {finding.key for finding in old}


@pytest.mark.parametrize("damage", [b"x", b"\xa0"])
@pytest.mark.parametrize("name", ["settings", "hba"])
def test_a_file_that_is_not_as_it_was_written_is_noticed(
    server: OwnServer, prepared: Prepared, name: str, damage: bytes
) -> None:
    file: Path = getattr(prepared.cluster, name)
    before = file.read_bytes()
    for at in (3, len(before) - 3):  # in the comment, and in what counts
        file.write_bytes(before[:at] + damage + before[at + 1 :])
        server.reload()
        try:
            assert found_on(server)
        finally:
            file.write_bytes(before)
            server.reload()
    assert found_on(server) == {}


def test_damaged_certificates_are_noticed_before_the_next_start(
    server: OwnServer, prepared: Prepared
) -> None:
    for name in ("server.pem", "office-ca.crt"):
        file = prepared.cluster.folder / name
        before = file.read_bytes()
        for at in (100, len(before) - 100):
            file.write_bytes(before[:at] + bytes([before[at] ^ 1]) + before[at + 1 :])
            assert "certificate_damaged" in found_on(server), (name, at)
        file.write_bytes(before)
    assert found_on(server) == {}


def test_a_setting_that_is_no_text_any_more_is_said(server: OwnServer, prepared: Prepared) -> None:
    file = prepared.cluster.settings
    before = file.read_bytes()
    at = before.index(b"ssl_cert_file = '") + len("ssl_cert_file = '/")
    file.write_bytes(before[:at] + bytes([before[at] | 0x80]) + before[at + 1 :])
    server.reload()
    try:
        assert "settings_damaged" in found_on(server)
    finally:
        file.write_bytes(before)
        server.reload()
    assert found_on(server) == {}


def test_a_desk_sees_what_it_may(server: OwnServer, tmp_path: Path) -> None:
    invited = server.invite("Daan", Group.DESK)
    url = servers.join(invited.invitation, invited.code, NEW, profile(tmp_path, "daan"))
    offices.enter(url, NEW)
    try:
        assert servers.check_from_desk(newest={}) == []
        _set(server, "fsync=off")
        server.sql("GRANT pg_read_all_data TO daan")
        keys = {finding.key for finding in servers.check_from_desk(newest={})}
        assert keys == {"fsync_off", "memberships"}
        quick = servers.quick_check()
        assert quick is not None
        assert quick.findings == ()
        server.sql(f"GRANT TEMP ON DATABASE {DATABASE} TO daan")
        server.sql("ALTER ROLE daan VALID UNTIL '2099-01-01'")
        quick = servers.quick_check()
        assert quick is not None
        assert {finding.key for finding in quick.findings} == {"must_change", "excess"}
        assert quick.must_change
    finally:
        offices.close()
        server.sql("REVOKE pg_read_all_data FROM daan")
        server.sql(f"REVOKE TEMP ON DATABASE {DATABASE} FROM daan")
        server.sql("ALTER SYSTEM RESET ALL")
        server.reload()


def test_a_file_has_no_server_to_check(tmp_path: Path) -> None:
    offices.create_file(tmp_path / "kantoor.db", "Anna", None)
    offices.enter(f"sqlite:///{tmp_path / 'kantoor.db'}")
    try:
        assert servers.quick_check() is None
    finally:
        offices.close()
