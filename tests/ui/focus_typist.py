"""Another program in which somebody types: ``python -m tests.ui.focus_typist FILE``.

The file always holds what has arrived in its text field.
"""

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication, QPlainTextEdit


def main(file: Path) -> int:
    """Run until it is ended."""
    application = QApplication([])
    field = QPlainTextEdit()
    field.setWindowTitle("somebody types here")
    field.textChanged.connect(lambda: file.write_text(field.toPlainText(), encoding="utf-8"))
    field.setGeometry(40, 40, 600, 400)
    field.show()
    file.write_text("", encoding="utf-8")
    return application.exec()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
