"""One part of the customer card: values to read, and in the same place fields to type in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout, QWidget

from mcsys_desktop.core.i18n import _
from mcsys_desktop.services import customers
from mcsys_desktop.ui import layouts, widgets
from mcsys_desktop.ui.customers.edits import (
    Changes,
    Difference,
    Typed,
    changes,
    compare,
    in_order,
    rebase,
    same,
    settle,
)
from mcsys_desktop.ui.customers.facets import Facet
from mcsys_desktop.ui.customers.fields import Field, hold
from mcsys_desktop.ui.customers.groups import FieldGroup, SingleRow
from mcsys_desktop.ui.customers.typed import Part

Draft = Mapping[str, Sequence[Typed]]  # facet → rows as they stood in the fields


@dataclass(frozen=True, slots=True)
class Editor:
    """The fields of one facet."""

    facet: Facet
    fields: FieldGroup | SingleRow

    def differences(
        self, base: customers.CustomerCard, fresh: customers.CustomerCard
    ) -> list[Difference]:
        """What a person must decide before what was typed joins what is stored now."""
        stored = self.facet.stored
        return compare(stored(base), self.fields.typed(), stored(fresh), self.facet.guarded)


class Section(widgets.Card):
    """A card with a title, a link to edit it, and two faces: reading and typing.

    While it is typed in, ``base`` is the card as it was when the typing began; what is saved is
    only what differs from that. A part that is only read brings no editors.
    """

    edit_wanted = Signal()
    rows_changed = Signal()
    typed = Signal()  # something was, in one of the fields

    def __init__(self, title: str, reading: QLayout, editors: Sequence[Editor] = ()) -> None:
        super().__init__()
        self.base: customers.CustomerCard | None = None
        self.editors = tuple(editors)
        self.title = widgets.label(title, "row")
        self.edit_link = widgets.Button(_("Edit"), kind="link")
        self.edit_link.setAccessibleName(_("Edit: {part}").format(part=title))
        self.edit_link.clicked.connect(self.edit_wanted)
        self._offered = True
        if not editors:
            self.edit_link.hide()
        self._reading = QWidget()
        self._reading.setLayout(reading)
        self._typing = QWidget()
        self._typing.setLayout(layouts.column(*(editor.fields for editor in editors), gap=12))
        self._typing.hide()
        for editor in editors:
            editor.fields.changed.connect(self.typed)
            if isinstance(editor.fields, FieldGroup):
                editor.fields.rows_changed.connect(self.rows_changed)
        self.setAccessibleName(title)
        self.setLayout(
            layouts.column(
                layouts.row(self.title, None, self.edit_link),
                self._reading,
                self._typing,
                None,
                gap=12,
                margins=(16, 12, 16, 16),
            )
        )

    def offer_editing(self, offered: bool) -> None:
        """Show the link to edit it, unless whoever works here may only read."""
        self._offered = offered
        self._turn()

    @property
    def is_editing(self) -> bool:
        """Whether the fields are shown."""
        return self.base is not None

    def show_card(self, card: customers.CustomerCard) -> None:
        """Show what is stored; the fields stay as they are."""
        raise NotImplementedError

    def prepare(self, card: customers.CustomerCard) -> None:
        """Make the fields ready for this customer: what there is to choose from."""

    def begin(self, card: customers.CustomerCard, draft: Draft | None = None) -> None:
        """Put fields where the values stand, holding a draft or what is stored."""
        self.prepare(card)
        self.base = card
        for editor in self.editors:
            stored = [Typed(row.id, row.values) for row in editor.facet.stored(card)]
            editor.fields.show_rows((draft or {}).get(editor.facet.key, stored))
            editor.fields.note({})
        self._turn()

    def end(self) -> None:
        """Back to reading; what was typed is no longer in the fields."""
        self.base = None
        self._turn()

    def hold(self, held: bool) -> None:
        """Take no more typing while what stands in the fields is saved."""
        hold(self._typing, held)

    def focus_first(self) -> None:
        """Put the cursor where the typing starts."""
        self.editors[0].fields.focus_first()

    def chain(self) -> list[QWidget]:
        """What Tab goes through, in the order in which it is seen."""
        return [self.edit_link, *(one for editor in self.editors for one in editor.fields.chain())]

    def draft(self) -> dict[str, Sequence[Typed]]:
        """What stands in the fields."""
        return {editor.facet.key: editor.fields.typed() for editor in self.editors}

    def wrong(self) -> Field | None:
        """The first open field that will not do; each says what to type."""
        if not self.is_editing:
            return None
        wrong = [field for editor in self.editors if (field := editor.fields.wrong()) is not None]
        return wrong[0] if wrong else None

    def changes(self, fresh: customers.CustomerCard | None = None) -> dict[Facet, Changes]:
        """What to write, per facet, on the versions of ``fresh`` (or else of the base)."""
        if self.base is None:
            return {}
        found = {}
        for editor in self.editors:
            base = editor.facet.stored(self.base)
            now = base if fresh is None else editor.facet.stored(fresh)
            found[editor.facet] = changes(base, editor.fields.typed(), editor.facet.defaults, now)
        return found

    def is_behind(self, fresh: customers.CustomerCard) -> bool:
        """Whether somebody else stored something here that is to be compared first.

        Where the two do not meet, theirs is taken over into the fields without a word.
        """
        if self.base is None:
            return False
        if any(editor.differences(self.base, fresh) for editor in self.editors):
            return True
        stored = [editor.facet.stored for editor in self.editors]
        pairs = [(each(self.base), each(fresh)) for each in stored]
        if all(same(*pair) and in_order(*pair) for pair in pairs):
            self.base = fresh
        else:
            self.settle(fresh, {})
        return False

    def settle(
        self,
        fresh: customers.CustomerCard,
        chosen: Mapping[str, Mapping[tuple[int, str], object]],
    ) -> None:
        """Show what is stored now, with what was typed here; ``chosen`` decides, per facet."""
        if self.base is None:
            return
        self.prepare(fresh)
        for editor in self.editors:
            merged = settle(
                editor.facet.stored(self.base),
                editor.fields.typed(),
                editor.facet.stored(fresh),
                chosen.get(editor.facet.key, {}),
            )
            editor.fields.show_rows(merged.rows)
            editor.fields.note(merged.theirs)
        self.base = fresh
        self.rows_changed.emit()

    def resume(self, card: customers.CustomerCard, parts: Mapping[str, Part]) -> bool:
        """Open the fields with what was typed before the program ended; whether there was any."""
        known = {e.facet.key: parts[e.facet.key] for e in self.editors if e.facet.key in parts}
        if not known:
            return False
        draft = {}
        theirs: dict[str, Mapping[tuple[int, str], object]] = {}
        for editor in self.editors:
            part = known.get(editor.facet.key)
            if part is not None:
                merged = rebase(part.base, part.typed, editor.facet.stored(card))
                draft[editor.facet.key] = merged.rows
                theirs[editor.facet.key] = merged.theirs
        self.begin(card, draft)
        for editor in self.editors:
            editor.fields.note(theirs.get(editor.facet.key, {}))
        return True

    def parts(self) -> dict[str, Part]:
        """What was typed here and from what it began, to outlive the program."""
        if self.base is None:
            return {}
        return {
            editor.facet.key: Part(editor.facet.stored(self.base), editor.fields.typed())
            for editor in self.editors
        }

    def _turn(self) -> None:
        self._reading.setVisible(not self.is_editing)
        self._typing.setVisible(self.is_editing)
        offered = self._offered and bool(self.editors)
        self.edit_link.setVisible(offered and not self.is_editing)
