"""The form for a new customer, in the place of the card."""

import uuid
from dataclasses import fields as fields_of
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QWidget

from mcsys_desktop.core import places
from mcsys_desktop.core.drafts import Draft
from mcsys_desktop.core.errors import UserError
from mcsys_desktop.core.i18n import _
from mcsys_desktop.services import customers
from mcsys_desktop.ui import layouts, widgets
from mcsys_desktop.ui.announcing import announce
from mcsys_desktop.ui.customers import checks, forms, typed
from mcsys_desktop.ui.customers.alike import AlikeCustomers
from mcsys_desktop.ui.customers.bars import MARGIN, NoticeBand, SaveBar
from mcsys_desktop.ui.customers.field_row import line_of
from mcsys_desktop.ui.customers.fields import Field, TextField
from mcsys_desktop.ui.customers.knowing import KnownPlace
from mcsys_desktop.ui.scrolling import ScrollPage
from mcsys_desktop.ui.work import Work

CustomerDraft = customers.CustomerDraft


class NewCustomer(QWidget):
    """Private or business, a name, and how to reach them. A name or a number is enough."""

    created = Signal(int)
    left = Signal(bool)  # whether something was typed
    known_wanted = Signal(int)  # a customer who looks like this one

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work
        self._saving: set[str] = set()  # the requests that are under way
        self._begun_with = CustomerDraft()
        self._request = ""  # the name of this form: saved twice under it, it is saved once
        self._left_over: tuple[str, CustomerDraft] | None = None
        self._hidden = False  # from somebody at the counter
        self.fields: dict[str, Field] = {field.name: field for field in forms.new_customer()}
        self.known_place = KnownPlace(work, self.fields)
        self._private = widgets.Button(_("Private"), kind="filter")
        self._business = widgets.Button(_("Business"), kind="filter")
        kinds = QButtonGroup(self)
        kinds.setExclusive(True)
        self.kinds = (self._private, self._business)
        for button in self.kinds:
            kinds.addButton(button)
            button.toggled.connect(self._fit_kind)
            button.clicked.connect(self._keep)
        for field in self.fields.values():
            field.changed.connect(self._keep)
        self.left_over = NoticeBand("accent", "file-pen-line")
        self.bring_back = self.left_over.offer(_("Bring back"))
        self.bring_back.clicked.connect(self.resume)
        self.known = AlikeCustomers(work)
        self.known.wanted.connect(self.known_wanted)
        self.bar = SaveBar()
        self.bar.save_wanted.connect(self.save)
        self.bar.leave_wanted.connect(self.leave)
        for field in self.fields.values():
            if isinstance(field, TextField):
                field.line.editingFinished.connect(self._look_for_known)
        self.setLayout(layouts.column(self.left_over, self._body(), self.known, self.bar, gap=0))
        self.bar.show()
        self.setAccessibleName(_("New customer"))

    def start(self, draft: CustomerDraft, origin: customers.Origin) -> None:
        """An empty form, or one with what is known already; the cursor where the typing starts."""
        if self._request in self._saving or (self.isVisible() and self.is_dirty):
            self._left_over = (self._request, self.draft())
        self._show(replace(draft, phone=checks.grouped(draft.phone)))
        self.bar.choose_origin(origin)
        self._offer_left_over()
        self._look_for_known()

    def focus_first(self) -> None:
        """Put the cursor in the first field."""
        name = "company_name" if self._business.isChecked() else "first_name"
        self.fields[name].setFocus()

    @property
    def is_dirty(self) -> bool:
        """Whether something was typed that is not saved."""
        return replace(self.draft(), origin=self._begun_with.origin) != self._begun_with

    def draft(self) -> CustomerDraft:
        """What stands in the fields."""
        held = {name: field.value() for name, field in self.fields.items()}
        if held["country"] == places.HOME:
            held["postcode"] = places.postcode(held["postcode"])
        business = self._business.isChecked()
        if not business:
            held["company_name"] = ""
        kind = customers.CustomerKind.BUSINESS if business else customers.CustomerKind.PRIVATE
        return CustomerDraft(kind=kind, origin=self.bar.origin(), **held)

    def save(self) -> None:
        """Make the customer; say what to type where that cannot be done."""
        request = self._request
        if request in self._saving:
            return
        wrong = self._wrong()
        if wrong is not None:
            wrong.setFocus()
            announce(wrong, wrong.sentence)
            return
        self._saving.add(request)
        self.bar.complain("")
        self._hold()
        self._work.write(
            self,
            customers.create,
            self.draft(),
            request=request,
            then=partial(self._on_created, request),
            failed=partial(self._on_refused, request),
            unsure=partial(self._on_unsure, request),
        )

    def leave(self) -> None:
        """Close the form; what was typed is kept and can be brought back."""
        saving = self._request in self._saving  # it is; only a refusal brings it back
        dirty = self.is_dirty
        if dirty or saving:
            self._left_over = (self._request, self.draft())
        self._show(CustomerDraft())
        self.left.emit(dirty and not saving)

    def set_counter(self, hidden: bool) -> None:
        """Whether other people's names are hidden."""
        self._hidden = hidden

    @property
    def has_left_over(self) -> bool:
        """Whether something typed before waits to be brought back."""
        return self._left_over is not None

    def take_up(self, draft: Draft) -> None:
        """Go on with what was typed before the program ended."""
        self._left_over = (draft.form.removeprefix(typed.NEW), typed.new_draft(draft.texts))
        self.resume()

    def resume(self) -> None:
        """Exchange what stands in the form for what was left; neither is lost."""
        left, self._left_over = self._left_over, self._worth_keeping()
        if left is not None:
            self._show(left[1], left[0])
            self._begun_with = CustomerDraft()
            self._offer_left_over()
            self.focus_first()

    def _keep(self) -> None:
        """Keep what stands here against a crash."""
        if self.is_dirty:
            self._work.drafts.put(typed.NEW + self._request, typed.new_texts(self.draft()))
        else:
            self._work.drafts.drop(typed.NEW + self._request)

    def _show(self, draft: CustomerDraft, request: str = "") -> None:
        self._request = request or uuid.uuid4().hex
        business = draft.kind is customers.CustomerKind.BUSINESS
        (self._business if business else self._private).setChecked(True)
        for field in fields_of(draft):
            if field.name in self.fields:
                self.fields[field.name].set_value(getattr(draft, field.name))
                self.fields[field.name].complain("")
        self._fit_kind()
        self.known.forget()
        self.known_place.forget()
        self.left_over.hide()
        self.bar.complain("")
        self._hold()
        self._begun_with = replace(self.draft(), origin=draft.origin)

    def _worth_keeping(self) -> tuple[str, CustomerDraft] | None:
        draft = replace(self.draft(), kind=CustomerDraft().kind, origin=CustomerDraft().origin)
        return (self._request, self.draft()) if draft != CustomerDraft() else None

    def _offer_left_over(self) -> None:
        if self._left_over is not None:
            left = self._left_over[1]
            name = typed.name_of(left) or left.phone or _("New customer")
            self.left_over.say(
                _("There is something typed before that was not saved.")
                if self._hidden
                else _("Typed before and not saved: {name}").format(name=name)
            )

    def _wrong(self) -> Field | None:
        wrong = [field for field in self.fields.values() if not field.check()]
        draft = self.draft()
        if not wrong and not (typed.name_of(draft) or draft.phone):
            first = self.fields["company_name" if self._business.isChecked() else "first_name"]
            first.complain(_("Type a name or a phone number."))
            wrong = [first]
        return wrong[0] if wrong else None

    def _hold(self) -> None:
        """What is being saved takes no more typing: it would not be saved with it."""
        saving = self._request in self._saving
        self.bar.set_busy(saving)
        for field in self.fields.values():
            field.hold(saving)
        for kind in self.kinds:
            kind.setEnabled(not saving)

    def _on_created(self, request: str, customer_id: int) -> None:
        self._saving.discard(request)
        self._work.drafts.drop(typed.NEW + request)
        if self._left_over is not None and self._left_over[0] == request:
            self._left_over = None
            self.left_over.hide()
        if request == self._request:
            self._show(CustomerDraft())
        self.created.emit(customer_id)

    def _on_refused(self, request: str, error: Exception) -> None:
        self._saving.discard(request)
        if request != self._request:  # it is offered above the form that was begun meanwhile
            self._work.failed.emit(self, error)
            return
        self._hold()
        if isinstance(error, UserError):
            self.bar.complain(str(error))
        else:
            self._work.failed.emit(self, error)

    def _on_unsure(self, request: str, sentence: str) -> None:
        if request == self._request:
            self.bar.complain(sentence)

    def _look_for_known(self) -> None:
        """Who looks like this already, so that nobody is entered twice."""
        draft = self.draft()
        if self._request in self._saving:
            return
        # What the notes say, and how it was obtained, makes nobody look like anybody.
        self.known.look(replace(draft, notes="", origin=CustomerDraft().origin), self._hidden)

    def _fit_kind(self) -> None:
        self.fields["company_name"].setVisible(self._business.isChecked())
        person = _("Contact person") if self._business.isChecked() else ""
        self._person.setText(person)
        self._person.setVisible(bool(person))

    def _body(self) -> QWidget:
        get, line = self.fields.__getitem__, partial(line_of, self.fields)
        self._person = widgets.label("", "caption")
        name = line(first_name=3, prefix=2, surname=4)
        reach = line(phone=1, email=1)
        place = line(street=5, house_number=3, postcode=3, city=4)
        where = line(country=1)
        where.addLayout(layouts.column(None, layouts.row(self.known_place, None)), 2)
        card = widgets.Card(
            layouts.column(
                layouts.row(self._private, self._business, None),
                get("company_name"),
                self._person,
                name,
                reach,
                place,
                where,
                get("notes"),
                gap=16,
                margins=(16, 16, 16, 16),
            )
        )
        title = widgets.label(_("New customer"), "title")
        margins = (MARGIN, 20, MARGIN, 16)
        return ScrollPage(layouts.column(title, card, None, gap=16, margins=margins))

    # Qt's own names from here.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        in_line = isinstance(self.focusWidget(), QLineEdit)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and in_line:
            self.save()
            event.accept()
            return
        super().keyPressEvent(event)
