"""The page that a day begins with."""

from mcsys_desktop.ui.start.page import StartPage as StartPage
