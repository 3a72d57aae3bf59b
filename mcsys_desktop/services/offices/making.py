"""Make an office, or bring one up to the version of this program."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from mcsys_desktop.core import clock, passwords, text, vault
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.models import address as addresses
from mcsys_desktop.models import audit, base
from mcsys_desktop.models import upgrade as upgrading
from mcsys_desktop.models.base import Group
from mcsys_desktop.models.staff import Colleague
from mcsys_desktop.models.upgrade_file import cannot_be_written
from mcsys_desktop.services import colleagues
from mcsys_desktop.services.offices import keys
from mcsys_desktop.services.offices.doors import own_login
from mcsys_desktop.services.offices.opening import close

Progress = Callable[[int, int], None]
DEMO_SEED = 1
DEMO_CUSTOMERS = 1200


@dataclass(frozen=True, slots=True)
class Made:
    """A new office in a file: where, and the code to print (empty for one without a key)."""

    url: str
    label: str
    code: str


def create_file(path: Path, name: str, password: str | None) -> Made:
    """Make an empty office in a new file for the person called ``name``.

    With a password the file is encrypted and ``OFFICE.keys`` is made beside it; None makes an open
    one, for tests and the demo. Raises UserError when a file of that name is there, or when the
    password is too short.
    """
    path = path.absolute()
    beside = vault.keys_file(path)
    for each in (beside, path):
        if each.exists():
            raise UserError(_("There is a file called {name} already.").format(name=each.name))
    login = _login(name)
    key, code, box = "", "", None
    if password is not None:
        raw, code, box = vault.make(password, login, [name, path.stem])
        key = raw.hex()
    _make_folder(path.parent)
    url = addresses.of_file(path)
    close()
    # The keys first: whatever ends the program meanwhile, there is never an office without them.
    _keep_keys(box, beside, path)
    try:
        upgrading.create(url, key=key, author=login)
    except BaseException:
        if box is not None:
            beside.unlink(missing_ok=True)
        raise
    try:
        base.connect(url, key=key, author=login)
        _introduce(login, name)
    except BaseException as error:
        close()
        for left in (*_files_of(path), beside):  # half an office is nobody's
            left.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise cannot_be_written(path) from error
        raise
    close()
    return Made(url, path.stem, code)


def create_own(path: Path, name: str, password: str) -> Made:
    """As ``create_file``, at the one place of this computer where offices are made.

    Keys without an office are what a program left that was ended while it made one. They are put
    aside, and never thrown away: perhaps somebody only moved the office.
    """
    beside = vault.keys_file(path)
    if beside.exists() and not path.exists():
        beside.replace(beside.with_name(f"{beside.name}.{clock.now():%Y%m%d%H%M%S}"))
    return create_file(path, name, password)


def another_code(password: str, name: str = "") -> Made:
    """Another recovery code for the office in a file that is open; the present one is void then.

    For who never saw the first one, because the program ended before it was on paper; ``name`` is
    written down where that did not happen either. Raises WrongPassword.
    """
    address = base.address()
    assert address.path is not None  # noqa: S101  # only files have a code
    with base.connected():
        login = colleagues.me()
        opened = keys.by_password(address.path, password, login)
        code, box = vault.load(vault.keys_file(address.path)).with_code(opened)
        if name and not Colleague.select().exists():
            _introduce(login, name)
        with box.writing(vault.keys_file(address.path)), base.transaction():
            audit.note("recovery_code")
    return Made(address.url, address.path.stem, code)


def create_on_server(url: str, password: str, login: str, login_password: str, name: str) -> None:
    """Make an empty office in the database at ``url``, whose login is the server's administrator.

    Makes the roles, the schema, and a login of its own for the first person, who may do
    everything but change the tables. Raises UserError when there is an office already.
    """
    import psycopg

    from mcsys_desktop.models import postgres, reaching, server  # a file does without psycopg

    address = addresses.parse(url)
    passwords.check(login_password, [login, name, address.host, address.database])
    try:
        known = postgres.parameters(address, password, 0, "mcsys-desktop create")
        with reaching.connect(**known) as admin:
            server.prepare(admin)
            upgrading.create(url, password=password)
            server.create_login(admin, login, passwords.normal(login_password), Group.ADMIN)
            server.tell(admin, "login_made", f"{login} {Group.ADMIN}")
    except psycopg.errors.InsufficientPrivilege as error:
        raise UserError(_("This login may not prepare the server.")) from error
    except psycopg.OperationalError as error:
        raise postgres.unavailable(error) from error
    close()
    base.connect(address.as_login(login).url, password=passwords.normal(login_password))
    try:
        _introduce(login, name)
    finally:
        close()


def create_demo(path: Path, progress: Progress | None = None) -> None:
    """Make the invented office in ``path``: the same one each time. It has no key.

    It gets its name when it is whole, so that half of one is never shown.
    """
    from mcsys_desktop.services import demo  # a thousand invented people; few starts need them

    unfinished = path.with_name(f"unfinished-{path.name}")
    for left in _files_of(unfinished):
        left.unlink(missing_ok=True)
    made = create_file(unfinished, "Sanne", None)
    base.connect(made.url, author=_login("Sanne"))
    try:
        with base.connected():
            demo.fill(DEMO_SEED, DEMO_CUSTOMERS, progress)
    finally:
        close()
    unfinished.replace(path)


def _keep_keys(box: vault.Vault | None, beside: Path, path: Path) -> None:
    if box is None:
        return
    try:
        box.save(beside)
    except OSError as error:
        raise cannot_be_written(path) from error


def recovery_sheet(made: Made, language: str = "nl") -> bytes:
    """The page to print with the recovery code of a new office, as a PDF."""
    from mcsys_desktop.documents import recovery_sheets  # fpdf2 costs half a start

    path = addresses.parse(made.url).path
    assert path is not None  # noqa: S101  # only files have a code
    now = clock.now()
    return recovery_sheets.render(
        recovery_sheets.RecoverySheet(
            office=made.label,
            code=made.code,
            file=path.name,
            keys=vault.keys_file(path).name,
            made_at=now,
            made_on=f"{clock.local(now):%d-%m-%Y}",
        ),
        language,
    )


def new_recovery_sheet(code: str) -> bytes:
    """The page to print for a code that replaces the printed one of the office that is open."""
    from mcsys_desktop.core import i18n

    address = base.address()
    assert address.path is not None  # noqa: S101  # only files have a code
    with base.transaction():
        audit.note("print", _("recovery sheet"))
    return recovery_sheet(Made(address.url, address.path.stem, code), i18n.language())


def _introduce(login: str, name: str) -> None:
    """Write down who the first person is."""
    with base.connected(), base.transaction():
        Colleague(login=login, name=text.clean(name) or login, may=Group.ADMIN).save()


def _login(name: str) -> str:
    """The name that the office writes beside what this person changes: "sanne" for "Sanne Vis"."""
    words = text.fold(text.clean(name, 60)).split()
    return words[0] if words else own_login()


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise UserError(_("The folder {name} cannot be made.").format(name=folder)) from error


def _files_of(path: Path) -> list[Path]:
    return [path, *(path.with_name(path.name + tail) for tail in ("-wal", "-shm"))]
