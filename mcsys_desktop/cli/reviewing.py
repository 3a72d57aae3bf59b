"""How the command line says what a security review is about."""

from dataclasses import asdict

from mcsys_desktop.cli.answers import answer, answer_json, say
from mcsys_desktop.core import clock
from mcsys_desktop.core.i18n import _
from mcsys_desktop.services import reviews


def tell(seen: reviews.Seen, signed: reviews.Signed | None, *, as_json: bool) -> None:
    """What was looked at, and whose name was put to it."""
    restored = clock.local(seen.restored_at) if seen.restored_at is not None else None
    if as_json:
        answer_json(
            {
                "findings": [asdict(found) for found in seen.findings],
                "logins": [asdict(login) for login in seen.logins],
                "restored_at": restored.isoformat() if restored is not None else None,
                "signed": signed.fingerprint if signed is not None else None,
            }
        )
    else:
        for found in seen.findings:
            answer(found.sentence)
        for login in seen.logins:
            state = _("can sign in") if login.enabled else _("closed")
            answer(f"{login.login}  {login.group.removeprefix('mcsys_')}  {state}")
        answer(
            _("No backup was ever restored for trial.")
            if restored is None
            else _("A backup was last restored for trial on {when}.").format(
                when=f"{restored:%d-%m-%Y %H:%M}"
            )
        )
    if signed is None:
        say(_("Nothing was signed. When you have read it and mended what is wrong, add --sign."))
    else:
        say(
            _("Signed by {who}: {fingerprint}").format(
                who=signed.by, fingerprint=signed.fingerprint
            )
        )
