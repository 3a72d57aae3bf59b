"""The invoices screen: its page, and the parts that only that page knows."""

from mcsys_desktop.ui.invoices.page import InvoicesPage as InvoicesPage
