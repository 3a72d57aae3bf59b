"""Payments: told by hand for now, split over invoices, paid back, and taken back when mistaken."""

from mcsys_desktop.models.payments import Method as Method
from mcsys_desktop.services.payments.reading import Paid as Paid
from mcsys_desktop.services.payments.reading import Used as Used
from mcsys_desktop.services.payments.reading import get as get
from mcsys_desktop.services.payments.reading import of_customer as of_customer
from mcsys_desktop.services.payments.reading import of_invoice as of_invoice
from mcsys_desktop.services.payments.reading import unused as unused
from mcsys_desktop.services.payments.receiving import Share as Share
from mcsys_desktop.services.payments.receiving import allocate as allocate
from mcsys_desktop.services.payments.receiving import pay_back as pay_back
from mcsys_desktop.services.payments.receiving import propose as propose
from mcsys_desktop.services.payments.receiving import receive as receive
from mcsys_desktop.services.payments.receiving import refund as refund
from mcsys_desktop.services.payments.receiving import settle as settle
from mcsys_desktop.services.payments.undoing import release as release
from mcsys_desktop.services.payments.undoing import take_back as take_back
