"""Errors that a person can act on. Anything else that is raised is a bug."""


class UserError(Exception):
    """Shown as a sentence on the screen, in the user's language; never as a crash report."""


class Refused(UserError):
    """Whoever works here may not do this; the sentence says whom to ask."""


class StaleRecord(UserError):
    """Somebody else saved this record first.

    ``changed_by`` and ``changed_at`` (UTC) say who and when, so that both people can be told.
    """

    def __init__(self, sentence: str, changed_by: str = "", changed_at: object = None) -> None:
        super().__init__(sentence)
        self.changed_by = changed_by
        self.changed_at = changed_at


class ReadOnlyOffice(UserError):
    """The database is newer or older than this program may write to."""


class OfficeUnavailable(UserError):
    """The office cannot be opened: not there, not ours, locked, or the server does not answer."""


class Unanswered(OfficeUnavailable):
    """The connection died between a COMMIT and its answer: nobody knows whether it was saved.

    Every other OfficeUnavailable means that nothing was.
    """


class CardNumber(UserError):
    """Somebody typed a card's number. It is stored nowhere; the sentence does not repeat it."""
