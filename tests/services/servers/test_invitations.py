"""An invitation is a file from outside: only what is exactly one is read, and nothing is secret."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mcsys_desktop.core import certificates
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.services import servers
from mcsys_desktop.services.servers import inviting, start_codes
from mcsys_desktop.services.servers.invitations import LARGEST, Invitation

AUTHORITY = certificates.make_authority("Kantoor", "kantoor.local", "192.168.1.10")
LEAF = certificates.make_server(AUTHORITY, "kantoor.local", "192.168.1.10").certificate.decode()
CODE = start_codes.make()
GOOD = Invitation("kantoor.local", 5432, "kantoor", "sanne", AUTHORITY.pem.decode()).sealed(CODE)
WRONG: list[tuple[str, Any]] = [
    ("format", 0),
    ("format", True),
    ("format", "1"),
    ("format", None),
    ("address", "8.8.8.8"),
    ("address", "2a00:1450::1"),
    ("address", "kantoor.local@elders.example"),
    ("address", "kantoor local"),
    ("address", "/run/postgresql"),
    ("address", "kantoor.local\n"),
    ("address", "-kantoor"),
    ("address", "a" * 300),
    ("address", "<b>kantoor</b>"),
    ("address", ""),
    ("address", 7),
    ("port", 0),
    ("port", 65536),
    ("port", "5432"),
    ("port", True),
    ("port", 5432.0),
    ("database", 'kantoor"; DROP'),
    ("database", "kantoor?sslmode=disable"),
    ("database", ""),
    ("database", "a" * 64),
    ("login", "postgres'"),
    ("login", "Sanne"),
    ("login", "sanne:geheim"),
    ("login", ["sanne"]),
    ("certificate", ""),
    ("certificate", "-----BEGIN CERTIFICATE-----\nniets\n-----END CERTIFICATE-----\n"),
    ("certificate", LEAF),
    ("certificate", AUTHORITY.pem.decode() * 2),
    ("certificate", AUTHORITY.pem.decode() + "en nog iets"),
    ("certificate", AUTHORITY.locked("x").decode()),
    ("certificate", "é"),
    ("seal", ""),
    ("seal", "0" * 63),
    ("seal", "G" * 64),
    ("seal", None),
    ("password", "geheim"),
    ("sslmode", "disable"),
]


def written(folder: Path, content: str | bytes) -> Path:
    file = folder / "x.mcsys"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


def test_what_is_written_is_read(tmp_path: Path) -> None:
    file = tmp_path / "sanne.mcsys"
    servers.write_invitation(inviting.Invited(GOOD, CODE), file)
    assert servers.read_invitation(file) == GOOD
    GOOD.check(CODE)
    text = file.read_text()
    assert CODE not in text
    assert CODE.replace("-", "") not in text
    assert "PRIVATE" not in text


@pytest.mark.parametrize(("key", "value"), WRONG)
def test_a_part_of_another_form_is_refused(key: str, value: Any, tmp_path: Path) -> None:
    held = json.loads(GOOD.text()) | {key: value}
    with pytest.raises(UserError) as refused:
        servers.read_invitation(written(tmp_path, json.dumps(held)))
    assert "<b>" not in str(refused.value)


@pytest.mark.parametrize("key", ["format", "address", "port", "database", "login", "seal"])
def test_a_part_that_is_missing_is_missed(key: str, tmp_path: Path) -> None:
    held = json.loads(GOOD.text())
    del held[key]
    with pytest.raises(UserError):
        servers.read_invitation(written(tmp_path, json.dumps(held)))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"null",
        b'"text"',
        b"{",
        b"\xff\xfe\x00",
        b"[" * 5000,
        b"{}" + b" " * LARGEST,
        b"SQLite format 3\x00",
        b'{"format": 1e999}',
    ],
)
def test_anything_else_is_refused(content: bytes, tmp_path: Path) -> None:
    with pytest.raises(UserError):
        servers.read_invitation(written(tmp_path, content))


def test_a_folder_or_nothing_is_refused(tmp_path: Path) -> None:
    for file in (tmp_path, tmp_path / "missing.mcsys"):
        with pytest.raises(UserError):
            servers.read_invitation(file)


def test_of_a_newer_program_is_said_to_be_newer(tmp_path: Path) -> None:
    held = json.loads(GOOD.text()) | {"format": 2, "more": "of it"}
    with pytest.raises(UserError, match="nieuwere"):
        servers.read_invitation(written(tmp_path, json.dumps(held)))


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_damaged_file_is_read_right_or_refused(tmp_path: Path, data: st.DataObject) -> None:
    text = bytearray(GOOD.text().encode())
    for _change in range(data.draw(st.integers(1, 4))):
        text[data.draw(st.integers(0, len(text) - 1))] = data.draw(st.integers(0, 255))
    try:
        read = servers.read_invitation(written(tmp_path, bytes(text)))
    except UserError:
        return
    if read != GOOD:
        with pytest.raises(UserError):
            read.check(CODE)


@pytest.mark.parametrize("part", ["address", "port", "database", "login", "certificate", "seal"])
def test_a_changed_part_breaks_the_seal(part: str) -> None:
    other = certificates.make_authority("Kantoor", "kantoor.local", "192.168.1.10")
    changed: dict[str, Any] = {
        "address": "192.168.1.66",
        "port": 5433,
        "database": "ander",
        "login": "bob",
        "certificate": other.pem.decode(),
        "seal": "0" * 64,
    }
    from dataclasses import replace

    with pytest.raises(UserError):
        replace(GOOD, **{part: changed[part]}).check(CODE)
    with pytest.raises(UserError):
        GOOD.check(start_codes.make())


def test_a_code_is_understood_however_it_is_typed() -> None:
    for _time in range(200):
        code = start_codes.make()
        assert len(code) == 19
        typed = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
        assert start_codes.read(f"  {typed} ") == code


def test_a_mistyped_code_is_noticed_before_anything_is_tried() -> None:
    code = start_codes.make()
    for place, sign in enumerate(code):
        if sign == "-":
            continue
        other = "2" if sign != "2" else "3"
        with pytest.raises(UserError):
            start_codes.read(code[:place] + other + code[place + 1 :])
    for wrong in ("", "abc", code + "A", code[:-1], "UUUU-UUUU-UUUU-UUUU", "é" * 16):
        with pytest.raises(UserError):
            start_codes.read(wrong)


@pytest.mark.parametrize(
    ("name", "login"),
    [("Sanne Vis", "sanne"), ("  Jürgen  de Boer", "jurgen"), ("Anne-Marie", "annemarie")],
)
def test_a_login_is_made_of_a_name(name: str, login: str) -> None:
    assert inviting.proposed_login(name) == login


@pytest.mark.parametrize("name", ["", " ", "X", "7even", "李", "—"])
def test_where_no_login_can_be_made_one_is_asked_for(name: str) -> None:
    with pytest.raises(UserError, match="--login"):
        inviting.proposed_login(name)
