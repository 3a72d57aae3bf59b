"""An office that was made and never used gives way to one that is put back, and no other does."""

from pathlib import Path

import pytest

from mcsys_desktop.core.errors import UserError
from mcsys_desktop.models import address as addresses
from mcsys_desktop.models import base, upgrade
from mcsys_desktop.services import backups, history
from mcsys_desktop.services.backups import Keys, Wanted
from tests.conftest import PASSWORD, Office, _administrator
from tests.services.backups.conftest import Inside
from tests.services.backups.test_restoring import Place, _of_server, as_login


def test_a_blank_office_gives_way_and_one_with_anything_in_it_does_not(
    keeping: Office, keys: Keys, shelf: Path, empty_server: Place, inside: Inside
) -> None:
    made = backups.make(shelf, keys.recipients)
    base.disconnect()
    straight, blank = empty_server(), empty_server()
    backups.restore(made.path, straight, [keys.owner], Wanted(PASSWORD))
    upgrade.create(blank, password=PASSWORD)
    with _administrator(addresses.parse(blank).database) as admin:
        ((office_id,),) = admin.execute("SELECT office_id FROM app.schema_meta")
    damaged = shelf / "half.age"
    damaged.write_bytes(made.path.read_bytes()[:-100])
    with pytest.raises(UserError):
        backups.restore(damaged, blank, [keys.owner], Wanted(PASSWORD))
    with _administrator(addresses.parse(blank).database) as admin:
        assert admin.execute("SELECT office_id FROM app.schema_meta").fetchone() == (office_id,)
    backups.restore(made.path, blank, [keys.owner], Wanted(PASSWORD))
    assert _of_server(addresses.parse(blank).database) == _of_server(
        addresses.parse(straight).database
    )
    used = empty_server()
    upgrade.create(used, password=PASSWORD)
    with inside(as_login(used, "anna")):
        history.signed_in(0)  # nobody did more than look
    with pytest.raises(UserError, match="already"):
        backups.restore(made.path, used, [keys.owner], Wanted(PASSWORD))
