"""People on an office server, through the program: the database says who may."""

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from mcsys_desktop.core.errors import Refused, UserError
from mcsys_desktop.models import base
from mcsys_desktop.models.base import Group
from mcsys_desktop.models.staff import Colleague
from mcsys_desktop.services import colleagues, history, offices
from mcsys_desktop.services.colleagues import changing, listing
from tests.conftest import PASSWORD, Office
from tests.services.people import OTHER, THIRD

pytestmark = pytest.mark.parametrize("engine", ["postgres"])


@pytest.fixture
def carla(office: Office) -> Iterator[Office]:
    """The office, with this thread working as carla, who manages it."""
    offices.enter(office.login("carla"), office.password)
    try:
        with base.connected():
            yield office
    finally:
        offices.close()


@pytest.fixture
def newcomer(carla: Office) -> Iterator[str]:
    """A login for somebody new, who goes again after the test."""
    name = f"femke{os.getpid()}"
    yield name
    with carla.administrator() as admin:
        admin.execute(f"DROP ROLE IF EXISTS {name}".encode())


def row_of(login: str) -> listing.ColleagueRow:
    (row,) = [row for row in listing.listed() if row.login == login]
    return row


def test_somebody_new_gets_a_code_and_an_invitation_and_can_come_in(
    carla: Office, newcomer: str
) -> None:
    welcome = changing.add("Femke de Boer", newcomer, "14", Group.DESK)
    assert welcome.invitation is not None
    assert welcome.invitation.login == newcomer
    row = row_of(newcomer)
    assert (row.name, row.extension, row.group) == ("Femke de Boer", "14", Group.DESK)
    assert row.must_change
    with Office(carla.engine, carla.url, password=welcome.code).raw(newcomer) as own:
        assert own.execute("SELECT session_user").fetchone() == (newcomer,)
    with pytest.raises(UserError, match="already"):
        changing.add("Femke", newcomer, "", Group.DESK)
    with pytest.raises(UserError, match="small letters"):
        changing.add("Femke", "Femke!", "", Group.DESK)


def test_a_group_counts_from_the_next_statement_and_tells_the_other_desks(
    carla: Office, newcomer: str
) -> None:
    welcome = changing.add("Femke", newcomer, "", Group.READER)
    with Office(carla.engine, carla.url, password=welcome.code).raw(newcomer) as own:
        asked = "SELECT pg_has_role(session_user, 'mcsys_desk', 'MEMBER')"
        assert own.execute(asked).fetchone() == (False,)
        changing.set_group(newcomer, Group.DESK)
        assert own.execute(asked).fetchone() == (True,)
    assert Colleague.get(Colleague.login == newcomer).may is Group.DESK
    act = history.acts(history.Sought(kind=history.Kind.CHANGES))[0]
    assert [(line.kind, line.said) for line in act.lines] == [
        ("login_group", f"{newcomer}: Desk"),
        ("update", ""),
    ]
    assert [(c.label, c.old, c.new) for c in act.lines[1].changes] == [
        ("What they may do", "Reads only", "Desk")
    ]


def test_who_leaves_is_out_within_five_seconds(carla: Office, newcomer: str) -> None:
    import psycopg

    welcome = changing.add("Femke", newcomer, "", Group.DESK)
    ended = threading.Event()

    def work() -> None:
        try:
            with Office(carla.engine, carla.url, password=welcome.code).raw(newcomer) as own:
                while True:
                    own.execute("SELECT 1")
                    time.sleep(0.02)
        except psycopg.OperationalError:
            ended.set()

    at_work = threading.Thread(target=work)
    at_work.start()
    while not row_of(newcomer).sessions:
        time.sleep(0.02)
    began = time.monotonic()
    changing.take_leave(newcomer)
    assert ended.wait(5.0 - (time.monotonic() - began))
    at_work.join()
    row = row_of(newcomer)
    assert (row.enabled, row.sessions) == (False, 0)
    assert row.left_at is not None
    back = changing.new_code(newcomer)
    assert back.code != welcome.code
    assert row_of(newcomer).left_at is None
    kinds = [line.kind for act in history.acts(history.Sought()) for line in act.lines]
    assert "login_opened" in kinds


def test_the_rights_of_each_login_are_the_databases(carla: Office) -> None:
    assert colleagues.rights().group is Group.ADMIN
    offices.close()
    for login, group in (("anna", Group.DESK), ("rita", Group.READER)):
        office = offices.enter(carla.login(login), PASSWORD)
        assert office.rights.group is group
        with base.connected():
            for act, told in (
                (changing.add, ("Femke", "femke", "", Group.ADMIN)),
                (changing.set_group, (login, Group.ADMIN)),
                (changing.take_leave, ("carla",)),
            ):
                with pytest.raises(Refused):
                    act(*told)
        offices.close()
    offices.enter(carla.login("carla"), PASSWORD)


def test_a_right_that_the_database_refuses_stands_in_the_log_once_for_many(
    office: Office,
) -> None:
    offices.enter(office.login("rita"), PASSWORD)
    try:
        for _try in range(200):
            with pytest.raises(Refused), base.connected(), base.transaction():
                Colleague(login="rita", name="Rita").save()
        with base.connected():
            assert history.note_refusals() == 200
    finally:
        offices.close()
    offices.enter(office.login("carla"), PASSWORD)
    try:
        with base.connected():
            noted = history.acts(history.Sought(kind=history.Kind.REFUSED))
            assert [(act.login, act.lines[0].said) for act in noted] == [("rita", "colleague 200x")]
    finally:
        offices.close()


def test_another_password_of_ones_own_keeps_this_desk_at_work(
    carla: Office, newcomer: str, tmp_path: Path
) -> None:
    code = changing.add("Femke", newcomer, "", Group.DESK).code
    offices.close()
    url = carla.login(newcomer)
    offices.enter_with_start_code(url, code, THIRD, tmp_path / "tries")
    try:
        with base.connected():
            with pytest.raises(offices.WrongPassword):
                offices.choose_password(code, OTHER)
            offices.choose_password(THIRD, OTHER)
        base.database.close_all()  # every connection anew, with the new one
        with base.connected():
            assert colleagues.me() == newcomer
    finally:
        offices.close()
    with pytest.raises(offices.WrongPassword):
        offices.enter(url, THIRD)
    offices.enter(url, OTHER)
    offices.close()
    offices.enter(carla.login("carla"), PASSWORD)
