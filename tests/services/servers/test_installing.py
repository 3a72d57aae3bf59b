"""A computer becomes a server in steps that are said first, taken once, and shown to who asks."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.services.servers import firewall, installing, steps, units
from mcsys_desktop.services.servers.records import Record
from mcsys_desktop.services.servers.steps import Step

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Debian and Ubuntu only")
NETWORK = "192.168.1.0/24"
RECORD = Record(
    "kantoor.local",
    "kantoor.local",
    "192.168.1.10",
    5432,
    "kantoor",
    (NETWORK, "fd00::/64"),
    "postgres",
    "/media/stick/key.pem",
)


def command(folder: Path, name: str, script: str) -> None:
    """A command of this computer, as a test wants it."""
    file = folder / name
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)


@pytest.fixture
def computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of commands that come before the computer's own."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
    return folder


def test_a_step_is_taken_once_and_said_twice(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "er" / "made"
    step = Step("Maak het.", file.exists, (("cp", str(file), f"{file}.copy"),), {file: "ja\n"})
    said: list[str] = []
    steps.take([step], said.append, dry_run=True)
    assert not file.parent.exists()
    assert said == ["Maak het.", f"  {file}", f"  cp {file} {file}.copy"]
    steps.take([step], said.append, dry_run=False)
    assert file.with_name("made.copy").read_text() == "ja\n"
    said.clear()
    steps.take([step], said.append, dry_run=False)
    assert said == ["Maak het. Dat is al zo."]


def test_a_command_that_fails_says_why_and_what_comes_after_is_not_done(tmp_path: Path) -> None:
    after = tmp_path / "after"
    taken = [
        Step("Eerst.", lambda: False, (("sh", "-c", "echo de schijf is vol >&2; exit 3"),)),
        Step("Dan.", lambda: False, (), {after: "x"}),
    ]
    with pytest.raises(UserError, match="de schijf is vol"):
        steps.take(taken, lambda _sentence: None, dry_run=False)
    assert not after.exists()
    with pytest.raises(UserError, match="is er niet"):
        steps.take(
            [Step("X.", lambda: False, (("no-such-command-here",),))],
            lambda _sentence: None,
            dry_run=False,
        )


def test_a_rehearsal_names_everything_and_changes_nothing(computer: Path) -> None:
    for name in ("apt-get", "pg_lsclusters", "hostnamectl", "ufw", "nft"):
        command(computer, name, f"touch {computer}/$0-was-run; exit 1")
    command(computer, "dpkg-query", "exit 1")
    said: list[str] = []

    def prepare() -> None:
        raise AssertionError("it was only asked what would be done")

    installing.install(RECORD, prepare, said.append, dry_run=True)
    text = "\n".join(said)
    for part in ("postgresql", "unattended-upgrades", "/etc/hosts", "server prepare"):
        assert part in text
    assert not (computer / "apt-get-was-run").exists()


def test_elsewhere_it_says_what_to_do_instead(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(UserError, match="build_spec/server"):
        installing.install(RECORD, lambda: None, lambda _sentence: None, dry_run=True)


def test_each_firewall_that_runs_is_opened_for_the_network_alone(
    computer: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = tmp_path / "nftables.conf"
    rules.write_text("table inet filter {}\n")
    monkeypatch.setattr(firewall, "NFTABLES", rules)
    state = tmp_path / "state"
    seen = f"echo Status: active; cat {state} 2>/dev/null; true"
    command(computer, "ufw", f'[ $1 = allow ] && echo "$*" >> {state}; {seen}')
    chain = (
        '{"nftables": [{"chain": {"family": "inet", "table": "filter", "name": "input",'
        ' "hook": "input", "policy": "drop"}}, {"chain": {"family": "inet", "table": "filter",'
        ' "name": "output", "hook": "output", "policy": "accept"}}]}'
    )
    command(
        computer,
        "nft",
        f"""case "$1" in -j) echo '{chain}';; list) cat {state};; *) echo "$*" >> {state};; esac""",
    )
    command(computer, "firewall-cmd", "exit 1")
    said: list[str] = []
    steps.take(firewall.steps(RECORD), said.append, dry_run=False)
    assert len(said) == 2
    opened = state.read_text()
    assert f"allow proto tcp from {NETWORK} to any port 5432" in opened
    for rule in (f"ip saddr {NETWORK}", "ip6 saddr fd00::/64"):
        written = (
            f'insert rule inet filter input {rule} tcp dport 5432 accept comment "mcsys-desktop"'
        )
        assert written in opened
        assert written in rules.read_text()
    said.clear()
    steps.take(firewall.steps(RECORD), said.append, dry_run=False)
    assert all("al zo" in sentence for sentence in said)
    assert state.read_text() == opened


def test_where_no_firewall_runs_nothing_is_opened(computer: Path) -> None:
    command(computer, "ufw", "echo Status: inactive")
    command(computer, "nft", "echo '{}'")
    command(computer, "firewall-cmd", "exit 252")
    assert firewall.steps(RECORD) == []


@pytest.mark.parametrize(
    "program", [["/opt/mcsys/mcsys-desktop"], ["/usr/bin/python3", "-P", "-m", "mcsys_desktop"]]
)
def test_the_units_are_ones(program: list[str], tmp_path: Path) -> None:
    texts = units.texts(program, RECORD, Path("/mnt/schijf 50%/kopieen"))
    assert set(texts) == {"mcsys-collect.service"}, "collect makes the nightly backup itself"
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
        assert "{" not in text
        assert "User=mcsys" in text
        assert "NoNewPrivileges=yes" in text
        shelf = '"/mnt/schijf 50%%/kopieen"'
        assert f"ReadWritePaths=/var/lib/mcsys {shelf}\n" in text
        (started,) = re.findall(r"^ExecStart=(.*)$", text, re.MULTILINE)
        office = (
            "postgresql://collector@kantoor.local:5432/kantoor"
            "?sslrootcert=/var/lib/mcsys/office-ca.crt"
        )
        assert started == (
            f"{' '.join(program)} --profile /var/lib/mcsys --office {office}"
            f" --password-file /var/lib/mcsys/collector.password collect --to {shelf}"
        )
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd-analyze is not here")
    checked = subprocess.run(
        ["systemd-analyze", "verify", *(str(tmp_path / name) for name in texts)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Unknown" not in checked.stderr
    assert "Failed to parse" not in checked.stderr


def test_the_service_is_let_in_before_it_is_switched_on_and_the_old_timer_goes(
    computer: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "units"
    folder.mkdir()
    (folder / "mcsys-backup.timer").write_text("old")
    monkeypatch.setattr(units, "UNITS", folder)
    done = tmp_path / "done"
    for name in ("useradd", "systemctl", "install", "id"):
        command(computer, name, f'echo "{name} $*" >> {done}; [ {name} != id ]')

    def let_in() -> None:
        done.write_text(f"{done.read_text()}let in\n")

    taken = units.steps(["/opt/mcsys"], RECORD, let_in)
    steps.take(taken, lambda _sentence: None, dry_run=False)
    said = [line.split()[0] for line in done.read_text().splitlines() if "is-enabled" not in line]
    assert said.index("useradd") < said.index("let") < said.index("systemctl")
    assert "systemctl enable mcsys-collect.service" in done.read_text()
    assert not (folder / "mcsys-backup.timer").exists()
    assert (folder / "mcsys-collect.service").exists()
