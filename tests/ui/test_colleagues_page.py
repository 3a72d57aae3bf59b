"""The colleagues page: let somebody in, move them, take leave, and what others see of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mcsys_desktop.models import base
from mcsys_desktop.models.base import Group
from mcsys_desktop.services import offices
from mcsys_desktop.services.colleagues import changing
from mcsys_desktop.ui.colleagues import ColleaguesPage, asking
from mcsys_desktop.ui.live import Live
from mcsys_desktop.ui.offices import RecoveryCode
from mcsys_desktop.ui.work import Work
from tests.services.people import OTHER, PASSWORD, make_shared
from tests.ui.accessibility import walk


@pytest.fixture
def made(tmp_path: Path) -> Iterator[offices.Made]:
    """A file of Sanne's with a key, in which she is."""
    made = make_shared(tmp_path)
    offices.enter(made.url, PASSWORD)
    yield made
    offices.close()


@pytest.fixture
def page(made: offices.Made, work: Work, live: Live, qtbot: QtBot) -> ColleaguesPage:
    work.connect_with(base.connected)
    page = ColleaguesPage(work, live)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show()
    qtbot.waitUntil(lambda: bool(page.list.rows))
    return page


def names(page: ColleaguesPage) -> list[str]:
    return [row.login for row in page.list.rows]


def let_in(page: ColleaguesPage, qtbot: QtBot, name: str = "Mark Bos") -> asking.StartCode:
    """Let somebody in through the dialog; the dialog with the code."""
    QTest.mouseClick(page.add, Qt.MouseButton.LeftButton)
    asked = page.dialog
    assert isinstance(asked, asking.NewColleague)
    QTest.keyClicks(asked.name, name)
    assert asked.own is not None
    QTest.keyClicks(asked.own, PASSWORD)
    QTest.keyClick(asked.own, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(page.dialog, asking.StartCode), timeout=20_000)
    shown = page.dialog
    assert isinstance(shown, asking.StartCode)
    qtbot.waitUntil(lambda: "mark" in names(page))
    return shown


def test_somebody_is_let_in_with_a_code_that_is_shown_once(
    page: ColleaguesPage, qtbot: QtBot
) -> None:
    shown = let_in(page, qtbot)
    assert len(shown.code.text()) == 19
    assert shown.save.isHidden()  # a file has no invitation
    shown.accept()
    assert page.detail.person is not None
    assert page.detail.person.login == "mark"
    assert page.detail.standing.text() == "Has not chosen a password yet."


def test_a_wrong_own_password_is_said_and_what_was_typed_stays(
    page: ColleaguesPage, qtbot: QtBot
) -> None:
    page.ask_new()
    asked = page.dialog
    assert isinstance(asked, asking.NewColleague)
    QTest.keyClicks(asked.name, "Mark Bos")
    asked.give()
    assert "own password" in asked.error.text()
    assert asked.own is not None
    asked.own.setText("iets anders")
    asked.give()
    qtbot.waitUntil(lambda: "does not open" in asked.error.text(), timeout=20_000)
    assert (asked.name.text(), asked.login.text()) == ("Mark Bos", "mark")
    assert asked.submit.isEnabled()


def test_a_group_is_explained_before_it_is_given(page: ColleaguesPage, qtbot: QtBot) -> None:
    let_in(page, qtbot).accept()
    page.ask_change()
    asked = page.dialog
    assert isinstance(asked, asking.ChangedColleague)
    said = set()
    for group in Group:
        asked.group.field.choose(group)
        said.add(asked.group._said.text())
    assert len(said) == len(Group)
    asked.group.field.choose(Group.READER)
    asked.extension.setText("21")
    asked.give()
    qtbot.waitUntil(lambda: page.list.rows[0].group is Group.READER)
    (mark,) = [row for row in page.list.rows if row.login == "mark"]
    assert mark.extension == "21"


def test_taking_leave_says_what_it_protects_and_shows_the_new_recovery_code(
    page: ColleaguesPage, qtbot: QtBot
) -> None:
    let_in(page, qtbot).accept()
    page.ask_leave()
    asked = page.dialog
    assert isinstance(asked, asking.Leaving)
    assert asked.another_key.isChecked()
    assert any("for ever" in each.text() for each in asked.findChildren(type(asked.error)))
    assert asked.own is not None
    asked.own.setText(PASSWORD)
    asked.give()
    qtbot.waitUntil(lambda: isinstance(page.dialog, RecoveryCode), timeout=20_000)
    assert isinstance(page.dialog, RecoveryCode)
    assert len(page.dialog.code.text()) == 34
    page.dialog.kept.setChecked(True)
    page.dialog.reject()
    qtbot.waitUntil(lambda: any(row.left_at for row in page.list.rows))
    assert page.detail.leave_button.isHidden()
    assert page.detail.code_button.text() == "Let in again"


def test_everybody_changes_the_own_password_here(
    page: ColleaguesPage, made: offices.Made, qtbot: QtBot
) -> None:
    QTest.mouseClick(page.detail.password_button, Qt.MouseButton.LeftButton)
    asked = page.dialog
    assert isinstance(asked, asking.OwnPassword)
    asked.present.setText(PASSWORD)
    asked.chosen.setText("Sanne Veldhuis 2026")
    asked.give()
    qtbot.waitUntil(lambda: "guess" in asked.error.text(), timeout=20_000)
    asked.chosen.setText(OTHER)
    with qtbot.waitSignal(asked.accepted, timeout=20_000):
        asked.give()
    offices.close()
    assert offices.enter(made.url, OTHER).login == "sanne"


@pytest.mark.parametrize("group", [Group.READER, Group.DESK, Group.ACCOUNTING])
def test_others_read_who_works_here_and_whom_to_ask(
    made: offices.Made, work: Work, live: Live, qtbot: QtBot, tmp_path: Path, group: Group
) -> None:
    with base.connected():
        code = changing.add("Mark Bos", "mark", "12", group, PASSWORD).code
    offices.enter_with_start_code(f"{made.url}?login=mark", code, OTHER, tmp_path / "tries")
    work.connect_with(base.connected)
    page = ColleaguesPage(work, live)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: bool(page.list.rows))
    assert names(page) == ["mark", "sanne"]
    assert page.add.isHidden()
    assert "Sanne Veldhuis" in page.why.text()
    for button in (
        page.detail.change_button,
        page.detail.code_button,
        page.detail.leave_button,
    ):
        assert button.isHidden()
    assert not page.detail.password_button.isHidden()  # Mark is chosen, and is here
    page.view.setCurrentIndex(page.list.index(1, 0))
    assert page.detail.password_button.isHidden()


def test_every_part_has_a_name(page: ColleaguesPage, qtbot: QtBot) -> None:
    assert walk(page) == []
    page.ask_new()
    assert page.dialog is not None
    assert walk(page.dialog) == []


def test_an_office_without_a_key_says_why_nobody_else_comes_in(
    work: Work, live: Live, qtbot: QtBot, tmp_path: Path
) -> None:
    made = offices.create_file(tmp_path / "open.db", "Sanne", None)
    offices.enter(made.url)
    work.connect_with(base.connected)
    page = ColleaguesPage(work, live)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: bool(page.list.rows))
    assert page.add.isHidden()
    assert "no key" in page.detail.why.text()
    offices.close()
