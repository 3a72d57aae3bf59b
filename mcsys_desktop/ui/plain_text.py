"""Text from outside stays text: no label in the program ever draws markup.

A customer called ``<img src="//10.9.8.7/share/n.png">`` would make a QLabel fetch that file, and
message boxes, forms and tooltips are QLabels inside. Qt has no global switch, so the style sheet
sets the text format of every label, whoever made it, at the moment it is polished: before its text
is laid out. (An event filter in Python does the same at the same moment, but made 60 labels 6 ms
slower to show; the style sheet costs nothing that can be measured.)

Two ways lead past it, and tests/markup.py forbids both: a label that is asked for its height or
its selection before it is ever shown, so that each label of ours says itself that it is plain; and
widgets that draw markup by themselves (QTextEdit, QErrorMessage, QWizard, QSplashScreen, "What's
this" texts).
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox, QWidget

# A tooltip's label answers to the name QToolTip only.
RULE = "QLabel, QToolTip { qproperty-textFormat: PlainText; }"


def holds() -> bool:
    """Whether a label that somebody else makes is plain now; the self-test of a build asks."""
    label = QLabel("<b>x</b>", textFormat=Qt.TextFormat.AutoText)  # markup: asked, never shown
    label.ensurePolished()
    return label.textFormat() is Qt.TextFormat.PlainText


def message_box(parent: QWidget | None = None) -> QMessageBox:
    """An empty message box that is drawn by Qt: what a system's own does with markup, we cannot
    know.
    """
    box = QMessageBox(parent)
    box.setOption(QMessageBox.Option.DontUseNativeDialog)
    box.setTextFormat(Qt.TextFormat.PlainText)
    return box
