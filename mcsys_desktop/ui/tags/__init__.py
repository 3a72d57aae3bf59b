"""Tags on screens: chips, the window to put them on, and the list of all of them."""

from mcsys_desktop.ui.tags.chips import TagChips as TagChips
from mcsys_desktop.ui.tags.manager import TagManager as TagManager
from mcsys_desktop.ui.tags.picker import TagPicker as TagPicker
