"""The reminders that may be sent, to work off by keyboard."""

from mcsys_desktop.ui.reminders.page import RemindersPage as RemindersPage
