"""The process that is always on has a login of its own: it reads everything, manages nobody."""

import os
import stat
from pathlib import Path

import pytest

from mcsys_desktop.core.errors import Refused, UserError
from mcsys_desktop.models import base
from mcsys_desktop.models.base import Group
from mcsys_desktop.models.logins import Login
from mcsys_desktop.models.safety import Backup
from mcsys_desktop.services import backups, colleagues, history, offices, retention, servers
from mcsys_desktop.services.backups import nightly
from mcsys_desktop.services.colleagues import changing
from mcsys_desktop.services.servers import collecting
from mcsys_desktop.services.servers.preparing import Prepared
from tests.servers import OwnServer


def test_it_comes_in_by_its_own_password_backs_up_and_manages_nobody(
    server: OwnServer, prepared: Prepared, tmp_path: Path
) -> None:
    home, shelf = tmp_path / "home", tmp_path / "shelf"
    home.mkdir()
    shelf.mkdir()
    servers.let_in_collector(server.local, prepared.record, home)
    secret = (home / collecting.PASSWORD).read_text().strip()
    assert len(secret) > 40
    if os.name != "nt":
        assert stat.S_IMODE((home / collecting.PASSWORD).stat().st_mode) == 0o600
    servers.let_in_collector(server.local, prepared.record, home)
    assert (home / collecting.PASSWORD).read_text().strip() == secret, "once"

    keys = backups.make_keys()
    offices.enter(collecting.office_of(prepared.record, home), secret)
    try:
        with base.connected():
            made = nightly.make_nightly(nightly.Night(shelf, keys.recipients))
            assert backups.prove(made.path, [keys.owner]).flaws == []
            assert Backup.select().count() == 1
            assert retention.forget_at_night() == 0
            assert colleagues.rights().group is Group.DESK
            with pytest.raises(Refused):
                changing.add("Femke", "femke", "", Group.ADMIN)
            told = [line.said for act in history.acts(history.Sought()) for line in act.lines]
            assert "collector mcsys_backup" in told
        turn = nightly.turn_of(collecting.office_of(prepared.record, home), secret)
        assert turn.take()
        turn.give_back()
    finally:
        offices.close()

    (home / collecting.PASSWORD).unlink()
    servers.let_in_collector(server.local, prepared.record, home)
    again = (home / collecting.PASSWORD).read_text().strip()
    assert again != secret
    with pytest.raises(offices.WrongPassword):
        offices.enter(collecting.office_of(prepared.record, home), secret)
    offices.enter(collecting.office_of(prepared.record, home), again)
    offices.close()
    found = {finding.key for finding in servers.check_on_server(server.local, newest={})}
    assert found <= {"key_here"}, "its login is none that may too much"
    server.sql(f"GRANT mcsys_desk TO {collecting.LOGIN}")  # somebody works with it
    found = {finding.key for finding in servers.check_on_server(server.local, newest={})}
    assert "memberships" in found
    server.sql(f"REVOKE mcsys_desk FROM {collecting.LOGIN}")
    assert collecting.LOGIN not in {person.name for person in _people(server)}


def test_a_folder_that_is_not_there_is_said(
    server: OwnServer, prepared: Prepared, tmp_path: Path
) -> None:
    with pytest.raises(UserError, match=r"office-ca\.crt"):
        servers.let_in_collector(server.local, prepared.record, tmp_path / "none")


def _people(server: OwnServer) -> list[Login]:
    with servers.on_server(server.local):
        return servers.people()
