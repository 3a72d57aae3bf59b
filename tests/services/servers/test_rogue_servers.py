"""A server that is not ours never sees a password, whatever it shows and however it asks."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mcsys_desktop.core import certificates, recovery
from mcsys_desktop.core.certificates import Authority, Pair
from mcsys_desktop.core.errors import OfficeUnavailable, UserError
from mcsys_desktop.models.base import Group
from mcsys_desktop.services import offices, servers
from mcsys_desktop.services.servers.preparing import Prepared
from tests.rogue import CLEARTEXT, MD5, rogue_server
from tests.servers import OwnServer, connect
from tests.services.servers.test_preparing import profile

PASSWORD = "het echte sneeuwconcert van dirigent Rik"
HOST, NAME = "127.0.0.1", "kantoor.test"
LONG_AGO = datetime.now(UTC) - timedelta(days=500)


@pytest.fixture(scope="module")
def office_authority(made: tuple[OwnServer, Prepared]) -> Authority:
    """The office's own, as a thief of the stick and of the envelope has it."""
    kept = made[0].kept[0]
    return certificates.unlock(kept.file.read_bytes(), recovery.read(kept.code))


@pytest.fixture(scope="module")
def url(made: tuple[OwnServer, Prepared], tmp_path_factory: pytest.TempPathFactory) -> str:
    """The office as Rik's desk knows it."""
    invited = made[0].invite("Rik", Group.DESK)
    own = profile(tmp_path_factory.mktemp("rik"), "rik")
    return servers.join(invited.invitation, invited.code, PASSWORD, own)


def shown(kind: str, office: Authority) -> Pair | None:
    """What the rogue shows."""
    stranger = certificates.make_authority("Kantoor", NAME, HOST)
    if kind == "a certificate of another authority with the same names":
        return certificates.make_server(stranger, NAME, HOST)
    if kind == "a certificate of the office's printer":
        return certificates.make_server(office, "printer.test", "127.0.0.9")
    if kind == "the server's certificate of last year":
        return certificates.make_server(office, NAME, HOST, LONG_AGO)
    if kind == "a stolen certificate":
        return certificates.make_server(office, NAME, HOST)
    return None


@pytest.mark.parametrize("question", [CLEARTEXT, MD5], ids=["cleartext", "md5"])
@pytest.mark.parametrize(
    "kind",
    [
        "a certificate of another authority with the same names",
        "a certificate of the office's printer",
        "the server's certificate of last year",
        "a stolen certificate",
        "no TLS at all",
    ],
)
def test_a_rogue_server_never_sees_the_password(
    server: OwnServer,
    url: str,
    office_authority: Authority,
    kind: str,
    question: bytes,
    tmp_path: Path,
) -> None:
    with rogue_server(shown(kind, office_authority), question, tmp_path) as (port, heard):
        false = url.replace(f":{server.port}/", f":{port}/")
        with pytest.raises((OfficeUnavailable, UserError)):
            offices.enter(false, PASSWORD)
        import psycopg

        with pytest.raises((psycopg.OperationalError, OfficeUnavailable)):
            connect(false, PASSWORD)
    assert heard.visits >= 2
    for secret in (PASSWORD.encode(), b"sneeuwconcert"):
        assert secret not in heard.wire
        assert secret not in heard.inside
    if kind != "a stolen certificate":
        assert heard.inside == b"", "not even who wanted to come in"
        assert b"rik" not in heard.wire


def test_the_control_a_careless_client_hands_it_over(tmp_path: Path) -> None:
    import psycopg

    other = certificates.make_authority("Kantoor", NAME, HOST)
    pair = certificates.make_server(other, NAME, HOST)
    with rogue_server(pair, CLEARTEXT, tmp_path) as (port, heard):
        careless = f"postgresql://rik@127.0.0.1:{port}/kantoor?sslmode=require"
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(careless, password=PASSWORD, connect_timeout=3)
    assert PASSWORD.encode() in heard.inside


def test_an_invitation_to_a_rogue_server_is_not_followed(
    server: OwnServer, prepared: Prepared, tmp_path: Path
) -> None:
    invited = server.invite("Noor", Group.DESK)
    other = certificates.make_authority("Kantoor", NAME, HOST)
    with rogue_server(certificates.make_server(other, NAME, HOST), CLEARTEXT, tmp_path) as line:
        forged = servers.Invitation(
            invited.invitation.address,
            line[0],
            invited.invitation.database,
            "noor",
            other.pem.decode(),
            invited.invitation.seal,
        )
        with pytest.raises(UserError, match="horen niet bij elkaar"):
            servers.join(forged, invited.code, PASSWORD, profile(tmp_path, "noor"))
        assert line[1].visits == 0
    assert list((tmp_path / "noor").iterdir()) == []
