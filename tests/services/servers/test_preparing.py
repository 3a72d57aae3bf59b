"""From a PostgreSQL as it was installed to an office that three people work in."""

from pathlib import Path

import pytest

from mcsys_desktop.core.errors import OfficeUnavailable, UserError
from mcsys_desktop.core.profile import Profile
from mcsys_desktop.models import base
from mcsys_desktop.models.base import Group
from mcsys_desktop.models.customers import Customer
from mcsys_desktop.models.server import scram_verifier
from mcsys_desktop.services import offices, servers
from mcsys_desktop.services.servers import local
from mcsys_desktop.services.servers.preparing import Prepared
from tests import make
from tests.servers import OUTSIDE, OwnServer, connect, own_server, relay

NEW = "walnoot dirigent sneeuwschep kwast"


def profile(folder: Path, name: str) -> Profile:
    (folder / name).mkdir()
    return Profile(folder / name)


def test_three_people_join_by_invitation_and_work_at_once(
    server: OwnServer, prepared: Prepared, tmp_path: Path
) -> None:
    first = server.invite("Sanne Vis", Group.ADMIN)
    sanne = servers.join(first.invitation, first.code, NEW, profile(tmp_path, "sanne"))
    urls = {"sanne": sanne}
    for name in ("bob", "piet"):  # invited by Sanne, from her desk
        offices.enter(sanne, NEW)
        try:
            invited = servers.invite(name.title(), Group.DESK, servers.own_entry())
        finally:
            offices.close()
        file = tmp_path / f"{name}.mcsys"
        servers.write_invitation(invited, file)
        assert invited.code not in file.read_text()
        read = servers.read_invitation(file)
        urls[name] = servers.join(
            read, invited.code.lower(), f"{NEW} {name}", profile(tmp_path, name)
        )

    passwords = {"sanne": NEW, "bob": f"{NEW} bob", "piet": f"{NEW} piet"}
    open_at_once = [connect(urls[name], passwords[name]) for name in urls]
    for name, connection in zip(urls, open_at_once, strict=True):
        assert connection.execute("SELECT session_user").fetchone() == (name,)
    for connection in open_at_once:
        connection.close()
    for name, url in urls.items():
        office = offices.enter(url, passwords[name])
        try:
            assert office.writable
            assert office.name == name.title() or name == "sanne"
            with base.connected():
                make.customer(f"Klant van {name}")
                assert Customer.get(Customer.name == f"Klant van {name}").created_by == name
            quick = servers.quick_check()
            assert quick is not None
            assert quick.findings == ()
            assert quick.certificate_days in (396, 397)
            assert quick.group == (Group.ADMIN if name == "sanne" else Group.DESK)
        finally:
            offices.close()
    with connect(sanne, NEW) as connection:
        assert connection.execute("SELECT count(*) FROM customer").fetchone() == (3,)


def test_after_it_nothing_is_wrong_with_the_server(server: OwnServer, prepared: Prepared) -> None:
    key = server.kept[0].file
    found = servers.check_on_server(server.local, newest={})
    assert [finding.key for finding in found] == ["key_here"], found
    aside = key.rename(key.with_name("taken away"))
    try:
        assert servers.check_on_server(server.local, newest={}) == []
    finally:
        aside.rename(key)


def test_from_outside_the_network_the_right_password_does_not_get_in(
    server: OwnServer, prepared: Prepared, tmp_path: Path
) -> None:
    invited = server.invite("Xandra", Group.DESK)
    url = servers.join(invited.invitation, invited.code, NEW, profile(tmp_path, "xandra"))
    with relay(server.port, "127.0.0.9") as inside:
        connect(url.replace(f":{server.port}/", f":{inside}/"), NEW).close()
    with relay(server.port, OUTSIDE) as outside:
        abroad = url.replace(f":{server.port}/", f":{outside}/")
        with pytest.raises(OfficeUnavailable, match="buiten het netwerk"):
            offices.enter(abroad, NEW)
        import psycopg

        with pytest.raises(psycopg.OperationalError, match=r"pg_hba\.conf rejects"):
            connect(abroad, NEW)


def test_preparing_again_changes_nothing_and_desks_stay_in(
    server: OwnServer, prepared: Prepared, tmp_path: Path
) -> None:
    invited = server.invite("Wim", Group.DESK)
    url = servers.join(invited.invitation, invited.code, NEW, profile(tmp_path, "wim"))
    files = [prepared.cluster.settings, prepared.cluster.hba, prepared.cluster.config]
    files += sorted(prepared.cluster.folder.iterdir())
    before = [file.read_bytes() for file in files]
    with connect(url, NEW) as connection:
        server.said.clear()
        server.prepare()
        assert len(server.kept) == 1
        assert connection.execute("SELECT 1").fetchone() == (1,), "it was not restarted"
    assert [file.read_bytes() for file in files] == before
    assert server.said
    assert all(sentence.endswith(".") for sentence in server.said)


def test_another_name_for_the_same_certificates_is_refused(
    server: OwnServer, prepared: Prepared
) -> None:
    with pytest.raises(UserError, match="andere naam"):
        server.prepare(host="ander.test")


def test_a_server_with_other_databases_is_left_alone() -> None:
    with own_server() as server:
        server.sql("CREATE DATABASE webwinkel")
        before = (server.home / "data" / "pg_hba.conf").read_bytes()
        with pytest.raises(UserError, match="webwinkel"):
            server.prepare()
        assert (server.home / "data" / "pg_hba.conf").read_bytes() == before
        assert not (server.home / "kept" / "office-key.pem").exists()
        servers.prepare(
            server.local, server.record(), server.said.append, server.kept.append, take_over=True
        )
        assert servers.check_on_server(server.local, newest={})[-1].key == "key_here"
        kept = list((server.home / "data").glob("pg_hba.conf.before-mcsys-*"))
        assert [file.read_bytes() for file in kept] == [before]


def test_only_the_servers_own_account_prepares_it(server: OwnServer) -> None:
    with pytest.raises(OfficeUnavailable):
        local.find("postgres", 1, str(server.home))
    stranger = local.LocalServer("nobody_special", str(server.home), server.port)
    with pytest.raises(UserError, match="sudo"), stranger.opened():
        pass


def test_where_the_account_proves_nothing_a_password_does(tmp_path: Path) -> None:
    from dataclasses import replace

    with own_server() as server:  # as on Windows, where PostgreSQL cannot ask whose socket it is
        verifier = scram_verifier("wachtwoord van postgres")
        server.sql(f"ALTER ROLE {server.admin} PASSWORD '{verifier}'")
        file = server.home / "data" / "pg_hba.conf"
        file.write_text("local all all scram-sha-256\n")
        server.reload()
        by_password = replace(server.local, password="wachtwoord van postgres")
        (server.home / "kept").mkdir()
        servers.prepare(by_password, server.record(), server.said.append, server.kept.append)
        assert "peer" not in file.read_text()
        with pytest.raises((UserError, OfficeUnavailable)), server.local.opened():
            pass
        with servers.on_server(by_password) as here:
            invited = servers.invite("Sanne", Group.ADMIN, here.entry)
        url = servers.join(invited.invitation, invited.code, NEW, profile(tmp_path, "sanne"))
        connect(url, NEW).close()
        found = servers.check_on_server(by_password, newest={})
        assert [finding.key for finding in found] == ["key_here"]
