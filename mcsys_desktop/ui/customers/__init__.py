"""The customers screen: its page, and the parts that only that page knows."""

from mcsys_desktop.ui.customers.page import CustomersPage as CustomersPage
