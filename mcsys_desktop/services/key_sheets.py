"""The sheet of keys as a PDF, for whoever wants it beside the desk."""

from collections.abc import Sequence

from mcsys_desktop.core import clock, i18n


def paper(groups: Sequence[tuple[str, Sequence[tuple[str, str]]]]) -> bytes:
    """The sheet for ``groups``: a heading each, with what keys do and the keys, as words."""
    from mcsys_desktop.documents import key_sheets  # fpdf2 costs half a start

    return key_sheets.render(groups, clock.now(), i18n.language())
