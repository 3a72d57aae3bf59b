"""Four hundred days later: desks are told, and one step lets all of them in again."""

import itertools
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509

from mcsys_desktop.core import certificates, recovery
from mcsys_desktop.core.errors import OfficeUnavailable, UserError
from mcsys_desktop.models import address, base
from mcsys_desktop.models.base import Group
from mcsys_desktop.services import offices, servers
from mcsys_desktop.services.servers import certifying
from mcsys_desktop.services.servers.preparing import Prepared
from tests import make
from tests.servers import OwnServer, connect, own_server
from tests.services.servers.test_preparing import NEW, profile

NOW = datetime.now(UTC)
LONG_AGO = NOW - timedelta(days=400)
_numbers = itertools.count(1)


def show(server: OwnServer, prepared: Prepared, made_at: datetime) -> None:
    """Let the server show a certificate that was made at another time."""
    kept = server.kept[0]
    authority = certificates.unlock(kept.file.read_bytes(), recovery.read(kept.code))
    certifying._install(prepared.cluster, authority, prepared.record, made_at)
    server.reload()
    for _try in range(100):  # a reload is not waited for
        if servers_certificate(server).not_valid_before_utc < made_at:
            return
    raise AssertionError("the server still shows the other one")


def servers_certificate(server: OwnServer) -> x509.Certificate:
    from mcsys_desktop.models import front_door

    shown = front_door.certificate("127.0.0.1", server.port)
    assert shown is not None
    return certificates.load(shown)


@pytest.fixture
def urls(server: OwnServer, prepared: Prepared, tmp_path: Path) -> list[str]:
    """Two desks that joined while all was well."""
    del prepared
    found, number = [], next(_numbers)
    for name in (f"eva{number}", f"tom{number}"):
        invited = server.invite(name.title(), Group.DESK)
        own = profile(tmp_path, name)
        found.append(servers.join(invited.invitation, invited.code, NEW, own))
    return found


def test_an_expired_certificate_shuts_desks_out_and_one_step_lets_them_in(
    server: OwnServer, prepared: Prepared, urls: list[str]
) -> None:
    show(server, prepared, LONG_AGO)
    expired = servers_certificate(server).not_valid_after_utc
    assert expired < NOW
    for url in urls:
        with pytest.raises(OfficeUnavailable) as refused:
            offices.enter(url, NEW)
        assert "verlopen" in str(refused.value)
        assert f"{expired.astimezone():%d-%m-%Y}" in str(refused.value)
        assert "server renew" in str(refused.value)
    keys = {finding.key for finding in servers.check_on_server(server.local, newest={})}
    assert "certificate_expired" in keys

    kept = server.kept[0]
    servers.renew(server.local, kept.file, kept.code.lower().replace("-", " "), server.said.append)
    for url in urls:
        office = offices.enter(url, NEW)
        assert office.writable
        offices.close()
        connect(url, NEW).close()
    keys = {finding.key for finding in servers.check_on_server(server.local, newest={})}
    assert keys == {"key_here"}


def test_four_hundred_days_later_one_step_and_every_desk_works_again(
    server: OwnServer, prepared: Prepared, tmp_path: Path
) -> None:
    """One desk was open all the while, four more are opened at once."""
    urls, number = [], next(_numbers)
    for place in range(5):
        invited = server.invite(f"Desk{number}x{place}", Group.DESK)
        own = profile(tmp_path, f"desk {number} {place}")
        urls.append(servers.join(invited.invitation, invited.code, NEW, own))
    told: list[tuple[bool, str]] = []
    offices.enter(urls[0], NEW)
    try:
        offices.follow(lambda _tables: None, lambda up, why, _wait: told.append((up, why)))
        _until(lambda: told[-1:] == [(True, "")])
        show(server, prepared, LONG_AGO)
        server.restart()
        _until(lambda: not told[-1][0] and "verlopen" in told[-1][1])
        assert "server renew" in told[-1][1]
        for url in urls[1:]:
            with pytest.raises(UserError, match="verlopen"):
                connect(url, NEW)

        kept = server.kept[0]
        servers.renew(server.local, kept.file, kept.code, server.said.append)
        _until(lambda: told[-1][0])  # by itself
        with base.connected():
            make.customer("De eerste na 400 dagen")
        with ThreadPoolExecutor(4) as desks:
            seen = list(desks.map(_customers_at, urls[1:]))
        assert seen == [1, 1, 1, 1]
    finally:
        offices.close()


def _customers_at(url: str) -> int:
    with connect(url, NEW) as connection:
        row = connection.execute("SELECT count(*) FROM customer").fetchone()
    return int(row[0])


def _until(holds: Callable[[], bool]) -> None:
    for _try in range(600):
        if holds():
            return
        time.sleep(0.1)
    raise AssertionError("it does not come")


def test_before_it_ran_out_open_desks_stay_in(
    server: OwnServer, prepared: Prepared, urls: list[str]
) -> None:
    show(server, prepared, NOW - timedelta(days=350))
    with connect(urls[0], NEW) as open_already:
        offices.enter(urls[1], NEW)
        try:
            quick = servers.quick_check()
            assert quick is not None
            assert quick.certificate_days in (46, 47)
            assert [finding.key for finding in quick.findings] == ["certificate_soon"]
        finally:
            offices.close()
        kept = server.kept[0]
        servers.renew(server.local, kept.file, kept.code, server.said.append)
        assert open_already.execute("SELECT 1").fetchone() == (1,)
        connect(urls[1], NEW).close()


def test_sixty_days_ahead_desks_warn(
    server: OwnServer, prepared: Prepared, urls: list[str]
) -> None:
    show(server, prepared, NOW)
    offices.enter(urls[0], NEW)
    try:
        for days, warned in ((335, False), (338, True), (398, True)):
            quick = servers.quick_check(NOW + timedelta(days=days))
            assert quick is not None
            assert bool(quick.findings) is warned, days
    finally:
        offices.close()


def test_a_desk_whose_clock_is_behind_is_told_so(
    server: OwnServer, prepared: Prepared, urls: list[str]
) -> None:
    kept = server.kept[0]
    authority = certificates.unlock(kept.file.read_bytes(), recovery.read(kept.code))
    certifying._install(prepared.cluster, authority, prepared.record, NOW + timedelta(days=30))
    server.restart()
    with pytest.raises(OfficeUnavailable, match="klok"):
        offices.enter(urls[0], NEW)
    servers.renew(server.local, kept.file, kept.code, server.said.append)
    connect(urls[0], NEW).close()


def test_only_the_kept_key_with_its_code_renews(
    server: OwnServer, prepared: Prepared, tmp_path: Path
) -> None:
    kept = server.kept[0]
    before = (prepared.cluster.folder / "server.pem").read_bytes()
    other = certificates.make_authority("Ander", "kantoor.test", "127.0.0.1")
    code = recovery.make()
    strange = tmp_path / "other.pem"
    strange.write_bytes(other.locked(recovery.read(code)))
    nonsense = tmp_path / "nonsense.pem"
    nonsense.write_text("niets")
    for file, typed in (
        (kept.file, code),
        (kept.file, kept.code[:-1] + ("0" if kept.code[-1] != "0" else "1")),
        (kept.file, ""),
        (strange, code),
        (nonsense, kept.code),
        (tmp_path / "missing.pem", kept.code),
        (prepared.cluster.folder / "office-ca.crt", kept.code),
    ):
        with pytest.raises(UserError):
            servers.renew(server.local, file, typed, server.said.append)
    assert (prepared.cluster.folder / "server.pem").read_bytes() == before


def test_a_new_computer_with_the_kept_key_is_known_to_the_desks(
    server: OwnServer, urls: list[str]
) -> None:
    kept = server.kept[0]
    with own_server() as replacement:
        (replacement.home / "kept").mkdir()
        stick = replacement.home / "kept" / "office-key.pem"
        stick.write_bytes(kept.file.read_bytes())
        replacement.prepare(code=kept.code)
        assert replacement.kept == []
        invited = replacement.invite("Eva", Group.DESK)
        moved = urls[0].replace(f":{server.port}/", f":{replacement.port}/")
        moved = address.parse(moved).as_login("eva").url
        connect(moved, invited.code).close()  # with the certificate that the desk had already


def test_the_key_file_alone_is_worth_nothing(server: OwnServer, prepared: Prepared) -> None:
    del prepared
    text = server.kept[0].file.read_bytes()
    assert b"ENCRYPTED PRIVATE KEY" in text
    assert b"BEGIN EC PRIVATE KEY" not in text
    with pytest.raises(ValueError):  # noqa: PT011  # whatever the library says
        certificates.unlock(text, "")
