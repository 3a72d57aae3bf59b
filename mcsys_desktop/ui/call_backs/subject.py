"""Whom the pane at the right is about: somebody who waits, or a call of the log."""

from dataclasses import dataclass

from mcsys_desktop.core.i18n import _
from mcsys_desktop.services.call_backs import CallBackRow
from mcsys_desktop.services.calls import CallRow
from mcsys_desktop.services.customers import CustomerKind


@dataclass(frozen=True, slots=True)
class Subject:
    """Exactly one of the two is there."""

    entry: CallBackRow | None = None
    call: CallRow | None = None

    @property
    def e164(self) -> str:
        """The number as the office compares it."""
        row = self.entry or self.call
        return row.e164 if row is not None else ""

    @property
    def number(self) -> str:
        """The number as people read it."""
        row = self.entry or self.call
        return row.number if row is not None else ""

    @property
    def dial(self) -> str:
        """What a phone is told."""
        if self.entry is not None:
            return self.entry.dial
        return "" if self.call is None else self.call.e164 or self.call.number

    @property
    def customer_id(self) -> int | None:
        """Whose number it is, once somebody said so."""
        row = self.entry or self.call
        return row.customer_id if row is not None else None

    @property
    def business(self) -> bool:
        """Whether it is a company."""
        row = self.entry or self.call
        return row is not None and row.customer_kind is CustomerKind.BUSINESS

    @property
    def call_id(self) -> int | None:
        """The call that led to it."""
        if self.entry is not None:
            return self.entry.call_id
        return None if self.call is None else self.call.id

    @property
    def given(self) -> str:
        """The name that was sent along or noted, where there is no customer."""
        if self.entry is not None:
            return self.entry.name
        return "" if self.call is None else self.call.name_given

    @property
    def note(self) -> str:
        """What was noted at the call."""
        row = self.entry or self.call
        return row.note if row is not None else ""

    def title(self, *, masked: bool) -> str:
        """Who it is; at a counter only the number."""
        row = self.entry or self.call
        name = "" if row is None or masked else row.customer_name or self.given
        return name or self.number or _("Number withheld")
