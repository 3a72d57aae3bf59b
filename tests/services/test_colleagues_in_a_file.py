"""Several people in one office file: in, out, with their own passwords and names in the log."""

from pathlib import Path

import pytest

from mcsys_desktop.core import vault
from mcsys_desktop.core.drafts import Drafts
from mcsys_desktop.core.errors import OfficeUnavailable, Refused, UserError
from mcsys_desktop.models import base
from mcsys_desktop.models.base import Group
from mcsys_desktop.models.customers import Customer
from mcsys_desktop.models.staff import Colleague
from mcsys_desktop.services import colleagues, history, offices
from mcsys_desktop.services.colleagues import changing, listing
from tests import make
from tests.services.people import OTHER, PASSWORD, THIRD, inside, make_shared


@pytest.fixture
def made(tmp_path: Path) -> offices.Made:
    return make_shared(tmp_path)


def let_in(url: str, login: str = "mark", group: Group = Group.DESK) -> str:
    """Somebody new, with a start code; the code."""
    with inside(url, PASSWORD, "sanne"):
        return changing.add(login.title(), login, "12", group, PASSWORD).code


def test_a_colleague_comes_in_with_the_code_and_a_password_of_his_own(
    made: offices.Made, tmp_path: Path
) -> None:
    code = let_in(made.url)
    door = offices.look(made.url)
    assert door.people == ("sanne", "mark")
    url = f"{made.url}?login=mark"
    assert offices.look(url).login == "mark"
    with pytest.raises(offices.MustChooseError):
        offices.enter(url, code)
    typed = code.lower().replace("-", " ")
    office = offices.enter_with_start_code(url, typed, OTHER, tmp_path / "tries.json")
    try:
        assert (office.login, office.name, office.rights.group) == ("mark", "Mark", Group.DESK)
        with base.connected():
            make.customer("Bakkerij De Vries")
            assert Customer.get().created_by == "mark"
            assert history.acts(history.Sought(login="mark"))[0].name == "Mark"
    finally:
        offices.close()
    for wrong in (code, PASSWORD):
        with pytest.raises(offices.WrongPassword):
            offices.enter(url, wrong)
    with inside(made.url, PASSWORD, "sanne") as who:
        assert who == "sanne"


def test_who_left_does_not_come_in_and_the_log_says_who_did_it(made: offices.Made) -> None:
    code = let_in(made.url)
    with inside(made.url, PASSWORD):
        changing.take_leave("mark", PASSWORD)
        (row,) = [row for row in listing.listed() if row.login == "mark"]
        assert row.left_at is not None
        assert not row.enabled
        act = history.acts(history.Sought(kind=history.Kind.CHANGES))[0]
        assert act.login == "sanne"
        assert [change.label for change in act.lines[0].changes] == ["Left on"]
    with pytest.raises(offices.WrongPassword):
        offices.enter(f"{made.url}?login=mark", code)
    assert offices.look(f"{made.url}?login=mark").login == "sanne"


def test_another_key_reaches_those_who_stay_and_not_who_left(made: offices.Made) -> None:
    path = Path(made.url.removeprefix("sqlite:///"))
    code = let_in(made.url)
    before = vault.load(vault.keys_file(path)).open(code, "mark")
    with inside(made.url, PASSWORD):
        farewell = changing.take_leave("mark", PASSWORD, another_key=True)
        make.customer("Bakkerij De Vries")
    assert farewell.code not in ("", made.code)
    with inside(made.url, PASSWORD):  # here the file gets its key
        assert Customer.get().name == "Bakkerij De Vries"
        assert history.verify() == []
    assert not vault.load(vault.keys_file(path)).renewing
    now = vault.load(vault.keys_file(path)).open(PASSWORD)
    assert now != before
    with pytest.raises(OfficeUnavailable, match="not an office"):
        base.connect(made.url, key=before.hex(), author="mark")
    with pytest.raises(vault.WrongPassword):
        vault.load(vault.keys_file(path)).open_with_code(made.code)
    office = offices.enter_with_code(made.url, farewell.code, THIRD)
    assert office.login == "sanne"
    offices.close()


def test_the_own_password_is_asked_for_and_must_be_the_own(made: offices.Made) -> None:
    code = let_in(made.url)
    with inside(made.url, PASSWORD):
        for wrong in ("", code, OTHER):
            with pytest.raises(vault.WrongPassword):
                changing.add("Femke", "femke", "", Group.DESK, wrong)
            with pytest.raises(vault.WrongPassword):
                changing.take_leave("mark", wrong)
        assert {row.login for row in listing.listed()} == {"sanne", "mark"}


def test_somebody_chooses_another_password_by_the_present_one(made: offices.Made) -> None:
    with inside(made.url, PASSWORD):
        with pytest.raises(vault.WrongPassword):
            offices.choose_password(OTHER, THIRD)
        with pytest.raises(UserError, match="guess"):
            offices.choose_password(PASSWORD, "Sanne Veldhuis 2026")
        offices.choose_password(PASSWORD, OTHER)
        assert history.acts(history.Sought(kind=history.Kind.CARE))[0].lines[0].kind == "password"
    with pytest.raises(vault.WrongPassword):
        offices.enter(made.url, PASSWORD)
    with inside(made.url, OTHER):
        pass


def test_the_last_administrator_cannot_go_and_nobody_closes_himself_out(
    made: offices.Made,
) -> None:
    let_in(made.url, "mark", Group.ADMIN)
    with inside(made.url, PASSWORD):
        with pytest.raises(UserError, match="else"):
            changing.take_leave("sanne", PASSWORD)
        changing.set_group("mark", Group.DESK)
        with pytest.raises(UserError, match="last"):
            changing.set_group("sanne", Group.DESK)
        assert colleagues.rights().manages


@pytest.mark.parametrize("group", [Group.READER, Group.DESK, Group.ACCOUNTING])
def test_only_an_administrator_lets_people_in_and_out_and_a_try_stands_in_the_log(
    made: offices.Made, tmp_path: Path, group: Group
) -> None:
    code = let_in(made.url, "mark", group)
    offices.enter_with_start_code(f"{made.url}?login=mark", code, OTHER, tmp_path / "tries")
    try:
        with base.connected():
            for act, told in (
                (changing.add, ("Femke", "femke", "", Group.ADMIN, OTHER)),
                (changing.change, ("sanne", 1, "Mark", "")),
                (changing.set_group, ("mark", Group.ADMIN)),
                (changing.new_code, ("sanne", OTHER)),
                (changing.take_leave, ("sanne", OTHER)),
            ):
                with pytest.raises(Refused, match="Sanne Veldhuis"):
                    act(*told)
            assert [row.login for row in listing.listed()] == ["mark", "sanne"]
            assert {row.group for row in listing.listed()} == {None}
            assert history.note_refusals() == 5
            assert history.note_refusals() == 0
            noted = history.acts(history.Sought(kind=history.Kind.REFUSED))
            assert [line.said for line in noted[0].lines] == ["mcsys_admin 5x"]
    finally:
        offices.close()


def test_an_office_of_before_there_were_groups_is_its_first_persons(made: offices.Made) -> None:
    with inside(made.url, PASSWORD):
        with base.transaction():
            first = Colleague.get()
            first.may = Group.DESK  # as files of one person have it
            first.save()
        assert colleagues.rights().manages
        changing.add("Mark", "mark", "", Group.DESK, PASSWORD)
        assert colleagues.rights().manages
    rights = colleagues.Rights(Group.READER, ("Sanne", "Mark", "Femke"))
    assert rights.why_not(Group.READER) == ""
    assert "Sanne, Mark or Femke" in rights.why_not(Group.DESK)


def test_wrong_passwords_stand_in_the_log_after_the_next_good_one(
    made: offices.Made, tmp_path: Path
) -> None:
    tries = tmp_path / "tries.json"
    for wrong in ("een", "twee", "drie"):
        with pytest.raises(vault.WrongPassword):
            offices.enter(made.url, wrong, tries)
    offices.enter(made.url, PASSWORD, tries)
    try:
        with base.connected():
            (act, *_rest) = history.acts(history.Sought(kind=history.Kind.SIGN_IN))
            assert [(line.kind, line.said) for line in act.lines] == [
                ("login_failed", "3"),
                ("login", ""),
            ]
    finally:
        offices.close()


def test_what_is_done_to_passwords_and_pins_stands_in_the_log_each_once(
    made: offices.Made, tmp_path: Path
) -> None:
    code = let_in(made.url)
    offices.enter_with_start_code(f"{made.url}?login=mark", code, OTHER, tmp_path / "tries")
    try:
        history.pin_changed(chosen=True)
        history.pin_changed(chosen=False)
    finally:
        offices.close()
    offices.enter_with_code(made.url, made.code, THIRD)
    try:
        with base.connected():
            new_sheet = offices.new_recovery_sheet(made.code)
            told = [
                (act.login, [(line.kind, line.said) for line in act.lines])
                for act in reversed(history.acts(history.Sought()))
            ]
    finally:
        offices.close()
    assert new_sheet.startswith(b"%PDF")
    assert told[2:] == [  # behind who was there first, and his letting in
        ("sanne", [("insert", ""), ("code", "mark")]),
        ("mark", [("password", ""), ("login", "")]),
        ("mark", [("pin", "chosen")]),
        ("mark", [("pin", "removed")]),
        ("sanne", [("recovery", ""), ("password", ""), ("login", "")]),
        ("sanne", [("print", "recovery sheet")]),
    ]


def test_wrong_secrets_at_a_locked_desk_stand_in_the_log(made: offices.Made) -> None:
    let_in(made.url)
    with inside(made.url, PASSWORD):
        for wrong in ("een", "twee"):
            with pytest.raises(vault.WrongPassword):
                offices.prove(made.url, wrong)
        assert history.note_refusals() == 0, "nobody has proven yet who it is"
        for wrong in ("een", "twee"):
            with pytest.raises(vault.WrongPassword):
                offices.prove(made.url, wrong, Path(made.url.removeprefix("sqlite:///") + ".t"))
        offices.prove(made.url, PASSWORD, Path(made.url.removeprefix("sqlite:///") + ".t"))
        assert history.note_refusals() == 2
        assert history.note_refusals() == 0
        (act, *_rest) = history.acts(history.Sought(kind=history.Kind.SIGN_IN))
        assert [(line.kind, line.said) for line in act.lines] == [("login_failed", "sanne 2x")]


def test_what_was_typed_before_the_file_got_another_key_is_there_again(
    made: offices.Made, tmp_path: Path
) -> None:
    """Also for who comes in later, and where another program carried the new key out."""
    folder = tmp_path / "drafts"
    code = let_in(made.url)
    let_in(made.url, "femke")

    def typed(url: str, password: str, text: str = "") -> list[str]:
        office = offices.enter(url, password)
        said: list[str] = []
        drafts = Drafts(said.append)
        try:
            with base.connected():
                found = [
                    draft.texts["note"] for draft in offices.open_drafts(drafts, folder, office)
                ]
            if text:
                drafts.put("note", {"note": text})
            drafts.close()
        finally:
            offices.close()
        assert said == []
        return found

    of_mark = f"{made.url}?login=mark"
    offices.enter_with_start_code(of_mark, code, OTHER, tmp_path / "tries")
    offices.close()
    typed(made.url, PASSWORD, "van Sanne")
    typed(of_mark, OTHER, "van Mark")
    with inside(made.url, PASSWORD):
        changing.take_leave("femke", PASSWORD, another_key=True)
    with inside(made.url, PASSWORD):  # a program without drafts: the key is carried out here
        pass
    assert typed(made.url, PASSWORD) == ["van Sanne"]
    let_in(made.url, "femke")
    with inside(made.url, PASSWORD):
        changing.take_leave("femke", PASSWORD, another_key=True)
    assert typed(made.url, PASSWORD) == ["van Sanne"]
    assert typed(of_mark, OTHER) == ["van Mark"], "two keys later"
