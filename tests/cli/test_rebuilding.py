"""An office is rebuilt from what lies in the safe and a backup, and from nothing else."""

import json
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from mcsys_desktop.models import base
from mcsys_desktop.models import server as roles
from mcsys_desktop.models.customers import Customer
from mcsys_desktop.services import history, offices, servers
from tests import make
from tests.cli.test_command_line import run, said_one_sentence
from tests.servers import DATABASE, NETWORK, OwnServer, own_server

NEW = "walnoot dirigent sneeuwschep kwast"
CODE = r"([0-9A-Z]{4}-){3}[0-9A-Z]{4}"
KEY_CODE = r"([0-9A-Z]{4}-){6}[0-9A-Z]{4}"
BAKERY = "Bakkerij De Vries"


def here(server: OwnServer) -> tuple[object, ...]:
    return ("--socket", server.home, "--port", server.port, "--administrator", server.admin)


def prepare(server: OwnServer, root: Path, *more: object) -> str:
    """What ``server prepare`` answers; the step of ``server install`` that PostgreSQL is for."""
    office = f"postgresql://{server.admin}@localhost:{server.port}/{DATABASE}"
    where = ("--address", "127.0.0.1", "--network", NETWORK, "--socket", server.home)
    done = run("server", "prepare", "--office", office, *where, *more, profile=root)
    assert done.returncode in (0, 1), done.stderr  # 1: the key still lies there
    assert "Traceback" not in done.stderr
    return done.stdout


def typed(folder: Path, name: str, *lines: str) -> Path:
    """A file with what somebody types."""
    file = folder / name
    file.write_text("\n".join(lines) + "\n")
    return file


def come_in(folder: Path, invitation: Path, code: str, desk: Path) -> str:
    """Join with an invitation and a new password; the address of the office."""
    given = typed(folder, "given", code, NEW)
    done = run("join", invitation, "--password-file", given, profile=desk)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    return address_of(desk)


def address_of(desk: Path) -> str:
    """The office that a desk opens when it starts."""
    return str(json.loads((desk / "settings.json").read_text())["office"])


@contextmanager
def entered(url: str) -> Iterator[None]:
    """In the office at ``url``."""
    offices.enter(url, NEW)
    try:
        with base.connected():
            yield
    finally:
        offices.close()


@pytest.fixture
def safe(tmp_path: Path) -> Path:
    """Where the owner keeps the stick, the envelope and the backups."""
    folder = tmp_path / "safe"
    folder.mkdir()
    return folder


@pytest.fixture
def burned(tmp_path: Path, safe: Path) -> int:
    """The port of an office's server that is no more: of it, only the safe is left."""
    root, first = tmp_path / "root", tmp_path / "sanne.mcsys"
    with own_server() as server:
        told = ("--key-file", safe / "stick.pem", "--first", "Sanne Vis", "--to", first)
        lines = prepare(server, root, *told).splitlines()
        (key_code,) = (line for line in lines if re.fullmatch(KEY_CODE, line))
        (start_code,) = (line for line in lines if re.fullmatch(CODE, line))
        typed(safe, "envelope", key_code)
        with entered(come_in(tmp_path, first, start_code, tmp_path / "desk of sanne")):
            make.customer(BAKERY, numbers=["033 461 20 45"])
            servers.invite("Piet Bos", servers.Group.DESK, servers.own_entry())
        with server.local.opened(DATABASE) as connection:
            roles.create_login(connection, "nacht", NEW, roles.BACKUP)
        url = offices.as_login(address_of(tmp_path / "desk of sanne"), "nacht")
        office = ("--office", url, "--password-file", typed(tmp_path, "of the night", NEW))
        assert run("backup", "keys", "--to", safe, profile=root).returncode == 0
        done = run(*office, "backup", "--to", safe, profile=root)
        assert done.returncode == 0, done.stderr
        port = server.port
    shutil.rmtree(root)
    return port


def test_from_the_safe_alone(burned: int, safe: Path, tmp_path: Path) -> None:
    (backup,), (sheet,) = safe.glob("*.age"), safe.glob("*envelop*.txt")
    printed = re.findall(r"^# ((?:[A-Z0-9-]{2,4} ?)+)$", sheet.read_text(), re.M)
    key = typed(tmp_path, "key", *(line.lower() for line in printed))  # by hand, from paper
    root, desk = tmp_path / "new root", tmp_path / "desk of sanne"
    with own_server(burned) as server:
        stick = ("--key-file", safe / "stick.pem", "--key-code-file", safe / "envelope")
        prepare(server, root, *stick)
        restore = ("server", "restore", backup, "--identity", key, *here(server))
        done = run(*restore, profile=root)
        assert (done.returncode, done.stdout) == (0, ""), done.stderr
        done = run(*restore, profile=root)
        assert done.returncode == 1, "an office that is used does not give way"
        assert said_one_sentence(done)

        seen = run("server", "recover", *here(server), profile=root)
        assert [line.split()[:2] for line in seen.stdout.splitlines()] == [
            ["piet", "desk"],
            ["sanne", "admin"],
        ], seen.stderr
        codes = {}
        for name in ("sanne", "piet"):
            file = tmp_path / f"{name}.again.mcsys"
            made = run("server", "recover", name, "--to", file, *here(server), profile=root)
            assert made.returncode == 0, made.stderr
            codes[name] = made.stdout.strip()

        # A desk that was there before knows the new server; only the password is another.
        url = address_of(desk)
        tries = tmp_path / "tries"
        assert offices.enter_with_start_code(url, codes["sanne"], NEW, tries).writable
        offices.close()
        with entered(url):
            assert [each.name for each in Customer.select()] == [BAKERY]
            made_now = make.customer("Na de brand")
            assert Customer.get_by_id(made_now.id).created_by == "sanne"
            assert history.verify() == []
        # And one that never was.
        invitation = tmp_path / "piet.again.mcsys"
        with entered(come_in(tmp_path, invitation, codes["piet"], tmp_path / "desk of piet")):
            assert Customer.select().count() == 2
        keys = {found.key for found in servers.check_on_server(server.local, newest={})}
        assert keys == {"key_here"}, "the stick is still in"
