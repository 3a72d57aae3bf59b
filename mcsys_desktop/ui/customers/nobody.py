"""What stands where the card is while no customer is chosen."""

from mcsys_desktop.core.i18n import _
from mcsys_desktop.ui import layouts, widgets


class Nobody(widgets.Pane):
    """What stands at the right while no customer is chosen."""

    def __init__(self) -> None:
        super().__init__("bg")
        self.new = widgets.Button(_("New customer"), icon="user-plus", kind="primary", key="Ctrl N")
        sentence = widgets.label(_("Choose a customer from the list, or make a new one."), "meta")
        words = layouts.column(None, sentence, 8, layouts.row(None, self.new, None), None)
        self.setLayout(layouts.row(None, words, None))
