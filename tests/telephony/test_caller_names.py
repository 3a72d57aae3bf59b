"""An exchange that asks who is calling gets one line in time, or nothing; never an error page."""

import json
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from mcsys_desktop.telephony import caller_names, connections
from mcsys_desktop.telephony.caller_names import LookUp
from tests.telephony.lines import listening, read_all
from tests.telephony.transcripts import TOKEN

KNOWN = {"0334612045": "Bakkerij De Vries", "+31612345678": "Zoë d'Árcy", "1": "x" * 300}


@pytest.fixture(autouse=True)
def _unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "MOST_A_SECOND", 100_000)


@pytest.fixture
def threads() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(1) as pool:
        yield pool


@pytest.fixture
def known(threads: ThreadPoolExecutor) -> LookUp:
    return asking(threads, lambda number: KNOWN.get(number, ""))


def asking(threads: ThreadPoolExecutor, job: Callable[[str], str]) -> LookUp:
    return lambda number: threads.submit(job, number)


def ask(query: str, form: str = "") -> bytes:
    target = f"/cid/{TOKEN}{form}?{query}"
    return f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1:8765\r\n\r\n".encode()


def parted(answer: bytes) -> tuple[bytes, bytes]:
    head, _, body = answer.partition(b"\r\n\r\n")
    assert f"Content-Length: {len(body)}".encode() in head
    return head, body


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("number=0334612045", "Bakkerij De Vries"),  # FreeSWITCH and FreePBX
        ("number=+31612345678", "Zoë d'Árcy"),
        ("number=%2B31612345678", "Zoë d'Árcy"),
        ("number=1", "x" * 40),
        ("number=0201234567", ""),
        ("number=", ""),
        ("", ""),
        ("number=anonymous", ""),
        ("number=${caller_id_number}&name=$x", ""),
    ],
)
def test_the_answer_is_the_name_and_nothing_else(known: LookUp, query: str, name: str) -> None:
    with listening(look_up=known) as line:
        head, body = parted(line.send(ask(query)))
    assert head.startswith(b"HTTP/1.1 200 OK")
    assert b"Content-Type: text/plain; charset=utf-8" in head
    assert body.decode() == name


def test_a_question_in_single_bytes_that_then_only_listens_is_answered(known: LookUp) -> None:
    with listening(look_up=known) as line, line.connect() as exchange:
        for byte in ask("number=0334612045"):
            exchange.sendall(bytes([byte]))
        exchange.shutdown(1)
        assert parted(read_all(exchange))[1] == b"Bakkerij De Vries"


def test_names_are_one_line_and_draw_what_they_hold(threads: ThreadPoolExecutor) -> None:
    look_up = asking(threads, lambda number: "Jan\r\nX-Evil: 1\x00\u202e \ud800 <b>")
    with listening(look_up=look_up) as line:
        assert parted(line.send(ask("number=1")))[1] == b"Jan X-Evil: 1 <b>"


def test_3cx_gets_json_and_an_empty_object_for_a_stranger(known: LookUp) -> None:
    with listening(look_up=known) as line:
        found = parted(line.send(ask("number=+31612345678", "/3cx")))
        nobody = parted(line.send(ask("number=0201234567", "/3cx")))
    assert b"Content-Type: application/json" in found[0]
    assert json.loads(found[1]) == {"contact": {"id": "+31612345678", "name": "Zoë d'Árcy"}}
    assert json.loads(nobody[1]) == {}


def test_a_dial_plan_of_voys_always_goes_on(known: LookUp) -> None:
    with listening(look_up=known) as line:
        found = parted(line.send(ask("number=+31612345678&name=", "/voys")))[1]
        given = parted(line.send(ask("number=0201234567&name=J&B <Amersfoort>", "/voys")))[1]
    assert found == b"status=ACK&callername=Zo%C3%AB%20d%27%C3%81rcy"
    assert given == b"status=ACK&callername=J%26B%20%3CAmersfoort%3E"


def test_an_answer_that_is_late_is_empty(threads: ThreadPoolExecutor) -> None:
    enough = threading.Event()

    def slow(number: str) -> str:
        enough.wait(60)
        return "too late"

    try:
        with listening(look_up=asking(threads, slow)) as line:
            answers = [parted(line.send(ask("number=1"))) for _ in range(3)]
    finally:
        enough.set()
    assert [body for _, body in answers] == [b""] * 3
    assert all(head.startswith(b"HTTP/1.1 200 ") for head, _ in answers)


def test_questions_do_not_pile_up_behind_a_slow_one(
    threads: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(caller_names, "WAIT_SECONDS", 0.01)
    asked: list[Future[str]] = []

    def never(number: str) -> "Future[str]":
        future: Future[str] = Future()
        future.set_running_or_notify_cancel()  # it cannot be taken back
        asked.append(future)
        return future

    with listening(look_up=never) as line:
        for _ in range(20):
            assert parted(line.send(ask("number=1")))[1] == b""
    assert len(asked) == caller_names.MOST_WAITING


def test_a_fault_in_looking_up_is_an_empty_answer(
    threads: ThreadPoolExecutor, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(number: str) -> str:
        raise LookupError(number)

    def nobody_signed_in(number: str) -> "Future[str]":
        raise RuntimeError(number)

    for look_up in (asking(threads, broken), nobody_signed_in):
        with listening(look_up=look_up) as line:
            head, body = parted(line.send(ask("number=0334612045")))
        assert head.startswith(b"HTTP/1.1 200 ")
        assert body == b""
    assert "LookupError" in caplog.text
    assert "0334612045" not in caplog.text


@pytest.mark.parametrize(
    "request_",
    [
        ask("number=1").replace(TOKEN.encode(), b"guessed-token-0000000000"),
        ask("number=1", "/else"),
        ask("number=1", "/3cx/4"),
        ask("number=1").replace(b"127.0.0.1", b"evil.example"),
        ask("number=1").replace(b"GET", b"POST"),
    ],
)
def test_a_refusal_has_no_page(known: LookUp, request_: bytes) -> None:
    with listening(look_up=known) as line:
        head, body = parted(line.send(request_))
    assert head.startswith(b"HTTP/1.1 4")
    assert body == b""


def test_without_somebody_to_ask_there_is_no_such_address() -> None:
    with listening() as line:
        head, body = parted(line.send(ask("number=0334612045")))
    assert head.startswith(b"HTTP/1.1 404 ")
    assert body == b""


def test_an_exchange_that_hangs_up_before_the_answer_leaves_nothing_behind(
    threads: ThreadPoolExecutor,
) -> None:
    asked, enough = threading.Event(), threading.Event()

    def slow(number: str) -> str:
        asked.set()
        enough.wait(60)
        return ""

    try:
        with listening(look_up=asking(threads, slow)) as line, line.connect() as exchange:
            exchange.sendall(ask("number=1"))
            assert asked.wait(20)
    finally:
        enough.set()
