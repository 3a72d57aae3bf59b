"""Mail by Microsoft: somebody signs in in the browser, tokens are renewed, and mails go once."""

import contextlib
import json
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from mcsys_desktop.core.kept_secrets import KeptSecrets
from mcsys_desktop.services.outbox import Fate, NoWay, sign_in
from mcsys_desktop.services.outbox.graph import Graph
from mcsys_desktop.services.outbox.message import Envelope
from mcsys_desktop.services.outbox.sign_in import SignIn
from tests.graph import CLIENT, TENANT, WHO, Microsoft


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sign_in, "PATIENCE", 20)


@pytest.fixture
def microsoft(tmp_path: Path) -> Iterator[Microsoft]:
    with Microsoft(tmp_path) as found:
        yield found


@pytest.fixture(autouse=True)
def _browser(microsoft: Microsoft, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("webbrowser.open", Browser(microsoft))


@pytest.fixture
def http(microsoft: Microsoft) -> Iterator[requests.Session]:
    with requests.Session() as session:
        session.trust_env = False  # neither a proxy nor other certificates of this machine
        session.verify = str(microsoft.authority_file)
        yield session


def account(
    microsoft: Microsoft, http: requests.Session, secrets: KeptSecrets, client: str = CLIENT
) -> SignIn:
    """The account of a desk, at the fake."""
    return SignIn(client, TENANT, secrets, authority=microsoft.url, http=http)


class Browser:
    """Goes to the page that is shown, and follows it back to the program."""

    def __init__(self, microsoft: Microsoft) -> None:
        self._microsoft = microsoft

    def __call__(self, address: str, *_how: object) -> bool:
        threading.Thread(target=self._go, args=(address,), daemon=True).start()
        return True

    def _go(self, address: str) -> None:
        opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}),
            urllib.request.HTTPSHandler(context=self._microsoft.trust()),
        )
        with opener.open(address, timeout=20) as answer:
            address, _line, form = answer.read().decode().partition("\n")
        with contextlib.suppress(urllib.error.HTTPError):  # also what was declined is told
            opener.open(address, data=form.encode(), timeout=20).close()


def signed_in(microsoft: Microsoft, http: requests.Session, secrets: KeptSecrets) -> SignIn:
    """Somebody signed in."""
    found = account(microsoft, http, secrets)
    assert found.sign_in() == WHO
    return found


def way(microsoft: Microsoft, tokens: SignIn) -> Graph:
    """Graph at the fake."""
    return Graph(
        tokens,
        address=f"{microsoft.url}/v1.0/me/sendMail",
        context=microsoft.trust(),
        timeout=20.0,
    )


def letter(size: int = 10) -> Envelope:
    """A mail."""
    content = b"From: info@example.nl\r\nMessage-ID: <1@x.nl>\r\nSubject: x\r\n\r\n" + b"x" * size
    return Envelope("info@example.nl", ("jan@example.nl",), content, "<1@x.nl>")


def test_somebody_signs_in_and_another_start_still_knows(
    microsoft: Microsoft, http: requests.Session, tmp_path: Path
) -> None:
    secrets = KeptSecrets(tmp_path / "secrets")
    signed_in(microsoft, http, secrets)
    kept = b"".join(file.read_bytes() for file in (tmp_path / "secrets").iterdir())
    assert b"refresh-" not in kept, "tokens lie sealed"
    later = account(microsoft, http, KeptSecrets(tmp_path / "secrets"))
    assert later.is_known()
    graph = way(microsoft, later)
    assert [graph.carry(letter()).fate for _time in range(3)] == [Fate.SENT] * 3
    graph.close()
    assert [mail["Message-ID"] for mail in microsoft.sent] == ["<1@x.nl>"] * 3


def test_a_token_that_was_withdrawn_is_renewed_once(
    microsoft: Microsoft, http: requests.Session
) -> None:
    graph = way(microsoft, signed_in(microsoft, http, KeptSecrets()))
    microsoft.valid.clear()
    assert graph.carry(letter()).fate is Fate.SENT
    microsoft.valid.clear()
    microsoft.refreshes.clear()
    with pytest.raises(NoWay, match="Sign in at Microsoft again") as refused:
        graph.carry(letter())
    assert not refused.value.again
    graph.close()
    assert len(microsoft.sent) == 1


def test_who_does_not_agree_is_told_so(microsoft: Microsoft, http: requests.Session) -> None:
    microsoft.consents = False
    with pytest.raises(NoWay, match="Nobody agreed"):
        account(microsoft, http, KeptSecrets()).sign_in()


def test_without_the_numbers_or_a_sign_in_nothing_goes(
    microsoft: Microsoft, http: requests.Session
) -> None:
    with pytest.raises(NoWay, match="Fill in the numbers"):
        account(microsoft, http, KeptSecrets(), client="").token()
    with pytest.raises(NoWay, match="Sign in at Microsoft"):
        account(microsoft, http, KeptSecrets()).token()


def test_what_microsoft_says_decides(microsoft: Microsoft, http: requests.Session) -> None:
    graph = way(microsoft, signed_in(microsoft, http, KeptSecrets()))
    bad = json.dumps({"error": {"code": "ErrorInvalidRecipients", "message": "nobody"}}).encode()
    microsoft.answers = [
        (400, bad, {}),
        (429, b"", {"Retry-After": "30"}),
        (500, b"<html>", {}),
        (403, bad, {}),
    ]
    refused = graph.carry(letter())
    assert (refused.fate, refused.said) == (Fate.REFUSED, "(400 ErrorInvalidRecipients) nobody")
    waits = graph.carry(letter())
    assert (waits.fate, waits.ends, "30" in waits.said) == (Fate.LATER, True, True)
    assert graph.carry(letter()).fate is Fate.UNKNOWN
    with pytest.raises(NoWay, match="does not let this account"):
        graph.carry(letter())
    assert graph.carry(letter(3_000_000)).fate is Fate.REFUSED
    graph.close()
    assert not microsoft.sent


def test_no_answer_after_all_was_handed_over_is_uncertain(
    microsoft: Microsoft, http: requests.Session
) -> None:
    graph = way(microsoft, signed_in(microsoft, http, KeptSecrets()))
    microsoft.hangs_up = True
    assert graph.carry(letter()).fate is Fate.UNKNOWN
    assert len(microsoft.sent) == 1, "it was not sent again"
    microsoft.hangs_up = False
    assert graph.carry(letter()).fate is Fate.SENT
    graph.close()
