"""People who share an office in a file: let in, given another code, taken out.

Whoever does it proves with the own password to be the administrator who is signed in; the office's
key comes out of that. What a person may do in a file, only the program enforces: the file's key
opens all of it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from mcsys_desktop.core import clock, locks, vault
from mcsys_desktop.core.errors import OfficeUnavailable, UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.models import audit, base
from mcsys_desktop.models.base import Group
from mcsys_desktop.models.staff import Colleague
from mcsys_desktop.services.colleagues.knowing import me
from mcsys_desktop.services.servers import start_codes


@dataclass(frozen=True, slots=True)
class _Proven:
    """The key file, and what the own password opened of it."""

    file: Path
    box: vault.Vault
    opened: locks.Opened

    @contextmanager
    def saving(self, box: vault.Vault) -> Iterator[None]:
        """Do what the block does in the office, and write the key file; both, or neither."""
        try:
            with box.writing(self.file), base.transaction():
                yield
        except OSError as error:
            raise OfficeUnavailable(
                _("The key file {file} could not be written, so nothing was changed.").format(
                    file=self.file.name
                )
            ) from error


def add(person: Colleague, own_password: str) -> str:
    """Let somebody in. The start code to tell them."""
    code = start_codes.make()
    proven = _proven(own_password)
    with proven.saving(proven.box.with_person(proven.opened, person.login, code)):
        person.save()
        audit.note("code", person.login)
    return code


def new_code(login: str, own_password: str) -> str:
    """Another start code for somebody who lost the password, or who comes back."""
    code = start_codes.make()
    proven = _proven(own_password)
    with proven.saving(proven.box.with_person(proven.opened, login, code)):
        back = Colleague.get_or_none(Colleague.login == login)
        if back is not None and back.left_at is not None:
            back.left_at = None
            back.save()
        audit.note("code", login)
    return code


def take_out(login: str, own_password: str, *, another_key: bool) -> str:
    """Let somebody in no longer. The new recovery code, where the office gets another key.

    Raises UserError where no administrator would be left.
    """
    refuse_last(login)
    proven = _proven(own_password)
    box, code = proven.box.without_person(login), ""
    if another_key:
        code, box = box.renewed(proven.opened)
    with proven.saving(box):
        gone = Colleague.get(Colleague.login == login)
        gone.left_at = clock.now()
        gone.save()
        if another_key:
            audit.note("key", login)
    return code


def choose_password(own_password: str, chosen: str, known: tuple[str, ...]) -> None:
    """Another password for whoever is signed in. Raises UserError."""
    proven = _proven(own_password)
    with proven.saving(proven.box.with_own_password(proven.opened, chosen, known)):
        audit.note("password")


def refuse_last(login: str) -> None:
    """Raise UserError where nobody but ``login`` manages the office."""
    others = Colleague.select().where(
        Colleague.login != login, Colleague.may == Group.ADMIN, Colleague.left_at.is_null()
    )
    if not others.exists():
        raise UserError(
            _("This is the last administrator who can sign in. Make somebody else one first.")
        )


def _proven(own_password: str) -> _Proven:
    """Raises WrongPassword, and UserError for an office without a key."""
    path = base.address().path
    file = vault.keys_file(path) if path is not None else None
    if file is None or not file.exists():
        raise UserError(_("This office has no key, so nobody else can be let in."))
    box = vault.load(file)
    return _Proven(file, box, box.unlock(own_password, me()))
