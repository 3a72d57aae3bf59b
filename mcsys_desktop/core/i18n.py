"""The words of the program in the reader's language: GNU gettext, English in the source.

Error sentences and documents are translated outside Qt as well, and a document speaks the
customer's language while the screen speaks the user's; so nothing here knows Qt.
"""

import gettext as _gettext
import logging
from functools import cache

from mcsys_desktop.core import resources

log = logging.getLogger(__name__)
DOMAIN = "mcsys"
LANGUAGES = {"nl": "Nederlands", "en": "English"}  # each in its own words
SOURCE = "en"  # the language of the msgids; it needs no catalogue


@cache
def translator(language: str) -> _gettext.NullTranslations:
    """The catalogue of ``language``; the English source text where there is none, or half of one.

    A program whose catalogue a disk has damaged still starts, and can say so in English.
    """
    if language == SOURCE:
        return _gettext.NullTranslations()
    folder = str(resources.path("locale"))
    try:
        return _gettext.translation(DOMAIN, folder, [language], fallback=True)
    except Exception as error:  # whatever a damaged file brings up
        log.warning("the words in %s could not be read: %s", language, type(error).__name__)
        return _gettext.NullTranslations()


class _Chosen:
    """The language that the screen speaks now."""

    def __init__(self) -> None:
        self.language = "nl"


_chosen = _Chosen()


def use(language: str) -> None:
    """Speak ``language`` from now on; what is already on the screen stays as it is."""
    _chosen.language = language if language in LANGUAGES else "nl"


def language() -> str:
    """The language that is spoken now, as two letters (ISO 639-1)."""
    return _chosen.language


def _(message: str) -> str:
    """``message`` in the language that is spoken now."""
    # The empty msgid is gettext's header, which no screen should ever show.
    return translator(_chosen.language).gettext(message) if message else ""


def ngettext(one: str, many: str, count: int) -> str:
    """``one`` or ``many``, as the language wants it for ``count``; ``count`` is not filled in."""
    return translator(_chosen.language).ngettext(one, many, count)


def N_(message: str) -> str:
    """Mark ``message`` for translation without translating it yet."""
    return message
