"""How offices are opened, kept open, lost and found again."""

import subprocess
import sys
from pathlib import Path

import pytest

from mcsys_desktop.core.errors import OfficeUnavailable, UserError
from mcsys_desktop.models import address, base
from mcsys_desktop.models.versions import SCHEMA, Standing
from tests.conftest import Office

KEY = "5e" * 32


def test_an_open_office_says_its_name_and_that_it_is_ready(db: Office) -> None:
    state = base.state()
    assert state.standing is Standing.READY
    assert (state.version, len(state.office_id)) == (SCHEMA, 32)
    assert base.shared() == (db.path is None)
    assert base.address().url == db.url


def test_a_closed_office_is_closed(office: Office) -> None:
    base.connect(office.url, password=office.password, author="anna")
    base.disconnect()
    assert base.state().standing is Standing.CLOSED
    with pytest.raises(RuntimeError), base.connected():
        pass
    base.disconnect()


@pytest.mark.parametrize(
    ("said", "standing"),
    [
        ({"version": SCHEMA + 1}, Standing.READY),
        ({"version": SCHEMA + 1, "min_writer": SCHEMA + 1}, Standing.READ_ONLY),
        ({"version": SCHEMA - 1}, Standing.READ_ONLY),
    ],
)
def test_an_office_says_who_may_write_to_it(
    office: Office, said: dict[str, int], standing: Standing
) -> None:
    office.pretend(**said)
    state = base.connect(office.url, password=office.password, author="anna")
    base.disconnect()
    assert state.standing is standing
    assert bool(state.sentence) == (standing is not Standing.READY)


def test_an_office_that_this_program_may_not_read_is_refused(office: Office) -> None:
    office.pretend(version=SCHEMA + 1, min_reader=SCHEMA + 1, min_writer=SCHEMA + 1)
    with pytest.raises(OfficeUnavailable):
        base.connect(office.url, password=office.password, author="anna")
    assert base.state().standing is Standing.CLOSED


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://anna:geheim@server.example/office",
        "postgresql://anna@server.example/office?password=geheim",
        "postgresql://anna@server.example/office?options=-crole%3Dmcsys_owner",
        "postgresql://anna@server.example/office?sslmode=require",
        "postgresql://anna@server.example/office?channel_binding=prefer",
        "postgresql://anna@server.example/office?ssl_min_protocol_version=TLSv1.2",
        "postgresql://anna@server.example/office?gssencmode=prefer",
        "postgresql://anna@server.example/office?require_auth=password",
        "postgresql://anna@server.example/office?host=/run/postgresql",
        "postgresql://anna@/office?host=elsewhere.example",
        "postgresql://anna@8.8.8.8/office",
        "postgresql://anna@[2001:db8::1]/office",
        "postgresql://anna@server/office?hostaddr=8.8.8.8",
        "postgresql://server.example/office",
        "postgresql://anna@server.example:nonsense/office",
        "mysql://anna@server.example/office",
        "sqlite:",
        "office.db",
        "",
    ],
)
def test_a_wrong_address_is_refused_with_a_sentence(url: str) -> None:
    with pytest.raises(UserError) as refused:
        address.parse(url)
    assert "geheim" not in str(refused.value)


def test_an_address_means_the_same_after_a_round_trip() -> None:
    root = "sslrootcert=/some/ca%20%26%20b.crt"
    read = address.parse(f"postgresql://an%20na@[::1]:5433/of%2Ffice?sslmode=verify-full&{root}")
    assert (read.login, read.host, read.port, read.database) == ("an na", "::1", 5433, "of/fice")
    other = read.as_login("bob")
    assert (other.login, other.host, other.database) == ("bob", "::1", "of/fice")
    assert other.options["sslmode"] == "verify-full"
    assert other.options["sslrootcert"] == "/some/ca & b.crt"
    path = Path("/tmp/map met spaties/kantoor é.db")  # noqa: S108  # only a name
    assert address.parse(address.of_file(path)).path == path


@pytest.mark.parametrize("engine", ["sqlite"])
def test_an_office_that_is_left_under_a_running_query_does_not_take_the_program_down(
    office: Office,
) -> None:
    command = [sys.executable, "-m", "tests.models.leaving", office.url]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=100)
    assert done.returncode == 0, done.stderr[-2000:]
