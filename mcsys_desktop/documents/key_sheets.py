"""The sheet of keys on paper, to hang beside a desk."""

from collections.abc import Sequence
from datetime import datetime

from mcsys_desktop.core import i18n
from mcsys_desktop.core.i18n import N_
from mcsys_desktop.documents.paper import Paper

TITLE = N_("Keys of MCSys Desktop")
Group = tuple[str, Sequence[tuple[str, str]]]  # where they work; what each does, and its keys


def render(groups: Sequence[Group], made_at: datetime, language: str = "nl") -> bytes:
    """The sheet as a PDF; ``made_at`` is aware."""
    title = i18n.translator(language).gettext(TITLE)
    with Paper(title, language, made_at) as paper:
        for heading, lines in groups:
            paper.ln(3)
            paper.write_lines(heading, bold=True)
            paper.ln(1)
            for words, keys in lines:
                paper.write_pair(words, keys)
        return paper.bytes()
