"""Tags on screens: chips, the window to put them on, and the list of all of them."""

from mcsys_desktop.ui.tags.all_tags import AllTags as AllTags
from mcsys_desktop.ui.tags.chips import TagChips as TagChips
from mcsys_desktop.ui.tags.picker import TagPicker as TagPicker
