"""One kind of list, declared: what a page says of the list it shows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from mcsys_desktop.ui.lists.bar import ManyAct
from mcsys_desktop.ui.lists.choice import Choice, first, read
from mcsys_desktop.ui.lists.columns import ListColumn, Source
from mcsys_desktop.ui.lists.filters import Filter, Options


@dataclass(frozen=True, slots=True)
class ListKind:
    """A list of one kind of rows.

    ``page`` is its own name, under which views are kept; ``title`` and ``nothing`` (what is said
    where there are no rows) are in the user's language. ``source(choice, text)`` gives the rows
    that a choice and the words in the search field ask for. ``options`` runs on a worker and
    gives values of filters that only the office knows. ``search`` says what can be searched for;
    empty: nothing can.
    """

    page: str
    title: str
    nothing: str
    columns: tuple[ListColumn, ...]
    source: Callable[[Choice, str], Source]
    sort: str
    descending: bool = False
    filters: tuple[Filter, ...] = ()
    options: Callable[[], Mapping[str, Options]] | None = None
    acts: tuple[ManyAct, ...] = ()
    search: str = ""

    def usual(self) -> Choice:
        """What is shown while nobody chose anything."""
        return first(self.columns, self.sort, descending=self.descending)

    def sorts(self) -> list[str]:
        """The orders there are."""
        return [column.sort for column in self.columns if column.sort]

    def read(self, written: str) -> Choice:
        """What was kept of a choice; what this list does not know is left out."""
        known = {one.name: one.kind for one in self.filters}
        return read(written, self.usual(), known, self.sorts())
