"""The list of likely duplicates, to work off by keyboard."""

from mcsys_desktop.ui.duplicates.page import DuplicatesPage as DuplicatesPage
