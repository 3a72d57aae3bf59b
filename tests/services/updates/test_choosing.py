"""Where the updates lie is an administrator's choice for all desks, and stands in the log."""

import pytest

from mcsys_desktop.core.errors import Refused, UserError
from mcsys_desktop.models import base
from mcsys_desktop.services import history, updates
from mcsys_desktop.services.updates import Chosen
from tests.conftest import AtDesk, Office

KEY = "0f" * 32
FOLDERS = "\\\\server\\updates\n\n  /srv/mcsys/updates  \n"


@pytest.fixture
def engine() -> str:
    """A file has one desk."""
    return "postgres"


def test_it_is_chosen_once_for_everybody_and_can_be_chosen_anew(
    db: Office, at_desk: AtDesk
) -> None:
    assert updates.chosen() == Chosen()
    at_desk(updates.choose, FOLDERS, KEY.upper()[:32] + " " + KEY[32:], login="carla")
    assert updates.chosen() == Chosen(("\\\\server\\updates", "/srv/mcsys/updates"), KEY)
    act = at_desk(history.acts, history.Sought(), login="carla")[0]
    assert act.login == "carla"
    said = {change.new for line in act.lines for change in line.changes}
    assert "Folder of updates" in said
    at_desk(updates.choose, "/other", KEY, login="carla")
    assert updates.chosen().folders == ("/other",)
    at_desk(updates.choose, "", "", login="carla")
    assert updates.chosen() == Chosen()


@pytest.mark.parametrize("login", ["bob", "rita"])
def test_nobody_else_chooses_neither_here_nor_in_the_database(
    db: Office, at_desk: AtDesk, login: str
) -> None:
    with pytest.raises(Refused):
        at_desk(updates.choose, FOLDERS, KEY, login=login)
    at_desk(updates.choose, FOLDERS, KEY, login="carla")
    with db.raw(login) as connection:
        for attack in (
            "UPDATE app.office_setting SET value = '0', version = version + 1",
            "INSERT INTO app.office_setting (name, value) VALUES ('x', 'y')",
            "DELETE FROM app.office_setting",
        ):
            import psycopg

            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(attack)
    assert updates.chosen().key == KEY


@pytest.mark.parametrize(
    ("folders", "key", "sentence"),
    [
        ("updates", KEY, "A folder looks like"),
        ("/a\n./b", KEY, "A folder looks like"),
        ("/" + "x" * 400, KEY, "A folder looks like"),
        ("\n".join(f"/{number}" for number in range(6)), KEY, "at most"),
        ("/srv", "geheim", "no key of updates"),
        ("/srv", "", "Give the key"),
    ],
)
def test_what_cannot_be_is_refused(
    db: Office, at_desk: AtDesk, folders: str, key: str, sentence: str
) -> None:
    with pytest.raises(UserError, match=sentence):
        at_desk(updates.choose, folders, key, login="carla")
    assert base.rows("SELECT count(*) FROM office_setting") == [(0,)]
