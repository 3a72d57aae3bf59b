"""Customers: listed, found, shown, made and changed."""

from mcsys_desktop.models.base import transaction as together
from mcsys_desktop.models.customers import AddressUse as AddressUse
from mcsys_desktop.models.customers import CustomerKind as CustomerKind
from mcsys_desktop.models.customers import EmailUse as EmailUse
from mcsys_desktop.models.customers import NumberUse as NumberUse
from mcsys_desktop.models.customers import Origin as Origin
from mcsys_desktop.models.customers import Relation as Relation
from mcsys_desktop.models.customers import Standing as Standing
from mcsys_desktop.services.customers.cards import card as card
from mcsys_desktop.services.customers.changing import change as change
from mcsys_desktop.services.customers.changing import create as create
from mcsys_desktop.services.customers.contact import add_address as add_address
from mcsys_desktop.services.customers.contact import add_email as add_email
from mcsys_desktop.services.customers.contact import add_number as add_number
from mcsys_desktop.services.customers.contact import change_address as change_address
from mcsys_desktop.services.customers.contact import change_email as change_email
from mcsys_desktop.services.customers.contact import change_number as change_number
from mcsys_desktop.services.customers.contact import remove_address as remove_address
from mcsys_desktop.services.customers.contact import remove_email as remove_email
from mcsys_desktop.services.customers.contact import remove_number as remove_number
from mcsys_desktop.services.customers.facts import FACTS as FACTS
from mcsys_desktop.services.customers.finding import Page as Page
from mcsys_desktop.services.customers.finding import page as page
from mcsys_desktop.services.customers.finding import search as search
from mcsys_desktop.services.customers.finding import search_alike as search_alike
from mcsys_desktop.services.customers.lines import AddressLine as AddressLine
from mcsys_desktop.services.customers.lines import Badge as Badge
from mcsys_desktop.services.customers.lines import CustomerCard as CustomerCard
from mcsys_desktop.services.customers.lines import CustomerDraft as CustomerDraft
from mcsys_desktop.services.customers.lines import CustomerFilter as CustomerFilter
from mcsys_desktop.services.customers.lines import CustomerRow as CustomerRow
from mcsys_desktop.services.customers.lines import EmailLine as EmailLine
from mcsys_desktop.services.customers.lines import NumberLine as NumberLine
from mcsys_desktop.services.customers.lines import PersonLine as PersonLine
from mcsys_desktop.services.customers.lists import count as count
from mcsys_desktop.services.customers.lists import listing as listing
from mcsys_desktop.services.customers.people import add_person as add_person
from mcsys_desktop.services.customers.people import change_person as change_person
from mcsys_desktop.services.customers.people import remove_person as remove_person
from mcsys_desktop.services.customers.search_text import renew_old as renew_search
from mcsys_desktop.services.facts import Tone as Tone

# Several changes as one: all of them happen, or none. `with customers.together(): …`
__all__ = ["renew_search", "together"]
