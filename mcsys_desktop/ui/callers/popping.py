"""Which calls come up at a desk by themselves; the others stand quietly among the rest."""

from collections.abc import Iterable
from dataclasses import dataclass

from mcsys_desktop.core import phone
from mcsys_desktop.ui.callers.call import DeskCall


@dataclass(frozen=True, slots=True)
class Popping:
    """What the desk has chosen. ``which`` is one of all, mine, chosen, dock."""

    which: str = "all"
    extension: str = ""
    chosen: tuple[str, ...] = ()

    @property
    def window(self) -> bool:
        """Whether the small window appears with a call."""
        return self.which != "dock"

    def wants(self, call: DeskCall) -> bool:
        """Whether this call comes up here, as far as is known of where it rings."""
        if call.handed_here:
            return True
        ours = {_plain(one) for one in call.ours if one}
        extensions = {one for one in ours if one.isdigit()}
        own = _plain(self.extension)
        if not call.inbound:  # what a colleague calls is theirs
            return not own or not extensions or own in extensions
        if self.which == "mine":
            # Of some phone systems nobody hears where it rings: better one too many than none.
            return not own or own in extensions or not ours
        if self.which == "chosen":
            return not self.chosen or not ours.isdisjoint(_all(self.chosen))
        return True


def _all(chosen: Iterable[str]) -> set[str]:
    return {_plain(one) for one in chosen}


def _plain(text: str) -> str:
    """A number of ours in one spelling: E.164, an extension, or whatever a queue is called."""
    number = phone.parse(text)
    return number.e164 or number.extension or text.strip().casefold()
