"""The parts of the customer card: how to reach them, where they are, what was agreed."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mcsys_desktop.core import clock, dialled
from mcsys_desktop.core.i18n import _
from mcsys_desktop.services import customers
from mcsys_desktop.ui import layouts, widgets
from mcsys_desktop.ui.customers import facets, forms, words
from mcsys_desktop.ui.customers.rows import ValueRow, clear
from mcsys_desktop.ui.customers.section import Editor, Section


class IdentitySection(Section):
    """Name and kind. To read, they stand in the header; this part is only there to type."""

    def __init__(self) -> None:
        form = forms.identity()
        self._name = form.row.fields["name"]
        editor = Editor(facets.IDENTITY, form)
        super().__init__(_("Name and kind"), layouts.column(), (editor,))
        self.hide()

    def show_card(self, card: customers.CustomerCard) -> None:
        """The header shows it."""

    def prepare(self, card: customers.CustomerCard) -> None:
        # A private customer is called as its first person is, and that name is typed there.
        private = card.kind is customers.CustomerKind.PRIVATE
        self._name.setVisible(not (private and card.people))

    def _turn(self) -> None:
        super()._turn()
        self.setVisible(self.is_editing)


class ContactSection(Section):
    """People, phone numbers and e-mail addresses. ``customer_wanted``: another one of somebody.

    ``call_wanted`` carries a number, as it is called.
    """

    customer_wanted = Signal(int)
    call_wanted = Signal(str)

    def __init__(self) -> None:
        self._rows = layouts.column(gap=12)
        self._choices = forms.Choices()
        self.people = forms.people()
        self.links: list[widgets.Button] = []  # to the other customers of the people here
        self.calls: dict[str, widgets.Button] = {}  # by the number that each calls
        self._hidden = False
        super().__init__(
            _("Contact"),
            self._rows,
            (
                Editor(facets.PEOPLE, self.people),
                Editor(facets.NUMBERS, forms.numbers(self._choices)),
                Editor(facets.EMAILS, forms.emails(self._choices)),
            ),
        )

    def prepare(self, card: customers.CustomerCard) -> None:
        self._choices.people = forms.nobody()
        self._choices.people.update((person.person_id, person.name) for person in card.people)

    def focus_first(self) -> None:
        """People reach for the phone number: that is what changes."""
        self.editors[1].fields.focus_first()

    def show_card(self, card: customers.CustomerCard) -> None:
        clear(self._rows)
        self.links, self.calls = [], {}
        business = card.kind is customers.CustomerKind.BUSINESS
        for person in card.people:
            origin = words.origin_and_day(person.origin, person.obtained_at)
            role = person.role or (_("Contact person") if business else "")
            wish = _("Not in the phone book of the telephones") if person.unlisted else ""
            about = words.joined(role, words.salutation(person.salutation), wish)
            self._rows.addWidget(ValueRow("user", person.name, about, origin))
            self._link(person)
        for number in card.numbers:
            self._rows.addWidget(_number(number, self._button(number)))
        for email in card.emails:
            about = words.joined(words.email_uses()[email.use], email.person)
            origin = words.origin_and_day(email.origin, email.obtained_at)
            self._rows.addWidget(ValueRow("mail", email.address, about, origin, whole=False))
        if not (card.people or card.numbers or card.emails):
            self._rows.addWidget(_nothing(_("No name, phone number or e-mail address yet.")))

    def set_hidden(self, hidden: bool) -> None:
        """Hide other customers' names from whoever stands opposite, or show them."""
        self._hidden = hidden
        for link in self.links:
            link.setVisible(not hidden)

    def chain(self) -> list[QWidget]:
        """What Tab goes through, in the order in which it is seen."""
        return [*self.links, *self.calls.values(), *super().chain()]

    def _button(self, number: customers.NumberLine) -> widgets.Button | None:
        """Calls this number, if it can be called."""
        called = dialled.number_in(number.e164 or number.typed)
        if not called or number.use is customers.NumberUse.FAX:
            return None
        said = _("Call {number}").format(number=number.shown or number.typed)
        button = widgets.Button(icon="phone-outgoing", kind="ghost", name=said)
        button.clicked.connect(partial(self.call_wanted.emit, called))
        self.calls.setdefault(called, button)
        return button

    def _link(self, person: customers.PersonLine) -> None:
        """Somebody who belongs to another customer too: the way there."""
        for other in person.elsewhere:
            said = _("Also with {name}").format(name=other.name)
            link = widgets.Button(said, icon="users", kind="link")
            link.setAccessibleName(words.joined(person.name, said))
            link.clicked.connect(partial(self.customer_wanted.emit, other.customer_id))
            self.links.append(link)
            self._rows.addLayout(layouts.row(28, link, None))
            link.setVisible(not self._hidden)


class AddressSection(Section):
    """Places, and what a business is registered under."""

    def __init__(self) -> None:
        self._registration = forms.registration()
        self._rows = layouts.column(gap=12)
        self.places = forms.addresses()
        super().__init__(
            _("Address and details"),
            self._rows,
            (
                Editor(facets.ADDRESSES, self.places),
                Editor(facets.REGISTRATION, self._registration),
            ),
        )

    def prepare(self, card: customers.CustomerCard) -> None:
        business = card.kind is customers.CustomerKind.BUSINESS
        registered = card.department or card.kvk_number or card.vat_number
        self._registration.setVisible(business or bool(registered))

    def show_card(self, card: customers.CustomerCard) -> None:
        clear(self._rows)
        for address in card.addresses:
            about = words.joined(words.address_uses()[address.use], address.remark)
            origin = words.origin_and_day(address.origin, address.obtained_at)
            self._rows.addWidget(ValueRow("map-pin", words.one_line(address), about, origin))
        registered = (
            ("building-2", _("Department"), card.department),
            ("landmark", _("KvK number"), card.kvk_number),
            ("receipt-euro", _("VAT ID"), card.vat_number),
        )
        for icon, about, value in registered:
            if value:
                self._rows.addWidget(ValueRow(icon, value, about))
        if not card.addresses:
            self._rows.addWidget(_nothing(_("No address yet.")))


class NotesSection(Section):
    """What everybody should know of this customer."""

    def __init__(self) -> None:
        self._text = widgets.label("", wrap=True)
        super().__init__(
            _("Notes"), layouts.column(self._text), (Editor(facets.NOTES, forms.notes()),)
        )

    def show_card(self, card: customers.CustomerCard) -> None:
        self._text.setText(card.notes or _("Nothing noted."))
        self._text.set_ink("text" if card.notes else "text2")


class TermsSection(Section):
    """What was agreed: how letters speak, when is paid, how invoices come."""

    def __init__(self) -> None:
        self._rows = layouts.column(gap=12)
        super().__init__(_("Terms"), self._rows, (Editor(facets.TERMS, forms.terms()),))

    def show_card(self, card: customers.CustomerCard) -> None:
        clear(self._rows)
        language = words.languages().get(card.language, card.language)
        spoken = words.address_forms()[card.address_form]
        if card.address_form is customers.AddressForm.USUAL:
            spoken = ""
        invoices = _("Invoices: {way}").format(way=words.ways_of_invoices()[card.invoices_by])
        for icon, value, about in (
            ("mail", card.opening, _("Letters begin with this")),
            ("globe", language, spoken or _("Language of letters and invoices")),
            ("receipt-euro", words.payment_term(card.payment_days), invoices),
        ):
            self._rows.addWidget(ValueRow(icon, value, about))
        if card.unlisted:
            listed = words.listings()[card.unlisted]
            self._rows.addWidget(ValueRow("phone", listed, _("Phone book of the telephones")))


class LastContactTile(widgets.Card):
    """When somebody last spoke with them; at a counter nobody reads about what."""

    def __init__(self) -> None:
        super().__init__()
        self._title = _("Last contact")
        self._card: customers.CustomerCard | None = None
        self._hidden = False
        self._figure = widgets.label("", "figure", figures=True)
        self._about = widgets.label("", "small", elide=True)
        self.setLayout(
            layouts.column(
                widgets.label(self._title, "small"),
                self._figure,
                self._about,
                gap=4,
                margins=(16, 12, 16, 12),
            )
        )

    def show_card(self, card: customers.CustomerCard) -> None:
        """Show the last contact of this customer."""
        self._card = card
        call, figure, about = card.last_contact, _("Not yet"), ""
        if call is not None:
            day = clock.day_and_time(call.rang_at, clock.today())
            figure = day[:1].upper() + day[1:]
            about = words.joined(_("Phone"), "" if self._hidden else words.call_title(call))
        self._figure.setText(figure)
        self._about.setText(about)
        self._about.setVisible(bool(about))
        self.setAccessibleName(words.joined(self._title, figure, about))

    def set_hidden(self, hidden: bool) -> None:
        """Hide what was said, or show it."""
        self._hidden = hidden
        if self._card is not None:
            self.show_card(self._card)


def _nothing(sentence: str) -> QWidget:
    return widgets.label(sentence, "meta", wrap=True)


def _number(number: customers.NumberLine, button: widgets.Button | None) -> ValueRow:
    relation = words.relations()[number.relation]
    former = ""
    if number.valid_until is not None and number.valid_until <= clock.now():
        year = clock.local(number.valid_until).year
        former = _("former number (until {year})").format(year=year)
    about = words.joined(
        words.number_uses()[number.use],
        number.person,
        "" if number.relation is customers.Relation.OWN else relation.lower(),
        number.remark,
        former,
    )
    origin = words.origin_and_day(number.origin, number.obtained_at)
    return ValueRow("phone", number.shown or number.typed, about, origin, button=button)
