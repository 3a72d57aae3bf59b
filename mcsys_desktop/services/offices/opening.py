"""Go into an office: find out what its door asks for, open it, and hear what changes in it."""

import getpass
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from mcsys_desktop.core import text, vault
from mcsys_desktop.core.errors import OfficeUnavailable, UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.patience import Patience
from mcsys_desktop.models import address as addresses
from mcsys_desktop.models import base, failures, feed
from mcsys_desktop.services import colleagues
from mcsys_desktop.services.offices import keys

PLAIN_FILE = b"SQLite format 3\0"  # how a file begins that has no key


class TooSoonError(UserError):
    """Too many wrong passwords: the next try must wait ``seconds``."""

    def __init__(self, seconds: float) -> None:
        sentence = _("Wait {seconds} seconds, then try again.")
        super().__init__(sentence.format(seconds=max(1, round(seconds))))
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class Door:
    """What stands between a person and an office, seen from outside."""

    url: str
    label: str  # what people call it: the file's name, or the server's
    shared: bool  # on a server, with other desks
    login: str  # who would go in; for a file, whose password it asks
    keyed: bool  # a file with a key
    people: tuple[str, ...] = ()  # who may come in, where a file knows that

    @property
    def asks_password(self) -> bool:
        """Whether it opens to a password only."""
        return self.shared or self.keyed


@dataclass(frozen=True, slots=True)
class Office:
    """An office that is open: where, as whom, and whether it may be written to."""

    url: str
    label: str
    shared: bool
    login: str
    name: str  # of the person behind the login
    writable: bool
    sentence: str  # why it may only be read


class _Inside:
    """What must be undone on leaving."""

    password = ""
    feed: "feed.Feed | None" = None


_inside = _Inside()


def look(url: str) -> Door:
    """See what the office at ``url`` asks for, without opening it.

    Raises UserError for a wrong address, OfficeUnavailable for a file that is not there.
    """
    address = addresses.parse(url)
    if address.path is None:
        return Door(url, address.host, True, address.login, False)
    path = address.path.absolute()
    absolute = addresses.of_file(path)
    if not path.is_file():
        raise OfficeUnavailable(
            _("The office {file} is not there. Has it been moved, or is a disk missing?").format(
                file=path.name
            )
        )
    box = vault.keys_file(path)
    if box.exists():
        people = vault.load(box).people
        login = address.login if address.login in people else people[0]
        url = addresses.of_file(path, login) if len(people) > 1 else absolute
        return Door(url, path.stem, False, login, True, people)
    if not _begins_plain(path):
        if path.stat().st_size == 0:
            raise failures.not_ours()
        vault.load(box)  # says that the keys are missing
    return Door(absolute, path.stem, False, own_login(), False)


def enter(url: str, password: str = "", tries: Path | None = None) -> Office:
    """Open the office at ``url`` for this program.

    ``tries`` is where wrong passwords are counted. Raises WrongPassword, TooSoon after too many of
    those, and OfficeUnavailable with a sentence when it cannot be opened at all.
    """
    door = look(url)
    if not door.asks_password:
        return _go_in(door)
    patience = Patience(tries)
    if wait := patience.wait(door.url):
        raise TooSoonError(wait)
    try:
        office = _unlock(door, password)
    except vault.WrongPassword:
        patience.failed(door.url)
        raise
    patience.succeeded(door.url)
    return office


def enter_with_code(url: str, code: str, new_password: str) -> Office:
    """Open a file by its printed recovery code, and give whose door it is a new password.

    Raises WrongPassword for a wrong code, UserError for a password that is too short.
    """
    door = look(url)
    if not door.keyed:
        raise UserError(_("This office has no recovery code."))
    box, opened = keys.by_code(_path(door), code)
    changed = box.with_password(opened, door.login, new_password)
    office = _go_in(door, key=opened.key.hex())  # proves the key before the old password goes
    changed.save(vault.keys_file(_path(door)))
    return office


def follow(hear: Callable[[Iterable[str] | str], None], online: Callable[[bool], None]) -> None:
    """Tell ``hear`` which tables change in the open office, and ``online`` whether it answers.

    Both are called on other threads. Everything is stale first.
    """
    if base.shared():
        _inside.feed = feed.follow(base.address(), _inside.password, hear, online)
    else:
        base.on_news = hear


def close() -> None:
    """Leave the office, if one is open."""
    if _inside.feed is not None:
        _inside.feed.stop()
        _inside.feed = None
    base.on_news = _nobody
    _inside.password = ""
    base.disconnect()


def own_login() -> str:
    """The name that a file without a key writes beside what changes: this computer's user."""
    name = text.fold(text.clean(getpass.getuser(), 60)).replace(" ", "_")
    return name or "desk"


def _nobody(_tables: Iterable[str]) -> None:
    """Nobody wants the news."""


def _unlock(door: Door, password: str) -> Office:
    if door.keyed:
        key = keys.by_password(_path(door), password, door.login).key
        return _go_in(door, key=key.hex())
    try:
        return _go_in(door, password=password)
    except OfficeUnavailable as error:
        if _was_denied(error):
            raise vault.WrongPassword(_("The name or the password is not right.")) from error
        raise


def _go_in(door: Door, *, key: str = "", password: str = "") -> Office:
    close()
    state = base.connect(door.url, password=password, key=key, author=door.login)
    _inside.password = password
    try:
        with base.connected():
            first = None if door.asks_password else colleagues.first()
        if first is not None and first != door.login:
            # A file without a key has one person, whoever is signed in to this computer.
            state = base.connect(door.url, password=password, key=key, author=first)
        with base.connected():
            name = colleagues.my_name()
            login = colleagues.me()
    except BaseException:
        close()
        raise
    return Office(door.url, door.label, door.shared, login, name, state.writable, state.sentence)


def _path(door: Door) -> Path:
    path = addresses.parse(door.url).path
    if path is None:
        raise ValueError("an office on a server has no file")
    return path


def _begins_plain(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(PLAIN_FILE)) == PLAIN_FILE
    except OSError as error:
        raise OfficeUnavailable(
            _("The office {file} cannot be read.").format(file=path.name)
        ) from error


def _was_denied(error: BaseException) -> bool:
    """Whether the server refused the login rather than being away.

    A refused connection has no SQLSTATE; libpq only passes on the server's English sentence.
    """
    seen: BaseException | None = error
    while seen is not None:
        inner = seen.args[0] if seen.args else seen
        if str(getattr(inner, "sqlstate", None) or "").startswith("28"):
            return True
        if "authentication failed" in str(seen):
            return True
        seen = seen.__cause__
    return False
