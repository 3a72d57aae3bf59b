"""The dialler of a desk: one call for two presses, whatever the number stood in."""

import time

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QApplication

from mcsys_desktop.ui import dialling
from mcsys_desktop.ui.dialling import Dialler

NUMBER = "+31612340987"


@pytest.fixture
def links(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    found: list[str] = []

    def opened(link: QUrl) -> bool:
        found.append(link.toString())
        return True

    monkeypatch.setattr(dialling, "open_link", opened)
    return found


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """A clock that the test turns."""
    at = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: at[0])
    return at


def test_a_second_press_within_three_seconds_does_not_call_twice(
    links: list[str], now: list[float]
) -> None:
    dialler = Dialler()
    assert dialler.dial("06 1234 0987") == ""
    now[0] += 2.9
    assert dialler.dial("+31 6 12340987") == ""
    assert links == [f"tel:{NUMBER}"]
    dialler.dial("033 461 20 45")
    assert links[1:] == ["tel:+31334612045"], "somebody else is not a second press"
    now[0] += 3.1
    dialler.dial("0612340987")
    assert links[2:] == [f"tel:{NUMBER}"]


def test_while_a_telephone_is_asked_it_is_asked_once(links: list[str], now: list[float]) -> None:
    asked: list[str] = []
    told: list[str] = []
    dialler = Dialler()
    dialler.begin = asked.append
    dialler.told.connect(told.append)
    dialler.dial(NUMBER)
    now[0] += 20.0  # nobody has picked up yet
    assert dialler.dial(NUMBER) == ""
    assert "still being asked" in dialler.dial("0334612045")
    assert asked == [NUMBER]

    dialler.done("Your phone does not answer.")
    assert told == ["Your phone does not answer."]
    dialler.dial(NUMBER)
    assert asked == [NUMBER] * 2, "who tries again after a failure means it"
    assert links == []


@pytest.mark.parametrize(
    "text",
    ["", "anonymous", "*21*0900123456#", "#31#", "jan@example.nl", "06\r\n\r\nAction: Command"],
)
def test_what_is_no_number_is_never_called(links: list[str], text: str) -> None:
    assert Dialler().dial(text) == "There is no number to call."
    assert links == []


def test_where_nothing_takes_it_the_number_is_copied(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialling, "open_link", lambda _link: False)
    dialler = Dialler()
    assert "copied" in dialler.dial("06 1234 0987 (mobiel)")
    assert qapp.clipboard().text() == NUMBER
    assert "copied" in dialler.dial(NUMBER), "nothing was called, so it is no second press"


def test_screens_use_the_dialler_of_the_desk_until_it_goes(links: list[str]) -> None:
    import shiboken6

    asked: list[str] = []
    dialler = Dialler()
    dialler.begin = asked.append
    dialling.use(dialler)
    dialling.dial(NUMBER)
    assert (asked, links) == ([NUMBER], [])
    shiboken6.delete(dialler)
    dialling.dial(NUMBER)
    assert links == [f"tel:{NUMBER}"]
