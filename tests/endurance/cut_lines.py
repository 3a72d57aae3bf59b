"""The line is cut at any byte, in either direction, while an act is under way or being dialled."""

import uuid
from collections import Counter
from urllib.parse import urlsplit

from mcsys_desktop.core.errors import OfficeUnavailable, Unanswered
from mcsys_desktop.models import base
from mcsys_desktop.services import customers
from tests.conftest import Office
from tests.endurance.account import Journal, settle
from tests.endurance.scenario import Outcome, Stage, scenario
from tests.endurance.writing_desk import NOT_SAVED, SAVED, TERMS, UNSURE, draft_of
from tests.faults.proxy import Proxy

TIMES = 300
WAYS = ("limit", "answer")  # the proxy's words: to the server, from the server
ENOUGH = 60_000  # bytes; an act takes far fewer
AROUND_COMMIT = 120  # the last bytes, where a third of the cuts are: only there it is uncertain


@scenario("lines cut")
def cut(stage: Stage) -> Outcome:
    """One act for each cut; what it was told must be true, and unknown ones are asked again."""
    told: Counter[str] = Counter()
    journal = Journal()
    with stage.office("postgres") as office:
        port = urlsplit(office.url).port or 5432
        with Proxy("127.0.0.1", port) as proxy:
            far = Office("postgres", office.url.replace(f":{port}/", f":{proxy.port}/"))
            base.connect(far.url, password=office.password)
            first = _shared()
            takes = {(way, new): _bytes(proxy, way, new) for way in WAYS for new in (True, False)}
            for _time in range(stage.times(TIMES)):
                way, new = stage.chance.choice(WAYS), stage.chance.random() < 1 / 5
                least = takes[way, new] - AROUND_COMMIT if stage.chance.random() < 1 / 3 else 1
                _begin(new)
                proxy.say(f"{way} {stage.chance.randrange(least, takes[way, new] + 20)}")
                request = uuid.UUID(int=stage.chance.getrandbits(128)).hex
                journal.makes[request] = attempt(request)
                told[f"{way} {journal.makes[request]}"] += 1
                proxy.say("pass")
            base.disconnect()
        account = settle(journal, office, *first)
        towards = f"to the server {_of(told, 'limit')}, from it {_of(told, 'answer')}"
        return account.outcome(stage.times(TIMES), journal, office, towards)


def _begin(new: bool) -> None:
    """With a connection that did nothing yet, or with none: then the act dials it."""
    base.database.obj.close_all()
    if not new:
        with base.connected():
            base.rows("SELECT 1")


def _bytes(proxy: Proxy, way: str, new: bool) -> int:
    """How many bytes an act takes that way, found by cutting."""
    too_few, enough = 0, ENOUGH
    while enough - too_few > 8:
        tried = (too_few + enough) // 2
        _begin(new)
        proxy.say(f"{way} {tried}")
        if attempt(uuid.uuid4().hex) == SAVED:
            enough = tried
        else:
            too_few = tried
        proxy.say("pass")
    return enough


def attempt(request: str) -> str:
    """Make a customer once; what was told of it."""
    try:
        with base.connected():
            customers.create(draft_of(request), request)
    except Unanswered:
        return UNSURE
    except OfficeUnavailable:
        return NOT_SAVED
    return SAVED


def _shared() -> tuple[int, int]:
    """A customer that nobody changes here, and its version."""
    with base.connected():
        made = customers.create(customers.CustomerDraft(company_name="Van iedereen", surname="X"))
        card = customers.card(made)
        assert card is not None
        count = card.version + 1
        customers.change(made, card.version, department=str(count), payment_days=count % TERMS)
        return made, count


def _of(told: Counter[str], way: str) -> dict[str, int]:
    return {what: told[f"{way} {what}"] for what in (SAVED, NOT_SAVED, UNSURE)}
