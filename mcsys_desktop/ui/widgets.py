"""The parts that screens are made of, in one place to import from.

They paint themselves from the current tokens; a change of theme, density or text size reaches
each of them through its ``restyle``.
"""

from mcsys_desktop.ui.buttons import Button as Button
from mcsys_desktop.ui.choices import ChoiceField as ChoiceField
from mcsys_desktop.ui.choices import Switch as Switch
from mcsys_desktop.ui.facts import FactRow as FactRow
from mcsys_desktop.ui.fields import Labelled as Labelled
from mcsys_desktop.ui.fields import LineField as LineField
from mcsys_desktop.ui.fields import NoteField as NoteField
from mcsys_desktop.ui.labels import Avatar as Avatar
from mcsys_desktop.ui.labels import Band as Band
from mcsys_desktop.ui.labels import Card as Card
from mcsys_desktop.ui.labels import Chip as Chip
from mcsys_desktop.ui.labels import ElidedLabel as ElidedLabel
from mcsys_desktop.ui.labels import Icon as Icon
from mcsys_desktop.ui.labels import Label as Label
from mcsys_desktop.ui.labels import Pane as Pane
from mcsys_desktop.ui.labels import WrappedLabel as WrappedLabel
from mcsys_desktop.ui.labels import horizontal_line as horizontal_line
from mcsys_desktop.ui.labels import label as label
from mcsys_desktop.ui.layouts import column as column
from mcsys_desktop.ui.layouts import row as row
from mcsys_desktop.ui.search_field import SearchField as SearchField
