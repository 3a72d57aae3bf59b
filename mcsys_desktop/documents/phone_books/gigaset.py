"""Gigaset's online directory: a question with a number or a name, and the list that answers it."""

from collections.abc import Sequence

from mcsys_desktop.core.phone_books import Entry, NumberForm
from mcsys_desktop.documents.phone_books import xml

MOST = 100  # on one screen of questions and answers; the phone asks for fewer
_FIELDS = {"mobile": "mb", "home": "hm"}


def found(
    entries: Sequence[Entry],
    form: NumberForm,
    *,
    first: int = 1,
    count: int = MOST,
    asked: str = "",
) -> bytes:
    """``count`` of the ``entries`` from ``first`` (from 1); ``asked`` is the phone's mark."""
    shown = entries[first - 1 : first - 1 + min(count, MOST)]
    where = f'total="{len(entries)}" first="{first}" last="{first + len(shown) - 1}"'
    return _list("".join(_entry(entry, form) for entry in shown), asked, where)


def nothing(field: str, asked: str = "") -> bytes:
    """Nobody has what ``field`` (hm or nm) asked for."""
    return _list("", asked, f'notfound="{xml.said(field, 8)}" total="0"')


def _list(told: str, asked: str, about: str) -> bytes:
    kind = f' response="get_list" type="pb" reqid="{xml.said(asked, 40)}" {about}'
    return xml.document("list", [told], kind)


def _entry(entry: Entry, form: NumberForm) -> str:
    numbers: dict[str, str] = {}
    for each in entry.numbers:
        field = _FIELDS.get(each.use, "of")
        # Three fields there are; a second mobile number goes where there is room.
        free = next((name for name in (field, "of", "hm", "mb") if name not in numbers), "")
        if free:
            numbers[free] = xml.number(each, form)
    told = "".join(f"<{name}>{value}</{name}>" for name, value in sorted(numbers.items()))
    surname = xml.said(entry.surname or entry.name)
    return (
        f'<entry id="{entry.key}"><ln>{surname}</ln><fn>{xml.said(entry.first_name)}</fn>'
        f"{told}</entry>\n"
    )
