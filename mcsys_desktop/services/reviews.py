"""Every half year somebody looks after the office's security, and puts his name to what he saw.

What is looked at: what ``server check`` finds, who may come in and what they may do, and the last
backup that was restored for trial. Signing is a link of the audit chain by the login that did it,
which carries the fingerprint of all that was looked at; the row itself can never be changed again.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from mcsys_desktop.core import chain, clock
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.models import audit, base
from mcsys_desktop.models.audit import AuditDetail, AuditRow
from mcsys_desktop.models.base import Group
from mcsys_desktop.models.fields import microseconds
from mcsys_desktop.models.safety import SecurityReview
from mcsys_desktop.services import backups, colleagues, free_text, servers
from mcsys_desktop.services.backups import standing
from mcsys_desktop.services.colleagues import listing
from mcsys_desktop.services.queries import tuples
from mcsys_desktop.services.servers import Finding

EVERY = timedelta(days=182)  # half a year


@dataclass(frozen=True, slots=True)
class Login:
    """Who may come in, and what they may do there."""

    login: str
    name: str
    group: str
    enabled: bool
    must_change: bool  # has a start code, and no password of their own


@dataclass(frozen=True, slots=True)
class Seen:
    """What is looked at: exactly what is signed."""

    findings: tuple[Finding, ...]
    logins: tuple[Login, ...]
    restored_at: datetime | None  # the last backup that was restored for trial; None: none was


@dataclass(frozen=True, slots=True)
class Signed:
    """A review that was done. ``whole`` is whether its fingerprint is the one in the log."""

    by: str  # login
    at: datetime
    findings: int
    remark: str
    fingerprint: str
    whole: bool


def look(found: Sequence[Finding] | None = None) -> Seen:
    """Everything that a review is about, now. ``found``: what ``server check`` said, if it ran.

    Raises Refused for who is no administrator, OfficeUnavailable. Takes seconds on a server.
    """
    colleagues.require(Group.ADMIN)
    if found is None:
        found = servers.check_from_desk() if base.shared() else _of_file()
    warned = backups.warning()
    told = [*found, *([Finding("backup", warned)] if warned else [])]
    last = backups.last_good()
    return Seen(tuple(told), _logins(), last.proven_at if last is not None else None)


def sign(seen: Seen, remark: str = "") -> Signed:
    """Keep what was looked at, in the name of whoever is signed in.

    Raises UserError when the logins are not those any more that were looked at, CardNumber for a
    remark with a card's number, Refused for who is no administrator.
    """
    colleagues.require(Group.ADMIN)
    remark = free_text.notes(remark)
    if _logins() != seen.logins:
        raise UserError(_("The logins have changed since they were shown. Look at them again."))
    review = SecurityReview(
        findings=_text(seen.findings),
        logins=_text(seen.logins),
        restored_at=seen.restored_at,
        remark=remark,
    )
    with base.transaction():
        review.save()
        audit.note("review", fingerprint(review))
    return signed()[0]


def signed() -> list[Signed]:
    """The reviews that were done, newest first. Raises Refused for who may not see them."""
    noted = _noted()
    return [
        Signed(
            row.created_by,
            row.created_at,
            len(json.loads(row.findings)),
            row.remark,
            fingerprint(row),
            fingerprint(row) in noted,
        )
        for row in SecurityReview.select().order_by(SecurityReview.id.desc())
    ]


def question(now: datetime | None = None) -> str:
    """What administrators are asked half a year after the last review; nothing before that.

    ``now`` is by the clock of the server, when left out. An office in a file without a key is for
    tests and the demo, and nobody is asked.
    """
    if not (base.shared() or standing.keyed()) or not colleagues.rights().manages:
        return ""
    now = now or standing.server_time()
    last = SecurityReview.select().order_by(SecurityReview.id.desc()).first()
    if now - (last.created_at if last is not None else standing.made_at()) < EVERY:
        return ""
    if last is None:
        return _("The security of this office was never looked after. It takes ten minutes.")
    return _(
        "The security of this office was last looked after on {day}. Half a year has passed; it"
        " takes ten minutes."
    ).format(day=clock.day(last.created_at, clock.today()))


def fingerprint(review: SecurityReview) -> str:
    """One hash over all that was looked at and said; netstrings, as in the chain."""
    at = microseconds(review.restored_at) if review.restored_at is not None else None
    told = chain.netstrings((review.findings, review.logins, at, review.remark))
    return hashlib.sha256(told.encode()).hexdigest()


def _logins() -> tuple[Login, ...]:
    return tuple(
        Login(row.login, row.name, str(row.group or ""), row.enabled, row.must_change)
        for row in sorted(listing.listed(), key=lambda row: row.login)
        if row.left_at is None or row.enabled
    )


def _of_file() -> list[Finding]:
    if standing.keyed():
        return []
    sentence = _("This office has no key: whoever copies its file can read all of it.")
    return [Finding("no_key", sentence)]


def _noted() -> set[str]:
    """The fingerprints that the log holds."""
    found = tuples(
        AuditDetail.select(AuditDetail.detail)
        .join(AuditRow, on=AuditRow.id == AuditDetail.id)
        .where(AuditRow.kind == "review")
    )
    return {chain.changes(detail)[0].new or "" for (detail,) in found}


def _text(found: Sequence[Finding] | Sequence[Login]) -> str:
    """As it is kept and hashed, the same on every desk."""
    return json.dumps([asdict(one) for one in found], ensure_ascii=False, sort_keys=True)
