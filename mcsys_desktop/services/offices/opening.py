"""Go into an office: find out what its door asks for, open it, and hear what changes in it."""

import hmac
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from mcsys_desktop.core import former_keys, passwords, sealed, vault
from mcsys_desktop.core.drafts import Draft, Drafts
from mcsys_desktop.core.errors import OfficeUnavailable, UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.core.patience import Patience
from mcsys_desktop.models import base, desks, logins
from mcsys_desktop.models.feed import Feed, Line
from mcsys_desktop.models.turns import FileTurns
from mcsys_desktop.models.versions import Behind
from mcsys_desktop.services import colleagues, history
from mcsys_desktop.services.offices import keys
from mcsys_desktop.services.offices.doors import Door, look

EVERYTHING = colleagues.Rights()


class MustChooseError(UserError):
    """The code was right, and is known to somebody else: a password of one's own comes first."""

    def __init__(self) -> None:
        super().__init__(_("Choose a password of your own: somebody else knows this code."))


class TooSoonError(UserError):
    """Too many wrong passwords: the next try must wait ``seconds``."""

    def __init__(self, seconds: float) -> None:
        sentence = _("Wait {seconds} seconds, then try again.")
        super().__init__(sentence.format(seconds=max(1, round(seconds))))
        self.seconds = seconds


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
    rights: colleagues.Rights = EVERYTHING
    behind: Behind = Behind.NEITHER  # the office or this program, where it may only be read


class _Inside:
    """What must be undone on leaving."""

    password = ""
    key = ""  # of a file
    feed: Feed | None = None
    turns: Feed | FileTurns | None = None


_inside = _Inside()


def enter(url: str, password: str = "", tries: Path | None = None, *also: str) -> Office:
    """Open the office at ``url`` for this program.

    ``tries`` is where wrong passwords are counted; how many there were stands in the log when
    somebody comes in, and ``also`` what went with it. Raises WrongPassword, TooSoonError after too
    many of those, MustChooseError for a start code, and OfficeUnavailable with a sentence when it
    cannot be opened at all.
    """
    door = look(url)
    if not door.asks_password:
        return _noted(_go_in(door), 0, *also)
    patience = Patience(tries)
    if wait := patience.wait(door.url):
        raise TooSoonError(wait)
    try:
        office = _unlock(door, password)
    except vault.WrongPassword:
        patience.failed(door.url)
        raise
    wrong = patience.count(door.url)
    patience.succeeded(door.url)
    return _noted(office, wrong, *also)


def enter_with_code(url: str, code: str, new_password: str) -> Office:
    """Open a file by its printed recovery code, and give whose door it is a new password.

    Raises WrongPassword for a wrong code, UserError for a password that is too short.
    """
    door = look(url)
    if not door.keyed:
        raise UserError(_("This office has no recovery code."))
    box, opened = keys.by_code(door.path, code)
    changed = box.with_password(opened, door.login, new_password)
    office = _go_in(door, key=opened.key.hex())  # proves the key before the old password goes
    changed.save(vault.keys_file(door.path))
    return _noted(office, 0, "recovery", "password")


def follow(
    hear: Callable[[Iterable[str] | str], None],
    reach: Callable[[bool, str, float], None],
    turned: Callable[[frozenset[desks.Turn]], None] = lambda held: None,
    named: str = "",
    *wanted: desks.Turn,
    desk: bool = True,
) -> None:
    """Tell ``hear`` which tables change in the open office, and ``reach`` whether it answers.

    ``reach`` gets whether it does, what is wrong, and the seconds until it is tried again, and
    ``turned`` the turns of this desk, which is called ``named``, whenever they change; ``wanted``
    are the first ones (`take_turns`). All are called on other threads. Everything is stale first. A
    program without a window is no ``desk``.
    """

    def tell(line: Line) -> None:
        base.reach(line.up)
        reach(line.up, line.sentence, line.wait)

    known = base.address()
    if known.path is None:
        opened = Feed(known, _inside.password, hear, tell, turned=turned, named=named, desk=desk)
        opened.take_turns(*wanted)
        _inside.feed = _inside.turns = opened.start()
    else:
        base.on_news = hear
        beside = FileTurns(known.path, turned)
        beside.take_turns(*wanted)
        _inside.turns = beside.start()


def take_turns(*wanted: desks.Turn) -> None:
    """Try to have these turns from now on, and no others."""
    if _inside.turns is not None:
        _inside.turns.take_turns(*wanted)


def try_now() -> None:
    """Try the line to the office at once, where it is down."""
    if _inside.feed is not None:
        _inside.feed.try_now()


def look_again(office: Office) -> Office:
    """The office as it is now: another desk may have upgraded it since it was entered."""
    state = base.look_again()
    return replace(office, writable=state.writable, sentence=state.sentence, behind=state.behind)


def hold(*locks: tuple[int, int]) -> None:
    """Let the listener of this desk hold these advisory locks, and no others of somebody's."""
    if _inside.feed is not None:
        _inside.feed.hold(*locks)


def asking() -> desks.Asking:
    """Ask the other desks, as whoever works at this one."""
    session = _inside.feed.session if _inside.feed is not None else 0
    return desks.Asking(base.address(), _inside.password, session)


def open_drafts(drafts: Drafts, folder: Path, office: Office) -> list[Draft]:
    """Read what was typed at this desk and not saved, give it, and keep it from now on."""
    office_id = base.state().office_id
    try:
        opener, former = _draft_keys(folder)
    except OSError:
        drafts.complain(_("What you type cannot be kept on this computer's disk."))
        return []
    return drafts.open(folder, office_id, office.login, opener, former)


def is_own_password(password: str) -> bool:
    """Whether it is the password with which this desk came into an office on a server."""
    own = _inside.password.encode()
    return bool(own) and hmac.compare_digest(own, passwords.normal(password).encode())


def know(password: str) -> None:
    """Whoever works here has another password."""
    _inside.password = password
    base.know(password)
    if _inside.feed is not None:
        _inside.feed.know(password)


def close() -> None:
    """Leave the office, if one is open."""
    if _inside.turns is not None:
        _inside.turns.stop()
    _inside.feed = _inside.turns = None
    base.on_news = _nobody
    _inside.password = _inside.key = ""
    base.disconnect()


def is_proven(url: str, password: str) -> bool:
    """Whether the office at ``url`` is open and was entered with this password; asks no server."""
    if not _inside.password or base.address().url != url:
        return False
    return is_own_password(password)


def _draft_keys(folder: Path) -> tuple[bytes, list[bytes]]:
    """What opens the drafts of this office, and what may have done so before it had this key."""
    path = base.address().path
    if not _inside.key or path is None:
        return sealed.desk_key(folder), []
    key = bytes.fromhex(_inside.key)
    box = vault.load(vault.keys_file(path))
    return sealed.derived_key(key), former_keys.opened(box.former, box.office, key)


def _nobody(_tables: Iterable[str]) -> None:
    """Nobody wants the news."""


def _unlock(door: Door, password: str) -> Office:
    if door.keyed:
        opened = keys.by_password(door.path, password, door.login)
        if opened.lock.must_change:
            raise MustChooseError
        return _go_in(door, key=opened.key.hex())
    office = _sign_in(door, password)
    if office.writable and _is_temporary():
        close()
        raise MustChooseError
    return office


def _sign_in(door: Door, password: str) -> Office:
    """Into a server's office, also with a start code as it was heard."""
    try:
        return _go_in(door, password=password)
    except OfficeUnavailable as error:
        if not was_denied(error):
            raise
        if (code := keys.as_code(password)) != password:
            return _sign_in(door, code)
        raise vault.WrongPassword(_("The name or the password is not right.")) from error


def _is_temporary() -> bool:
    with base.connected():
        return logins.is_temporary(base.rows)


def _go_in(door: Door, *, key: str = "", password: str = "") -> Office:
    close()
    state = base.connect(door.url, password=password, key=key, author=door.login)
    _inside.password, _inside.key = password, key
    try:
        with base.connected():
            first = None if door.asks_password else colleagues.first()
        if first is not None and first != door.login:
            # A file without a key has one person, whoever is signed in to this computer.
            state = base.connect(door.url, password=password, key=key, author=first)
        with base.connected():
            name = colleagues.my_name()
            login, rights = colleagues.me(), colleagues.rights()
    except BaseException:
        close()
        raise
    said = (state.writable, state.sentence)
    return Office(door.url, door.label, door.shared, login, name, *said, rights, state.behind)


def _noted(office: Office, wrong: int, *also: str) -> Office:
    """Write down who came in, how many wrong passwords went before, and what went with it."""
    with base.connected():
        history.signed_in(wrong, *also)
    return office


def was_denied(error: BaseException) -> bool:
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
