"""Administrators are asked for the security review, and it is signed in the window."""

import pytest
from pytestqt.qtbot import QtBot

from mcsys_desktop.app.program import Program
from mcsys_desktop.app.review_watch import ReviewWatch
from mcsys_desktop.services import history, reviews
from mcsys_desktop.ui.colleagues.review import SecurityReview
from tests.ui.accessibility import walk

SAID = "Half a year has passed."


def test_the_question_leads_to_the_review_and_goes_when_it_is_signed(
    keyed: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed: list[reviews.Signed] = []
    monkeypatch.setattr(reviews, "question", lambda: "" if signed else SAID)
    original = reviews.sign

    def sign(seen: reviews.Seen, remark: str = "") -> reviews.Signed:
        signed.append(original(seen, remark))
        return signed[0]

    monkeypatch.setattr(reviews, "sign", sign)
    assert keyed.screens is not None
    watch = keyed.screens.findChild(ReviewWatch)
    assert isinstance(watch, ReviewWatch)
    watch.ask()
    banner = keyed.window.banner
    qtbot.waitUntil(banner.isVisible)
    assert banner.title.text() == SAID
    banner.button.click()
    page = keyed.window.page("colleagues")
    qtbot.waitUntil(lambda: isinstance(getattr(page, "dialog", None), SecurityReview))
    asked = page.dialog  # type: ignore[union-attr]  # the colleagues page has one
    assert isinstance(asked, SecurityReview)
    assert walk(asked) == []
    asked.remark.setPlainText("Met kaart 4111 1111 1111 1111 betaald")
    asked.give()
    qtbot.waitUntil(lambda: "card number" in asked.error.text())
    asked.remark.setPlainText("Niets te doen.")
    with qtbot.waitSignal(asked.accepted, timeout=20_000):
        asked.give()
    assert signed[0].remark == "Niets te doen."
    keyed.live.hear("security_review")
    qtbot.waitUntil(lambda: not banner.isVisible())
    told: list[list[history.Act]] = []
    keyed.work.run(keyed, history.acts, history.Sought(), then=told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert [line.kind for line in told[0][0].lines] == ["insert", "review"]
