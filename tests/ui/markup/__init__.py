"""Everything that can show a name in a window: what Qt makes itself, and what we make."""

from tests.ui.markup.dialogs import KINDS as _DIALOGS
from tests.ui.markup.names import RED as RED
from tests.ui.markup.names import Maker as Maker
from tests.ui.markup.names import payloads as payloads
from tests.ui.markup.others import KINDS as _OTHERS
from tests.ui.markup.windows import KINDS as _WINDOWS

KINDS: dict[str, Maker] = {**_WINDOWS, **_DIALOGS, **_OTHERS}
# These take a title, a button or a menu: nobody can be called a hundred thousand characters there.
SHORT = frozenset(
    {
        *("tabs", "dock", "tool bar", "menu bar", "menu", "graphics", "files", "group", "table"),
        *("tool box", "progress bar", "number", "windows", "button", "check box", "radio button"),
        *("link button", "tool button", "buttons", "our button", "our fact", "our banner"),
        *(
            "our complaint",
            "our note",
            "our line",
            "asks for a choice",
            "message with details",
            "tree",
        ),
        *("progress", "placeholder of lines", "form"),
        *("message of ours", "message changed", "message that informs"),
    }
)
# Without a label in them; they leave out the middle or the end of what does not fit.
SHORTENING = frozenset({"tool button", "editable choice"})
# These begin to draw somewhere in a text that is too long for them: where the one font is without a
# joiner and another one lends it, a pixel further on.
SCROLLING = frozenset({"group", "number"})
