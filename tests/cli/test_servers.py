"""From a fresh PostgreSQL to three desks, by nothing but commands."""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.cli.test_command_line import run, said_one_sentence
from tests.servers import DATABASE, NETWORK, OwnServer, own_server

NEW = "walnoot dirigent sneeuwschep kwast"
CODE = r"([0-9A-Z]{4}-){3}[0-9A-Z]{4}"


@pytest.fixture(scope="module")
def server() -> Iterator[OwnServer]:
    with own_server() as made:
        yield made


def prepare(server: OwnServer, profile: Path, *more: object) -> "CompletedProcess[str]":
    office = f"postgresql://{server.admin}@localhost:{server.port}/{DATABASE}"
    where = ("--address", "127.0.0.1", "--network", NETWORK, "--socket", server.home)
    key = profile.parent / "kept.pem"
    given = ("--office", office, *where, "--key-file", key)
    return run("server", "prepare", *given, *more, profile=profile)


def secrets(folder: Path, *lines: str) -> Path:
    file = folder / f"secret-{len(list(folder.iterdir()))}"
    file.write_text("\n".join(lines) + "\n")
    return file


def join(folder: Path, name: str, code: str) -> tuple[Path, Path]:
    """The profile of somebody who joined, and the file with the password."""
    own = folder / f"profile of {name}"
    given = secrets(folder, code, f"{NEW} {name}")
    done = run("join", folder / f"{name}.mcsys", "--password-file", given, profile=own)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert said_one_sentence(done)
    return own, secrets(folder, f"{NEW} {name}")


def test_an_office_on_a_server_by_commands_alone(server: OwnServer, tmp_path: Path) -> None:
    root = tmp_path / "root"
    paper, first = tmp_path / "envelope.pdf", tmp_path / "sanne.mcsys"
    done = prepare(server, root, "--first", "Sanne Vis", "--to", first, "--envelope", paper)
    printed = done.stdout.splitlines()
    assert re.fullmatch(CODE, printed[0]), done.stderr
    assert done.returncode == 1, "the key still lies there, and this PostgreSQL may be old"
    assert "kept.pem" in done.stdout
    assert paper.read_bytes().startswith(b"%PDF-")
    for file in (paper, tmp_path / "kept.pem"):
        if os.name != "nt":
            assert file.stat().st_mode & 0o077 == 0
    assert all(line.endswith(".") for line in done.stderr.splitlines()), done.stderr
    (tmp_path / "kept.pem").rename(tmp_path / "stick.pem")

    sanne, password = join(tmp_path, "sanne", printed[0])
    for name in ("Bob Smit", "Piet"):
        short = name.split()[0].lower()
        invited = run(
            *("server", "invite", name, "--to", tmp_path / f"{short}.mcsys"),
            *("--password-file", password),
            profile=sanne,
        )
        assert invited.returncode == 0, invited.stderr
        code = invited.stdout.strip()
        assert re.fullmatch(CODE, code)
        own, secret = join(tmp_path, short, code)
        found = run("lookup", "0612345678", "--json", "--password-file", secret, profile=own)
        # Global options stand before the verb.
        found = run("--password-file", secret, "lookup", "0612345678", "--json", profile=own)
        assert (found.returncode, found.stdout.strip()) == (0, "[]"), found.stderr
        again = run(
            *("join", tmp_path / f"{short}.mcsys"),
            *("--password-file", secrets(tmp_path, code, NEW + " anders")),
            profile=own,
        )
        assert again.returncode == 1, "a code counts once"
        assert said_one_sentence(again)

    checked = run("server", "check", "--json", "--password-file", password, profile=sanne)
    assert {finding["key"] for finding in json.loads(checked.stdout)} <= {"minor_old"}
    by_sanne = ("--password-file", password)
    looked = run("server", "review", "--json", *by_sanne, profile=sanne)
    assert looked.returncode == 0, looked.stderr
    told = json.loads(looked.stdout)
    assert told["signed"] is None
    groups = {who["login"]: who["group"] for who in told["logins"]}
    assert groups == {"sanne": "mcsys_admin", "bob": "mcsys_desk", "piet": "mcsys_desk"}
    signed = run("server", "review", "--sign", "--remark", "Gezien.", *by_sanne, profile=sanne)
    assert signed.returncode == 0, signed.stderr
    assert re.search(r"sanne.* [0-9a-f]{64}", signed.stderr)
    on_server = run(
        "server",
        "check",
        "--json",
        "--socket",
        server.home,
        "--port",
        server.port,
        "--administrator",
        server.admin,
        profile=root,
    )
    keys = {finding["key"] for finding in json.loads(on_server.stdout)}
    assert keys <= {"minor_old"}
    assert on_server.returncode == (1 if keys else 0)


def test_on_the_server_the_office_is_upgraded(server: OwnServer, tmp_path: Path) -> None:
    prepare(server, tmp_path / "root")
    where = ("--socket", server.home, "--port", server.port, "--administrator", server.admin)
    done = run("server", "upgrade", *where, profile=tmp_path / "root")
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert done.stderr == "Het kantoor is bij.\n"
    secret = ("--password-file", secrets(tmp_path, f"{NEW} voor updates"))
    done = run("server", "migrator", "bijwerker", *where, *secret, profile=tmp_path / "root")
    assert (done.returncode, said_one_sentence(done)) == (0, True), done.stderr
    found = server.sql(
        "SELECT rolcanlogin, rolsuper, rolcreaterole FROM pg_roles WHERE rolname = 'bijwerker'"
        " AND pg_has_role(oid, 'mcsys_migrator', 'MEMBER')"
    )
    assert found == [(True, False, False)]
    again = run("server", "migrator", "bijwerker", *where, *secret, profile=tmp_path / "root")
    assert (again.returncode, said_one_sentence(again)) == (1, True)
    checked = run("server", "check", "--json", *where, profile=tmp_path / "root")
    keys = {finding["key"] for finding in json.loads(checked.stdout)}
    assert keys <= {"minor_old", "key_here"}, "such a login is nothing to mend"
    missing = run("server", "upgrade", "--socket", tmp_path, profile=tmp_path / "root")
    assert missing.returncode == 1
    assert said_one_sentence(missing)


def test_on_the_server_people_are_seen_let_in_again_and_put_out(
    server: OwnServer, tmp_path: Path
) -> None:
    root = tmp_path / "root"
    here = ("--socket", server.home, "--port", server.port, "--administrator", server.admin)
    seen = run("server", "recover", *here, profile=root)
    assert "bob  desk  " in seen.stdout, seen.stderr
    file = tmp_path / "bob.mcsys"
    code = run("server", "recover", "bob", "--to", file, *here, profile=root).stdout.strip()
    own, secret = join(tmp_path, "bob", code)
    closed = run("server", "close", "bob", *here, profile=root)
    assert (closed.returncode, closed.stdout) == (0, ""), closed.stderr
    out = run("--password-file", secret, "lookup", "0612345678", profile=own)
    assert out.returncode == 1
    last = run("server", "close", "sanne", *here, profile=root)
    assert last.returncode == 1
    assert said_one_sentence(last)
    code = run("server", "recover", "bob", "--to", file, *here, profile=root).stdout.strip()
    join(tmp_path, "bob", code)


@pytest.mark.parametrize(
    "arguments",
    [
        ("server",),
        ("server", "invite", "Bob"),
        ("server", "renew"),
        ("join",),
    ],
)
def test_half_a_command_is_not_understood(arguments: tuple[str, ...], tmp_path: Path) -> None:
    done = run(*arguments, profile=tmp_path)
    assert done.returncode == 2
    assert said_one_sentence(done), done.stderr


@pytest.mark.parametrize("address", ["8.8.8.8", "192.0.2.7"])
def test_no_office_is_made_outside_a_private_network(address: str, tmp_path: Path) -> None:
    office = f"postgresql://postgres@{address}/kantoor"
    done = run("server", "prepare", "--office", office, profile=tmp_path)
    assert done.returncode == 1
    assert said_one_sentence(done)
    assert address in done.stderr
