"""Every key of the program, declared once: what it does, where it works, and what help says.

Screens bind an action by its name with `shortcuts`, so that no two of them can take one key. Left
out on purpose: Ctrl+E, Ctrl+U and Ctrl+Y (line edits eat them on X11), Ctrl+H and Ctrl+M (macOS),
F10 and F11 (menu and full screen).
"""

import sys
from enum import Enum
from typing import NamedTuple

from mcsys_desktop.core.i18n import N_


class Context(Enum):
    """Where a key works; the value is the heading on the sheet of keys."""

    EVERYWHERE = N_("Everywhere")
    CALL = N_("While the phone rings")  # in any window of the program
    LIST = N_("In a list")  # these two wherever the focus is, while their page is seen
    CARD = N_("On a card")
    ROW = N_("On the row of a customer")  # these two only where the focus is
    NOTE = N_("In the note on a call")
    PAIRS = N_("Among likely duplicates")  # while the focus is on that page
    WAITERS = N_("On the call-back list")  # while the focus is in the list
    MAIL = N_("While you write a mail")  # a dialog, which takes the keys of the window
    INVOICE = N_("In an invoice")  # while the focus is in it
    REMINDERS = N_("Among reminders")  # while the focus is on that page


# These are never on the screen together, or the focus is in one of them at most.
_ELSEWHERE = (Context.ROW, Context.NOTE, Context.PAIRS, Context.WAITERS)
_APART = (
    {Context.ROW, Context.NOTE},
    {Context.PAIRS, Context.WAITERS},
    *({one, Context.INVOICE} for one in _ELSEWHERE),
    *({one, Context.REMINDERS} for one in (*_ELSEWHERE, Context.INVOICE)),
)

# A key that works in the first of a pair may not be used again in the second.
OVERLAPS = tuple(
    (one, other)
    for one in Context
    for other in Context
    if one is not other and {one, other} not in _APART and Context.MAIL not in (one, other)
)


class Action(NamedTuple):
    """One thing that keys do: a name to bind, the keys as Qt spells them, and a msgid."""

    name: str
    keys: tuple[str, ...]
    context: Context
    text: str


ACTIONS: dict[str, Action] = {
    action.name: action
    for action in (
        Action("search", ("Ctrl+K", "/"), Context.EVERYWHERE, N_("Search")),
        Action("new", ("Ctrl+N",), Context.EVERYWHERE, N_("New customer")),
        Action("new invoice", ("Ctrl+Shift+F",), Context.EVERYWHERE, N_("New invoice")),
        Action("page 1", ("Ctrl+1",), Context.EVERYWHERE, N_("Start")),
        Action("page 2", ("Ctrl+2",), Context.EVERYWHERE, N_("Customers")),
        Action("page 3", ("Ctrl+3",), Context.EVERYWHERE, N_("Calls")),
        Action("page 4", ("Ctrl+4",), Context.EVERYWHERE, N_("Invoices")),
        Action("page 5", ("Ctrl+5",), Context.EVERYWHERE, N_("Quotes")),
        Action("page 6", ("Ctrl+6",), Context.EVERYWHERE, N_("Agreements")),
        Action("page 7", ("Ctrl+7",), Context.EVERYWHERE, N_("Colleagues")),
        Action("page 8", ("Ctrl+8",), Context.EVERYWHERE, N_("Log")),
        Action("settings", ("Ctrl+,",), Context.EVERYWHERE, N_("Settings")),
        Action("refresh", ("F5",), Context.EVERYWHERE, N_("Refresh")),
        Action("next pane", ("F6",), Context.EVERYWHERE, N_("Next part of the window")),
        Action("last pane", ("Shift+F6",), Context.EVERYWHERE, N_("Previous part of the window")),
        Action("compact", ("Ctrl+T",), Context.EVERYWHERE, N_("Small caller window")),
        Action("dock", ("Ctrl+Shift+T",), Context.EVERYWHERE, N_("Telephone panel")),
        Action(
            "reveal", ("Ctrl+Shift+H",), Context.EVERYWHERE, N_("Show or hide names and amounts")
        ),
        Action("outgoing mail", ("Ctrl+Shift+M",), Context.EVERYWHERE, N_("Outgoing mail")),
        Action("bring in", ("Ctrl+I",), Context.EVERYWHERE, N_("Read in customers")),
        Action("phone setup", ("Ctrl+Shift+P",), Context.EVERYWHERE, N_("Set up the telephone")),
        Action("lock", ("Ctrl+L",), Context.EVERYWHERE, N_("Lock this desk")),
        Action("help", ("F1", "Ctrl+/"), Context.EVERYWHERE, N_("These keys")),
        Action("caller card", ("F7",), Context.CALL, N_("Customer card of the caller")),
        Action("new caller", ("Ctrl+Shift+N",), Context.CALL, N_("New customer with this number")),
        Action(
            "choose",
            tuple("123456789"),
            Context.CALL,
            N_("Choose a customer, while no text field has the focus"),
        ),
        Action("list", ("F9",), Context.CALL, N_("On the call-back list")),
        Action("dial", ("Ctrl+B",), Context.CALL, N_("Call, or call back")),
        Action("call note", ("F12",), Context.CALL, N_("Note on the call")),
        Action("filter", ("Ctrl+F",), Context.LIST, N_("Search in this list")),
        Action("next", ("F3",), Context.LIST, N_("Next in this list")),
        Action("previous", ("Shift+F3",), Context.LIST, N_("Previous in this list")),
        Action("reminders", ("Ctrl+Shift+R",), Context.EVERYWHERE, N_("Reminders")),
        Action("duplicates", ("Ctrl+Shift+D",), Context.LIST, N_("Likely duplicates")),
        Action("merge", ("S",), Context.PAIRS, N_("Merge these two")),
        Action("not the same", ("N",), Context.PAIRS, N_("These are two")),
        Action("later", ("L",), Context.PAIRS, N_("Decide later")),
        Action("swap", ("A",), Context.PAIRS, N_("The other one stays")),
        Action("send reminder", ("S",), Context.REMINDERS, N_("Send this letter")),
        Action("reminder later", ("L",), Context.REMINDERS, N_("Propose it again in a week")),
        Action("hold reminder", ("H",), Context.REMINDERS, N_("Hold it until a day")),
        Action("add waiter", ("N",), Context.WAITERS, N_("Add a number to the call-back list")),
        Action("call waiter", ("B",), Context.WAITERS, N_("Call back whoever is chosen")),
        Action("take waiter", ("T",), Context.WAITERS, N_("I call back, or not any more")),
        Action("tick waiter", ("Del",), Context.WAITERS, N_("Tick off")),
        Action("table", ("Ctrl+Shift+L",), Context.LIST, N_("As a table, or list and card")),
        Action("edit", ("F2",), Context.CARD, N_("Edit")),
        Action("history", ("F4",), Context.CARD, N_("History")),
        Action("merge with", ("Ctrl+J",), Context.CARD, N_("Merge with another customer")),
        Action("tags", ("Alt+T",), Context.CARD, N_("Tags of the customer")),
        Action("undo", ("Ctrl+Z",), Context.CARD, N_("Undo")),
        Action("save", ("Ctrl+S",), Context.CARD, N_("Save")),
        Action(
            "own window",
            ("Ctrl+Return", "Ctrl+Enter"),
            Context.ROW,
            N_("This customer in a window of their own"),
        ),
        Action("done", ("Ctrl+Return", "Ctrl+Enter"), Context.NOTE, N_("Save and done")),
        Action("send mail", ("Ctrl+Return", "Ctrl+Enter"), Context.MAIL, N_("Send the mail")),
        Action("duplicate line", ("Ctrl+D",), Context.INVOICE, N_("The same line once more")),
        Action("line up", ("Alt+Up",), Context.INVOICE, N_("Move the line up")),
        Action("line down", ("Alt+Down",), Context.INVOICE, N_("Move the line down")),
        Action("delete line", ("Del",), Context.INVOICE, N_("Take the line away")),
        Action(
            "finalise", ("Ctrl+Return", "Ctrl+Enter"), Context.INVOICE, N_("Make the invoice final")
        ),
        Action("print", ("Ctrl+P",), Context.INVOICE, N_("Print")),
        Action("close", ("Ctrl+W",), Context.CARD, N_("Close this window")),
    )
}


def shown(name: str) -> str:
    """The first key of action ``name`` as buttons show it: "Ctrl K"."""
    return spelled(ACTIONS[name].keys[0])


def spelled(key: str) -> str:
    """A key as people read it, in the words of their system."""
    if sys.platform == "darwin":
        from PySide6.QtGui import QKeySequence  # only a Mac has signs of its own for its keys

        return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
    return key.replace("+", " ").replace("Return", "↵").replace("Enter", "↵")
