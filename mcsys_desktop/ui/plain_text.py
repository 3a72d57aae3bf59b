"""Text from outside stays text: no label in the program ever draws markup.

A customer called ``<img src="//10.9.8.7/share/n.png">`` would make a QLabel fetch that file, and
message boxes, forms and tooltips are QLabels inside. Qt has no global switch, so the style sheet
sets the text format of every label at the moment it is polished, which is before its text is laid
out. (An event filter in Python does the same, but made 60 labels 9 ms slower to show and each
update of 20 labels 0.3 ms slower; the style sheet costs nothing that can be measured.)

Widgets that draw markup by other ways (QTextEdit.setHtml, QErrorMessage, QWizard, QSplashScreen,
"What's this" texts) are forbidden by tests/ui/test_plain_text.py.
"""

from PySide6.QtWidgets import QApplication

# A tooltip's label answers to the name QToolTip only.
RULE = "QLabel, QToolTip { qproperty-textFormat: PlainText; }"


def guard(application: QApplication) -> None:
    """Make every label of ``application`` plain, keeping the style sheet it has."""
    sheet = application.styleSheet()
    if RULE not in sheet:
        application.setStyleSheet(f"{RULE}\n{sheet}")
