"""Bring an office up to this program's version, when the other desks agree or are closed.

At the desk that asks this is a ``Round``; at every other one it is ``wish`` and ``answer``.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from mcsys_desktop.models import address as addresses
from mcsys_desktop.models import base, desks
from mcsys_desktop.models import upgrade as models
from mcsys_desktop.models.desks import Answer
from mcsys_desktop.services import colleagues
from mcsys_desktop.services.offices import keys, opening
from mcsys_desktop.services.offices.doors import look

NEWS = desks.NEWS
LOOK = 1.0  # seconds between two looks at who has answered


@dataclass(frozen=True, slots=True)
class Waited:
    """Somebody at a desk that is waited for."""

    name: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class Wish:
    """Somebody wants to upgrade the office."""

    number: int
    name: str  # empty for who looks after the server and is no colleague
    version: str


def wish() -> Wish | None:
    """Who wants to upgrade the office that is open; None when nobody does."""
    if not base.shared():
        return None
    found = desks.wish(base.rows)
    if found is None:
        return None
    return Wish(found.number, colleagues.names().get(found.login, ""), found.version)


def answer(asked: Wish | None, said: Answer = Answer.NONE) -> None:
    """What this desk says to a wish. Without one it no longer says anything."""
    kinds = {Answer.AGREES: desks.AGREES, Answer.LATER: desks.LATER}
    if asked is None or said is Answer.NONE:
        opening.hold()
    else:
        opening.hold((kinds[said], asked.number))


class Round:
    """The desk that is open here asks the others, and upgrades when nobody is waited for.

    Its functions take a moment each, on any thread; ``end`` may come while another is at it.
    """

    def __init__(self) -> None:
        self._asking: desks.Asking | None = None
        self._lock = threading.Lock()
        self._is_over = False

    def begin(self, login: str, password: str) -> list[str]:
        """Prove that ``login`` may upgrade, then ask. The steps to come; nothing asked where none.

        Raises UserError: it may not, or somebody else asks already.
        """
        steps = models.pending(self._url(login), password=password)
        with self._lock:
            if steps and not self._is_over:
                asking = opening.asking()
                asking.begin()
                self._asking = asking
        return steps

    def waits_for(self) -> list[Waited]:
        """Who has not agreed yet."""
        with self._lock:
            waited = self._asking.waits_for() if self._asking is not None else []
        return _named(waited)

    def upgrade(self, login: str, password: str) -> list[str]:
        """Do it. Raises UserError when somebody came in meanwhile or is in the middle of a write;
        nothing was changed then.
        """
        if self._is_over or self.waits_for():
            return []
        return models.upgrade(self._url(login), password=password)

    def end(self) -> None:
        """It was done, or given up."""
        with self._lock:
            self._is_over = True
            asking, self._asking = self._asking, None
        if asking is not None:
            asking.end()

    def _url(self, login: str) -> str:
        return base.address().as_login(login).url


def upgrade(
    url: str, password: str = "", tell: Callable[[list[Waited]], object] = lambda waited: None
) -> list[str]:
    """Bring the office at ``url`` up to this program's version. The names of what was applied.

    On a server the open desks are asked first and waited for; ``tell`` gets whom, whenever that
    changes. Raises WrongPassword, and OfficeUnavailable when it is no office or a newer one.
    """
    address = addresses.parse(url)
    if not address.shared:
        door = look(url)
        opening.close()
        if not door.keyed:
            return models.upgrade(door.url, author=door.login)
        key = keys.by_password(door.path, password, door.login).key
        return models.upgrade(door.url, key=key.hex(), author=door.login)
    opening.close()
    if not models.pending(url, password=password):
        return []
    with desks.Asking(address, password) as asking:
        told: list[Waited] | None = None
        while waited := _named(asking.waits_for()):
            if waited != told:
                tell(waited)
                told = waited
            time.sleep(LOOK)
        return models.upgrade(url, password=password)


def _named(waited: list[desks.Waited]) -> list[Waited]:
    """By their names, where an office is open to look them up in."""
    names: dict[str, str] = {}
    if waited and base.shared():
        with base.connected():
            names = dict(colleagues.names())
    return [Waited(names.get(one.login) or one.login, one.answer) for one in waited]
