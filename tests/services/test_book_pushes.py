"""Phone books elsewhere are kept as they are here; nothing else there is touched."""

import contextlib
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from mcsys_desktop.core import i18n
from mcsys_desktop.core.phone_book_index import Index
from mcsys_desktop.core.phone_books import BookNumber, Entry
from mcsys_desktop.core.settings import Settings
from mcsys_desktop.services import book_pushes
from mcsys_desktop.services.book_pushes import CARDDAV, Told, bring_up_to_date
from mcsys_desktop.telephony import carddav
from mcsys_desktop.telephony.book_push import Kept, PushTrouble
from mcsys_desktop.telephony.carddav import CardDavBook
from tests.telephony import dav_server
from tests.telephony.dav_server import DavServer
from tests.telephony.radicale import PROGRAM, real_server


@pytest.fixture(autouse=True)
def _speak_english() -> None:
    i18n.use("en")


@pytest.fixture
def server() -> Iterator[DavServer]:
    made = DavServer()
    try:
        yield made
    finally:
        made.close()


def entry(at: int, number: str = "+31612345678", **more: object) -> Entry:
    numbers = (BookNumber(number, "mobile"),)
    return Entry(at, f"Klant {at:05}", numbers, origin=f"{at:024x}", **more)  # type: ignore[arg-type]


def some(count: int) -> list[Entry]:
    return [entry(at) for at in range(1, count + 1)]


def to_server(server: DavServer, password: str = dav_server.PASSWORD) -> Settings:
    settings = Settings(carddav_enabled=True, carddav_url=server.url, carddav_login="winkel")
    settings.secrets.put(book_pushes.carddav_password(settings), password)
    return settings


def done(told: Told) -> tuple[int, int, int]:
    assert told.error == ""
    assert told.done is not None
    return told.done.put, told.done.removed, told.done.left


def test_cards_are_put_changed_and_removed_and_others_are_left_alone(
    server: DavServer, tmp_path: Path
) -> None:
    server.cards["van-een-ander.vcf"] = b"BEGIN:VCARD"
    settings = to_server(server)
    assert done(bring_up_to_date(CARDDAV, settings, Index(some(5)), tmp_path)) == (5, 0, 0)
    card = server.cards[f"mcsys-{1:024x}.vcf"].decode()
    assert "FN:Klant 00001\r\n" in card
    assert "TEL;TYPE=CELL:0612345678\r\n" in card
    assert f"UID:mcsys-{1:024x}\r\n" in card
    server.asked.clear()
    assert done(bring_up_to_date(CARDDAV, settings, Index(some(5)), tmp_path)) == (0, 0, 5)
    assert server.asked == {}  # what is as it should be is not even asked for
    changed = [entry(1, "+31201234567"), *some(4)[1:]]
    assert done(bring_up_to_date(CARDDAV, settings, Index(changed), tmp_path)) == (1, 1, 3)
    assert server.asked == {"PUT": 1, "DELETE": 1}
    assert "0201234567" in server.cards[f"mcsys-{1:024x}.vcf"].decode()
    assert sorted(server.cards)[-1] == "van-een-ander.vcf"
    assert len(server.cards) == 5


def test_twenty_thousand_cards_are_not_read_again_each_time(
    server: DavServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put = CardDavBook.put
    count = 0

    def counted(self: CardDavBook, *args: object) -> object:
        nonlocal count
        count += 1
        if count > 40:  # the rest is as this; twenty thousand requests would take a minute
            return Kept(f"{args[0]}.vcf", '"x"', "")
        return put(self, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(CardDavBook, "put", counted)
    everybody, settings = some(20_000), to_server(server)
    assert done(bring_up_to_date(CARDDAV, settings, Index(everybody), tmp_path))[0] == 20_000
    server.asked.clear()
    renewed = [entry(7, "+31201234567"), *everybody[:6], *everybody[7:]]
    assert done(bring_up_to_date(CARDDAV, settings, Index(renewed), tmp_path))[:2] == (1, 0)
    assert sum(server.asked.values()) <= 1


@pytest.mark.parametrize("loss", ["gone", "damaged"])
def test_a_ledger_that_is_lost_is_made_again_from_what_lies_there(
    loss: str, server: DavServer, tmp_path: Path
) -> None:
    settings = to_server(server)
    bring_up_to_date(CARDDAV, settings, Index(some(6)), tmp_path)
    (ledger,) = (tmp_path / "books").glob("*.json")
    if loss == "gone":
        ledger.unlink()
    else:
        ledger.write_text('{"kept": {"a": {"place": 1}}}')
    server.cards["mcsys-iets anders.vcf"] = b"BEGIN:VCARD"
    assert done(bring_up_to_date(CARDDAV, settings, Index(some(4)), tmp_path)) == (4, 2, 0)
    assert len(server.cards) == 5


def test_a_card_that_somebody_changed_or_removed_there_is_put_right(
    server: DavServer, tmp_path: Path
) -> None:
    settings = to_server(server)
    bring_up_to_date(CARDDAV, settings, Index(some(4)), tmp_path)
    for at in (1, 3):
        server.cards[f"mcsys-{at:024x}.vcf"] = b"BEGIN:VCARD\r\nFN:Piet\r\nEND:VCARD\r\n"
    for at in (2, 4):
        del server.cards[f"mcsys-{at:024x}.vcf"]
    changed = [entry(1, "+31201234567"), entry(2, "+31201234567")]
    assert done(bring_up_to_date(CARDDAV, settings, Index(changed), tmp_path)) == (2, 2, 0)
    assert sorted(server.cards) == [f"mcsys-{at:024x}.vcf" for at in (1, 2)]
    assert all(b"0201234567" in card for card in server.cards.values())


def test_a_server_that_tells_no_versions_will_do(server: DavServer, tmp_path: Path) -> None:
    server.tells_versions = False
    settings = to_server(server)
    bring_up_to_date(CARDDAV, settings, Index(some(3)), tmp_path)
    changed = [entry(1, "+31201234567"), entry(2)]
    assert done(bring_up_to_date(CARDDAV, settings, Index(changed), tmp_path)) == (1, 1, 1)


def test_what_is_interrupted_goes_on_where_it_was(server: DavServer, tmp_path: Path) -> None:
    settings, asked = to_server(server), 0

    def still() -> bool:
        nonlocal asked
        asked += 1
        return asked <= 3

    assert done(bring_up_to_date(CARDDAV, settings, Index(some(8)), tmp_path, still)) == (3, 0, 0)
    server.asked.clear()
    assert done(bring_up_to_date(CARDDAV, settings, Index(some(8)), tmp_path)) == (5, 0, 3)
    assert server.asked == {"PUT": 5}


def test_a_wrong_password_is_told_apart_and_proved_once(server: DavServer) -> None:
    told = bring_up_to_date(CARDDAV, to_server(server, "fout"), Index(some(3)))
    assert "refuses" in told.error
    assert not told.again
    assert len(server.proofs) == 1


@pytest.mark.parametrize(
    ("status", "words"),
    [(301, "somewhere else"), (404, "no address book"), (403, "may not write"), (500, "500")],
)
def test_what_a_server_refuses_is_said_in_words(status: int, words: str, server: DavServer) -> None:
    server.status = status
    told = bring_up_to_date(CARDDAV, to_server(server), Index(some(3)))
    assert words in told.error
    assert told.again


def test_damaged_answers_do_no_harm(server: DavServer) -> None:
    chance = random.Random(4)
    for at in range(1, 6):
        server.cards[f"mcsys-{at:024x}.vcf"] = b"BEGIN:VCARD"
    book = CardDavBook(server.url, dav_server.LOGIN, dav_server.PASSWORD)

    def spoil(answer: bytes) -> bytes:
        made = bytearray(answer)
        for _ in range(chance.randint(1, 5)):
            made[chance.randrange(len(made))] = chance.choice(b'<>&/"abc \xff')
        return bytes(made)

    server.spoil = spoil
    for _ in range(100):
        with contextlib.suppress(PushTrouble):
            assert len(book.take_stock()) <= 5
    book.close()


@pytest.mark.parametrize(
    "url",
    [
        *("", "cloud.example", "ftp://192.168.1.2/", "http://192.0.2.9/boek/"),
        *("https://", "https://jan:geheim@cloud.example/", "http://[::1", "https://a:99999/"),
    ],
)
def test_an_address_that_will_not_do_is_refused_before_anything_is_sent(url: str) -> None:
    assert carddav.problem(url)
    told = bring_up_to_date(CARDDAV, Settings(carddav_url=url), Index(some(1)))
    assert told.error == carddav.problem(url)


@pytest.mark.skipif(not PROGRAM, reason="radicale is not installed")
def test_a_real_server_takes_the_cards(tmp_path: Path) -> None:
    with real_server(tmp_path) as url:
        settings = Settings(carddav_enabled=True, carddav_url=url, carddav_login="winkel")
        settings.secrets.put(book_pushes.carddav_password(settings), "geheim8")
        everybody = some(40)
        assert done(bring_up_to_date(CARDDAV, settings, Index(everybody), tmp_path)) == (40, 0, 0)
        changed = [entry(1, "+31201234567"), *everybody[2:]]
        assert done(bring_up_to_date(CARDDAV, settings, Index(changed), tmp_path)) == (1, 1, 38)
        book = CardDavBook(url, "winkel", "geheim8")
        assert len(book.take_stock()) == 39
        book.close()
        next((tmp_path / "books").glob("*.json")).unlink()
        assert done(bring_up_to_date(CARDDAV, settings, Index(some(3)), tmp_path)) == (3, 37, 0)
        settings.secrets.put(book_pushes.carddav_password(settings), "fout")
        assert not bring_up_to_date(CARDDAV, settings, Index(some(4)), tmp_path).again
