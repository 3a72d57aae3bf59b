"""Certificates that vouch for one server, for as long as they say, to OpenSSL itself."""

import contextlib
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mcsys_desktop.core import certificates

NAME, ADDRESS = "kantoor.local", "192.168.1.10"
AUTHORITY = certificates.make_authority("Kantoor", NAME, ADDRESS)


def verified(folder: Path, leaf: bytes, *more: str) -> bool:
    """Whether OpenSSL takes it for a server's."""
    if not shutil.which("openssl"):
        pytest.skip("there is no openssl here")
    (folder / "ca.pem").write_bytes(AUTHORITY.pem)
    (folder / "leaf.pem").write_bytes(leaf)
    command = ["openssl", "verify", "-x509_strict", "-purpose", "sslserver", *more]
    done = subprocess.run(
        [*command, "-CAfile", "ca.pem", "leaf.pem"], cwd=folder, capture_output=True, check=False
    )
    return done.returncode == 0


def test_the_servers_certificate_is_good_for_its_name_and_address(tmp_path: Path) -> None:
    leaf = certificates.make_server(AUTHORITY, NAME, ADDRESS).certificate
    assert verified(tmp_path, leaf, "-verify_hostname", NAME)
    assert verified(tmp_path, leaf, "-verify_ip", ADDRESS)
    assert not verified(tmp_path, leaf, "-verify_hostname", "ander.local")
    assert not verified(tmp_path, leaf, "-verify_ip", "192.168.1.11")


@pytest.mark.parametrize(
    ("name", "address"),
    [("ander.local", ADDRESS), (NAME, "192.168.1.11"), ("bank.example", "10.0.0.1")],
)
def test_the_authority_cannot_vouch_for_anybody_else(
    name: str, address: str, tmp_path: Path
) -> None:
    leaf = certificates.make_server(AUTHORITY, name, address).certificate
    assert not verified(tmp_path, leaf)


def test_it_counts_from_a_day_ago_for_397_days(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    leaf = certificates.make_server(AUTHORITY, NAME, ADDRESS, now).certificate
    for days, good in ((-2, False), (0, True), (396, True), (398, False)):
        at = str(int((now + timedelta(days=days)).timestamp()))
        assert verified(tmp_path, leaf, "-attime", at) is good, days
    read = certificates.load(leaf)
    assert certificates.days_left(read, now) in (396, 397)
    assert certificates.days_left(read, now + timedelta(days=400)) < 0


def test_it_never_outlives_the_authority() -> None:
    late = datetime.now(UTC) + timedelta(days=certificates.AUTHORITY_DAYS - 30)
    leaf = certificates.load(certificates.make_server(AUTHORITY, NAME, ADDRESS, late).certificate)
    assert leaf.not_valid_after_utc == AUTHORITY.certificate.not_valid_after_utc


def test_the_kept_key_opens_with_its_code_only() -> None:
    kept = AUTHORITY.locked("DE-CODE")
    assert certificates.unlock(kept, "DE-CODE").certificate == AUTHORITY.certificate
    other = certificates.make_authority("Ander", NAME, ADDRESS)
    halves = kept.split(b"-----BEGIN CERTIFICATE")[0] + other.pem
    for wrong, code in ((kept, "de-code"), (kept, ""), (halves, "DE-CODE"), (b"", "x")):
        with pytest.raises(ValueError):  # noqa: PT011  # whatever the library says
            certificates.unlock(wrong, code)


def test_who_signed_what_is_known() -> None:
    leaf = certificates.load(certificates.make_server(AUTHORITY, NAME, ADDRESS).certificate)
    other = certificates.make_authority("Kantoor", NAME, ADDRESS)
    assert certificates.issued_by(leaf, AUTHORITY.certificate)
    assert not certificates.issued_by(leaf, other.certificate)
    assert certificates.covers(leaf, NAME, ADDRESS)
    assert not certificates.covers(leaf, NAME, "192.168.1.11")
    assert not certificates.covers(AUTHORITY.certificate, NAME, ADDRESS)
    assert certificates.fingerprint(leaf) != certificates.fingerprint(other.certificate)


@pytest.mark.filterwarnings("ignore")  # of the library, about odd serial numbers
def test_no_bit_of_an_authority_can_turn_over_unnoticed() -> None:
    """Also not as another error than the one that is expected of it."""
    whole, code = AUTHORITY.pem, "0123456789ABCDEFGHJKMNPQRST"
    locked, taken = AUTHORITY.locked(code), 0
    for at in range(0, len(whole) * 8, 3):
        damaged = whole[: at // 8] + bytes([whole[at // 8] ^ 1 << at % 8]) + whole[at // 8 + 1 :]
        try:
            found = certificates.load_authority(damaged)
        except ValueError:
            continue
        assert found == AUTHORITY.certificate, (at // 8, at % 8)
        taken += 1
    assert taken < 20, "line ends and the like"
    start = locked.index(b"-----BEGIN CERTIFICATE")
    for at in range(start, len(locked), 29):  # each try takes the work of guessing a password
        damaged = locked[:at] + bytes([locked[at] ^ 4]) + locked[at + 1 :]
        with contextlib.suppress(ValueError):
            assert certificates.unlock(damaged, code).certificate == AUTHORITY.certificate
