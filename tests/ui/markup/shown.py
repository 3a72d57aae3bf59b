"""A process that shows every hostile name in every kind of widget, for whoever watches its calls.

``python -m tests.ui.markup.shown FOLDER [--without]``: without the guard only labels are shown, and
not the pipe that would hang it.
"""

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from mcsys_desktop.ui import plain_text
from mcsys_desktop.ui.style import style
from tests.ui.markup import KINDS

NAMES = (
    '<img src="{0}/hostile-n.png">',
    '<img src="file://{0}/hostile-n.png">',
    '<body background="{0}/hostile-n.png"><img src="hostile-relative.png">',
    '<link rel=stylesheet href="{0}/hostile.css"><style>@import url({0}/hostile-2.css);</style>',
    '<img src="//10.9.8.7/share/hostile-n.png"> \\\\10.9.8.7\\share\\hostile-n.png',
    '<img src="http://10.9.8.7/hostile-n.png"><a href="file://{0}/hostile-n.png">x</a>',
)
PIPE = '<img src="{0}/hostile-pipe">'  # whoever opens it hangs


def show(application: QApplication, folder: Path, *, guarded: bool) -> None:
    """Show every name in every kind of widget, one after the other."""
    style().apply("light", "normal", 1.0)
    if not guarded:
        application.setStyleSheet(application.styleSheet().replace(plain_text.RULE, ""))
    for make in KINDS.values() if guarded else [KINDS["label"]]:
        for name in (*NAMES, PIPE) if guarded else NAMES:
            widget = make(name.format(folder))
            if widget.metaObject().className() != "QTipLabel":  # it goes away by itself
                widget.resize(400, 160)
                widget.show()
                application.processEvents()
            widget.grab()
            widget.close()
            widget.deleteLater()


if __name__ == "__main__":
    made = QApplication([])
    made.setStyle("Fusion")
    show(made, Path(sys.argv[1]), guarded="--without" not in sys.argv)
