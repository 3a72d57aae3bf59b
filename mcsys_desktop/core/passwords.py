"""What a password that somebody chooses must be like: long, and not to be guessed.

As NIST SP 800-63B-4 has it: at least 15 characters because it stands alone, no rules about capitals
and digits, no changing by the calendar, and a list of what is refused. Ours knows Dutch and the
office itself (``guessing``); zxcvbn gives a second opinion.
"""

import unicodedata
from collections.abc import Sequence

from mcsys_desktop.core import guessing
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _

LEAST_PASSWORD, MOST_PASSWORD = 15, 128  # characters
NEEDED = 9.0  # decimal digits of guesses for somebody who knows the office
STRONG = 13.0
LEAST_SCORE = 3  # of zxcvbn's 0 to 4
READ_BY_ZXCVBN = 72  # it refuses longer ones
OFFICE_WORDS = ("mcsystems", "mcsys", "mc systems", "mcsys desktop", "helpdesk", "kantoor")


def normal(password: str) -> str:
    """One form for what is typed alike: NFKC, so that é is é on every keyboard."""
    return unicodedata.normalize("NFKC", password)


def check(password: str, known: Sequence[str] = ()) -> None:
    """Raise UserError, with what to do instead, for a password that will not do.

    ``known`` is what others know of whoever chooses it: login, name, office, town. The first time
    it takes a fifth of a second, for the lists: not on the thread that paints.
    """
    chosen = normal(password)
    if len(chosen) < LEAST_PASSWORD:
        raise UserError(
            _(
                "The password must have at least {least} characters; four words that have nothing"
                " to do with each other will do."
            ).format(least=LEAST_PASSWORD)
        )
    if len(chosen) > MOST_PASSWORD:
        raise UserError(
            _("The password may have at most {most} characters.").format(most=MOST_PASSWORD)
        )
    about = [*OFFICE_WORDS, *known]
    if guessing.cost(chosen, about) < NEEDED or _score(chosen, about) < LEAST_SCORE:
        raise UserError(
            _(
                "Somebody who knows you or the office could guess this password. Take four words"
                " that have nothing to do with each other, without names, places or years."
            )
        )


def strength(password: str, known: Sequence[str] = ()) -> tuple[int, str]:
    """1: it will not do, with what to do instead; 2: it will; 3: it is strong.

    As slow as ``check``.
    """
    try:
        check(password, known)
    except UserError as error:
        return 1, str(error)
    cost = guessing.cost(normal(password), [*OFFICE_WORDS, *known])
    return (3 if cost >= STRONG else 2), ""


def _score(password: str, about: Sequence[str]) -> int:
    from zxcvbn import zxcvbn  # as in guessing

    words = [word for each in about for word in each.split()]
    return int(zxcvbn(password[:READ_BY_ZXCVBN], user_inputs=words)["score"])
