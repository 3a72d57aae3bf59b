"""What the search field can do instead of find: every action of the program, by its name."""

from functools import lru_cache
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from mcsys_desktop.core import phone, text
from mcsys_desktop.core.i18n import N_, _
from mcsys_desktop.ui import shortcuts
from mcsys_desktop.ui.delegates import RowLook
from mcsys_desktop.ui.rail import ENTRIES
from mcsys_desktop.ui.result_rows import Result

GROUP = N_("Actions")
MOST = 5
# These mean something only where the focus is, or nothing at all here.
_NOT_HERE = frozenset({"search", "choose", "next pane", "last pane", "next", "previous", "done"})
_LEAST = 2  # letters: one begins half of all actions

_ICONS = {
    "new": "user-plus",
    "new invoice": "receipt-euro",
    "settings": "settings",
    "refresh": "refresh-cw",
    "compact": "picture-in-picture-2",
    "dock": "phone",
    "reveal": "shield-check",
    "phone setup": "phone",
    "lock": "lock",
    "help": "circle-question-mark",
    "caller card": "user",
    "new caller": "user-plus",
    "call note": "sticky-note",
    "edit": "file-pen-line",
    "history": "history",
    "save": "check",
}
# Other words that people say for an action.
_ALSO = {
    "new": N_("add create"),
    "settings": N_("options preferences printer telephone theme"),
    "refresh": N_("reload update"),
    "phone setup": N_("phone exchange provider yealink snom fritzbox voip sip"),
    "lock": N_("sign out log off away"),
    "help": N_("shortcuts manual"),
    "reveal": N_("counter privacy"),
    "edit": N_("change"),
    "history": N_("log changes"),
}


class Typed(NamedTuple):
    """What was typed, and whether somebody was found for it."""

    text: str
    found: bool


def offered(window: QWidget, typed: Typed, *, may_write: bool = True) -> list[Result]:
    """What can be done in ``window`` about what was typed, the likeliest first."""
    number = phone.parse(typed.text).e164
    if number:
        said = typed.text.strip()[:1].isalpha()  # "bel 06…": then it is what somebody wants
        return _about_number(number, typed.found, may_write, offered=not said)
    results = _actions(window, typed.text)
    if not typed.found and may_write and _is_name(typed.text):
        name = " ".join(typed.text.split())
        title = _("New customer “{name}”").format(name=name)
        results.append(_result(f"new:{name}", title, "user-plus", offered=True))
    return results


def _actions(window: QWidget, typed: str) -> list[Result]:
    words = text.fold(typed).split()
    if len("".join(words)) < _LEAST:
        return []
    fitting = []
    pages = {entry.action: entry for entry in ENTRIES}
    for place, action in enumerate(shortcuts.ACTIONS.values()):
        if action.name in _NOT_HERE:
            continue
        page = pages.get(action.name)
        title = _(action.text)
        shown = _("Go to {page}").format(page=title) if page else title
        also = _(_ALSO[action.name]) if action.name in _ALSO else ""
        how = _fit(words, _fold(shown), _fold(also))
        if how is not None and shortcuts.is_within_reach(window, action.name):
            icon = page.icon if page else _ICONS.get(action.name, "chevron-down")
            key = shortcuts.spelled(action.keys[0])
            fitting.append((how, place, _result(f"do:{action.name}", shown, icon, key)))
    fitting.sort(key=lambda each: each[:2])
    return [result for _how, _place, result in fitting[:MOST]]


_fold = lru_cache(maxsize=256)(text.fold)  # of the same titles at every key


def _fit(words: list[str], title: str, also: str) -> int | None:
    """How well an action fits: 0 is best, None not at all. Every word must begin one of its own."""
    if title.startswith(" ".join(words)):
        return 0
    own = title.split()
    if all(any(part.startswith(word) for part in own) for word in words):
        return 1
    both = own + also.split()
    return 2 if all(any(part.startswith(word) for part in both) for word in words) else None


def _about_number(e164: str, found: bool, may_write: bool, *, offered: bool) -> list[Result]:
    shown = phone.display(e164)
    call = _("Call {number}").format(number=shown)
    results = [_result(f"dial:{e164}", call, "phone-outgoing", offered=offered)]
    if not found and may_write:
        title = _("New customer with {number}").format(number=shown)
        results.append(_result(f"new:{shown}", title, "user-plus", offered=True))
    if may_write:
        title = _("{number} on the call-back list").format(number=shown)
        results.append(_result(f"list:{shown}", title, "list-todo", offered=True))
    return results


def _is_name(typed: str) -> bool:
    """Whether it may be what somebody is called: letters, and neither address nor number."""
    return len(typed.strip()) > 2 and not any(sign.isdigit() or sign in "@/%" for sign in typed)


def _result(target: str, title: str, icon: str, key: str = "", *, offered: bool = False) -> Result:
    return Result(target, RowLook(title, icon=icon), _(GROUP), key=key, offered=offered)
