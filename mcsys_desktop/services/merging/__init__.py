"""Merging customers that were found to be one, and taking them apart again."""

from mcsys_desktop.services.merging.acting import merge as merge
from mcsys_desktop.services.merging.acting import undo as undo
from mcsys_desktop.services.merging.lines import Choice as Choice
from mcsys_desktop.services.merging.lines import Choices as Choices
from mcsys_desktop.services.merging.lines import FieldLine as FieldLine
from mcsys_desktop.services.merging.lines import Preview as Preview
from mcsys_desktop.services.merging.lines import Side as Side
from mcsys_desktop.services.merging.lines import Undone as Undone
from mcsys_desktop.services.merging.previewing import preview as preview
