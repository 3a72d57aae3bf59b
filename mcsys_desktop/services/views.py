"""Saved views of lists: kept under a name, for oneself or for everybody.

Only whoever saved a view, or an administrator, changes or removes it; the database sees to that.
"""

from dataclasses import dataclass

from mcsys_desktop.core import text
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.models.base import Group, transaction
from mcsys_desktop.models.views import SavedView
from mcsys_desktop.services.colleagues import me, names, rights

LONGEST = 60  # characters of a name
MOST = 20_000  # characters of what was chosen


@dataclass(frozen=True, slots=True)
class View:
    """One saved view. ``by`` is the name of whoever saved it; ``mine`` is for whoever asks."""

    id: int
    version: int
    name: str
    chosen: str
    for_all: bool
    mine: bool
    may_change: bool
    by: str


def of_list(page: str) -> list[View]:
    """The views of one list that whoever works here sees: their own, then those for everybody."""
    who, known = me(), names()
    manages = rights().may(Group.ADMIN)
    found = SavedView.select().where(
        (SavedView.page == page) & ((SavedView.created_by == who) | SavedView.for_all)
    )
    views = [
        View(
            view.id,
            view.version,
            view.name,
            view.chosen,
            view.for_all,
            view.created_by == who,
            view.created_by == who or manages,
            known.get(view.created_by, view.created_by),
        )
        for view in found
    ]
    return sorted(views, key=lambda view: (not view.mine, text.fold(view.name), view.id))


def save(page: str, name: str, chosen: str, *, for_all: bool = False) -> int:
    """Keep a view under a name; one of one's own with that name is written over. Its id.

    Raises UserError for a name that is empty.
    """
    said = _name(name)
    with transaction():
        own = SavedView.select().where(
            (SavedView.page == page) & (SavedView.created_by == me()) & (SavedView.name == said)
        )
        view = own.first() or SavedView(page=page, name=said)
        view.chosen, view.for_all = chosen[:MOST], for_all
        view.save()
    return int(view.id)


def change(view: View, name: str, *, for_all: bool) -> None:
    """Give a view another name, or let others see it or not.

    Raises UserError for a name that is empty and for another's view, StaleRecord when somebody
    was first.
    """
    said = _name(name)
    with transaction():
        row = SavedView(id=view.id, version=view.version)
        row._dirty.clear()
        row.name, row.for_all = said, for_all
        row.save()


def remove(view: View) -> None:
    """Remove a view. Raises UserError for another's, StaleRecord when somebody was first."""
    with transaction():
        SavedView(id=view.id, version=view.version).delete_instance()


def bring_back(page: str, view: View) -> int:
    """Save once more what was removed just now; its id."""
    return save(page, view.name, view.chosen, for_all=view.for_all)


def _name(name: str) -> str:
    said = text.clean(name, LONGEST)
    if not said:
        raise UserError(_("Give the view a name."))
    return said
