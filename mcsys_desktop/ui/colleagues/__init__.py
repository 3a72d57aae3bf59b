"""The page of colleagues, and the questions that it asks."""

from mcsys_desktop.ui.colleagues.page import ColleaguesPage as ColleaguesPage
