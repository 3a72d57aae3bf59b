"""The phone book in a FRITZ!Box is one of its own, and is kept as it is here."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from mcsys_desktop.core import i18n
from mcsys_desktop.core.phone_book_index import Index
from mcsys_desktop.core.phone_books import BookNumber, Entry
from mcsys_desktop.core.settings import Settings
from mcsys_desktop.services import book_pushes
from mcsys_desktop.services.book_pushes import BOX, bring_up_to_date
from mcsys_desktop.telephony.fritzbox.source import password_name
from tests.services.test_book_pushes import done, entry, some
from tests.telephony import tr064_box
from tests.telephony.tr064_box import TrBox


@pytest.fixture(autouse=True)
def _speak_english() -> None:
    i18n.use("en")


@pytest.fixture
def box() -> Iterator[TrBox]:
    made = TrBox()
    try:
        yield made
    finally:
        made.close()


def to_box(box: TrBox, password: str = tr064_box.PASSWORD) -> Settings:
    settings = Settings(
        fritzbox_book=True,
        fritzbox_address="127.0.0.1",
        fritzbox_login=tr064_box.LOGIN,
        fritzbox_tr064_port=box.port,
    )
    settings.secrets.put(password_name(settings), password)
    return settings


def test_a_box_gets_a_book_of_its_own_and_keeps_its_others(box: TrBox, tmp_path: Path) -> None:
    settings = to_box(box)
    before = box.contacts[0].copy()
    assert done(bring_up_to_date(BOX, settings, Index(some(4)), tmp_path)) == (4, 0, 0)
    assert box.books == {0: "Telefonbuch", 1: "MCSys"}
    assert "<realName>Klant 00001</realName>" in next(iter(box.contacts[1].values()))
    box.asked.clear()
    assert done(bring_up_to_date(BOX, settings, Index(some(4)), tmp_path)) == (0, 0, 4)
    assert box.asked == []
    changed = [entry(1, "+31201234567"), *some(3)[1:]]
    assert done(bring_up_to_date(BOX, settings, Index(changed), tmp_path)) == (1, 1, 2)
    assert len(box.contacts[1]) == 3
    assert any("0201234567" in one for one in box.contacts[1].values())
    assert box.contacts[0] == before


def test_what_somebody_removed_at_the_box_comes_back_when_it_changes(
    box: TrBox, tmp_path: Path
) -> None:
    settings = to_box(box)
    bring_up_to_date(BOX, settings, Index(some(3)), tmp_path)
    box.contacts[1].clear()
    changed = [entry(1, "+31201234567"), entry(2)]
    assert done(bring_up_to_date(BOX, settings, Index(changed), tmp_path)) == (1, 1, 1)
    assert len(box.contacts[1]) == 1


def test_without_a_ledger_the_book_in_the_box_is_begun_anew(box: TrBox, tmp_path: Path) -> None:
    settings = to_box(box)
    bring_up_to_date(BOX, settings, Index(some(3)), tmp_path)
    next((tmp_path / "books").glob("*.json")).unlink()
    assert done(bring_up_to_date(BOX, settings, Index(some(3)), tmp_path)) == (3, 0, 0)
    assert [len(one) for one in box.contacts.values()] == [1, 3]


def test_somebody_with_many_numbers_is_more_contacts_and_the_box_is_not_overfilled(
    box: TrBox, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = tuple(BookNumber(f"+3161234567{at:02}") for at in range(20))
    many = Entry(1, "Veel", numbers, origin="e" * 24)
    assert done(bring_up_to_date(BOX, to_box(box), Index([many]))) == (3, 0, 0)
    monkeypatch.setattr(book_pushes, "MOST", 2)
    assert done(bring_up_to_date(BOX, to_box(box), Index(some(9)))) == (2, 0, 0)


def test_a_box_that_knows_nobody_says_what_to_do(box: TrBox) -> None:
    told = bring_up_to_date(BOX, to_box(box, "fout"), Index(some(3)))
    assert "Type them again" in told.error
    assert not told.again
    assert box.wrong == 1
    nobody = bring_up_to_date(BOX, Settings(fritzbox_book=True), Index(some(3)))
    assert "Fill in the user" in nobody.error
