"""The calls screen: its page, and the parts that only that page knows."""

from mcsys_desktop.ui.calls.page import CallsPage as CallsPage
