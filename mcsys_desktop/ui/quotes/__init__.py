"""The page of quotes: the list, and a version to type or to answer."""

from mcsys_desktop.ui.quotes.page import QuotesPage as QuotesPage
