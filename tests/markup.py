"""What source may not do, so that text from outside is never taken for markup, and never logged.

`faults_in` reads one module. Each rule stands here with an example that it must find: the tests in
test_conventions.py run them all, over the examples and over the program.
"""

import ast
import re
from collections.abc import Iterator

WIDGETS = {
    "QTextEdit": "draws markup; QPlainTextEdit does not",
    "QTextBrowser": "draws markup, and follows links",
    "QErrorMessage": "draws markup",
    "QWizard": "its pages set the format of their titles themselves",
    "QWizardPage": "draws markup",
    "QSplashScreen": "draws markup",
    "QTextDocument": "fetches what markup names",
    "QTextDocumentFragment": "reads markup",
    "QGraphicsTextItem": "draws markup",
    "QWhatsThis": "draws markup",
    "QSystemTrayIcon": "some desktops take its messages for markup",
    "QWebEngineView": "is a browser",
    "QSvgWidget": "draws what a file says",
}
CALLS = {
    **dict.fromkeys(("setHtml", "insertHtml", "appendHtml", "fromHtml"), "draws markup"),
    **dict.fromkeys(("setMarkdown", "insertMarkdown", "fromMarkdown"), "draws markup"),
    **dict.fromkeys(("setTitleFormat", "setSubTitleFormat"), "a wizard that draws markup"),
    "setWhatsThis": "draws markup, and opens by Shift+F1",
    "convertFromPlainText": "makes markup of text, for whoever draws it",
    "mightBeRichText": "guesses; nothing here is rich",
    "setMaxLength": "cuts what is pasted without a word; set the field's limit",
    "setOpenExternalLinks": "opens what a text names",
}
PAPER_CALLS = {
    "write_html": "makes markup of text, and reads local files for it",
    "HTMLMixin": "makes markup of text",
    "insert_toc_placeholder": "takes markup in titles",
    "FlexTemplate": "takes its texts as it likes",
    "Template": "takes its texts as it likes",
}
FORMATS = ("RichText", "AutoText", "MarkdownText")
FIELDS = {"QLineEdit", "QPlainTextEdit", "QTextEdit"}
OWN_FIELDS = ("pasting.py",)
_TAG = re.compile(
    r"</?(?:a|b|i|u|p|br|hr|h\d|em|img|div|pre|qt|html|body|span|font|table|tr|td|ul|ol|li|code"
    r"|center|strong|style|big|small|sub|sup)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_LOGGING = {"debug", "info", "warning", "error", "critical", "exception", "log"}

# layer, a line of source that must be found. Each stands for one way to draw or to tell.
EXAMPLES = [
    *(("ui", f"from PySide6.QtWidgets import {name}") for name in WIDGETS),
    *(("app", f"import PySide6.QtWidgets as W\nw = W.{name}(name)") for name in WIDGETS),
    *(("ui", f"x.{name}(name)") for name in CALLS),
    ("ui", "label.setTextFormat(Qt.TextFormat.RichText)"),
    ("ui", "label.setTextFormat(Qt.RichText)"),
    ("ui", "label.setTextFormat(Qt.TextFormat.AutoText)"),
    ("ui", "label.setTextFormat(Qt.TextFormat(2))"),
    ("ui", "label.setTextFormat(chosen)"),
    ("app", "QLabel(name, textFormat=Qt.TextFormat.MarkdownText)"),
    ("ui", "QStaticText(name)"),
    ("ui", "def draw(name):\n    return QtGui.QStaticText(name)"),
    ("ui", "QLabel(name)"),
    ("app", "QtWidgets.QLabel()"),
    ("ui", "class Mine(QLabel):\n    pass"),
    ("ui", "x.setToolTip(f'<b>{name}</b>')"),
    ("ui", "QToolTip.showText(place, '<p>' + name)"),
    ("services", "sentence = _('Now <i>this</i>.')"),
    ("ui", "sheet = 'QLabel { qproperty-textFormat: RichText; }'"),
    ("ui", "item.setData(name, Qt.ItemDataRole.WhatsThisRole)"),
    ("app", "QMessageBox(window)"),
    ("ui", "QMessageBox.information(window, title, name)"),
    ("ui", "QMessageBox.about(window, title, name)"),
    ("app", "QInputDialog.getText(window, title, name)"),
    ("ui", "QLineEdit(name)"),
    ("ui", "QPlainTextEdit()"),
    ("ui", "class Mine(QLineEdit):\n    pass"),
    ("ui", "QTextEdit().setText(name)"),
    ("ui", "QTextEdit().append(name)"),
    *(("documents", f"paper.{name}(name)") for name in PAPER_CALLS),
    ("documents", "paper.multi_cell(0, 5, name, markdown=True)"),
    ("documents", "paper.cell(0, 5, name, markdown=wanted)"),
    ("documents", "paper.table(markdown=True)"),
    ("documents", "sheet.write(0, 0, name)"),
    ("documents", "sheet.write_row(0, 0, names)"),
    ("documents", "sheet.write_url(0, 0, name)"),
    ("documents", "sheet.write_formula(0, 0, name)"),
    ("documents", "sheet.write_rich_string(0, 0, name)"),
    ("services", "log.warning(f'no place for {name}')"),
    ("ui", "log.error('no place for ' + name)"),
    ("telephony", "log.info('no place for {}'.format(name))"),
    ("core", "log.error(str(error))"),
    ("models", "log.warning('failed: %s', str(error))"),
    ("app", "log.warning('failed: %s', repr(error))"),
    ("ui", "log.warning('failed', extra={'name': name})"),
    ("cli", "traceback.print_exc()"),
    ("core", "traceback.format_exc()"),
    ("services", "warnings.warn(name)"),
]


def faults_in(source: str, layer: str, file: str = "new.py") -> list[str]:
    """What is forbidden in the source of a module of ``layer``, each with its line and why."""
    tree = ast.parse(source)
    texts = _docstrings(tree)
    found: list[str] = []
    for node in ast.walk(tree):
        rules = [_logs(node)]
        if layer in ("ui", "app"):
            rules += [_widgets(node), _formats(node), _labels(node), _fields(node, file)]
            rules += [_boxes(node, file)]
        if layer in ("ui", "app", "services", "core"):
            rules += [_literals(node, texts)]
        if layer == "documents":
            rules += [_paper(node), _sheets(node)]
        if isinstance(node, ast.FunctionDef | ast.Module) and layer in ("ui", "app"):
            rules += [_still(node)]
        for rule in rules:
            found += [f"line {getattr(node, 'lineno', 0)}: {why}" for why in rule]
    lines = source.splitlines()
    allowed = {number for number, line in enumerate(lines, 1) if "# markup: " in line}
    return [one for one in found if int(one.split()[1].rstrip(":")) not in allowed]


def _docstrings(tree: ast.AST) -> set[int]:
    """The constants that explain the code."""
    holders = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
    return {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, holders) and node.body and isinstance(node.body[0], ast.Expr)
    }


def _name(node: ast.AST) -> str:
    """The last part of a name: ``showText`` of ``QToolTip.showText``."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _called(node: ast.AST) -> str:
    return _name(node.func) if isinstance(node, ast.Call) else ""


def _widgets(node: ast.AST) -> Iterator[str]:
    names = [_name(node)]
    if isinstance(node, ast.alias):
        names = [node.name]
    for name in names:
        if name in WIDGETS:
            yield f"{name} {WIDGETS[name]}"
        if name in CALLS:
            yield f"{name} {CALLS[name]}"
        if name == "WhatsThisRole":
            yield "What's this draws markup"


def _plain(node: ast.AST | None) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "PlainText"


def _formats(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Attribute) and node.attr in FORMATS:
        yield f"{node.attr} draws markup"
    told = isinstance(node, ast.Call) and bool(node.args) and _plain(node.args[0])
    if _called(node) == "setTextFormat" and not told:
        yield "the text format of anything is PlainText"
    if isinstance(node, ast.keyword) and node.arg == "textFormat" and not _plain(node.value):
        yield "the text format of anything is PlainText"


def _still(scope: ast.FunctionDef | ast.Module) -> Iterator[str]:
    """A text laid out once guesses what it is, unless it is told where it is made."""
    inner = [
        part
        for part in ast.walk(scope)
        if part is not scope and isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    elsewhere = {id(part) for function in inner for part in ast.walk(function)}
    called = {_called(part) for part in ast.walk(scope) if id(part) not in elsewhere}
    if "QStaticText" in called and "setTextFormat" not in called:
        yield "QStaticText guesses whether a text is markup: say that it is plain"


def _labels(node: ast.AST) -> Iterator[str]:
    """Asked for its height before it is shown, a label reads the markup that it holds."""
    words = {word.arg for word in node.keywords} if isinstance(node, ast.Call) else set()
    if _called(node) == "QLabel" and "textFormat" not in words:
        yield "use ui.labels.Label, or say textFormat=Qt.TextFormat.PlainText"
    ours = isinstance(node, ast.ClassDef) and "QLabel" in map(_name, node.bases)
    if ours and not any(_called(part) == "setTextFormat" for part in ast.walk(node)):
        yield "a label of our own says at once that it is plain"


def _fields(node: ast.AST, file: str) -> Iterator[str]:
    """Fields of our own take plain text only, and cut nothing unsaid."""
    if file in OWN_FIELDS:
        return
    read_only = isinstance(node, ast.Call) and any(w.arg == "readOnly" for w in node.keywords)
    if _called(node) in FIELDS and not read_only:
        yield "use ui.fields.LineField or NoteField: they take plain text only"
    if isinstance(node, ast.ClassDef) and FIELDS & set(map(_name, node.bases)):
        yield "derive from ui.fields.LineField or NoteField: they take plain text only"


def _boxes(node: ast.AST, file: str) -> Iterator[str]:
    if not isinstance(node, ast.Call) or file == "plain_text.py":
        return
    owner = _name(node.func.value) if isinstance(node.func, ast.Attribute) else ""
    if _called(node) == "QMessageBox" or owner == "QMessageBox":
        yield "use ui.plain_text.message_box: a system's own box may draw markup"
    if "QInputDialog" in (owner, _called(node)):
        yield "ask on a page or in a dialog of ours: its field takes whatever is pasted"


def _literals(node: ast.AST, docstrings: set[int]) -> Iterator[str]:
    if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
        return
    if id(node) in docstrings:
        return
    if _TAG.search(node.value):
        yield "markup in a text: it would be shown as it stands"
    if re.search(r"qproperty-textFormat:(?!\s*PlainText)", node.value):
        yield "the text format of anything is PlainText"


def _paper(node: ast.AST) -> Iterator[str]:
    name = _name(node)
    if name in PAPER_CALLS:
        yield f"{name} {PAPER_CALLS[name]}"
    if isinstance(node, ast.keyword) and node.arg == "markdown" and not _off(node.value):
        yield "markdown makes markup of text from outside"


def _off(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is False


def _sheets(node: ast.AST) -> Iterator[str]:
    guessing = ("write", "write_row", "write_column", "write_url", "write_formula")
    if _called(node) in (*guessing, "write_rich_string", "write_array_formula", "add_table"):
        owner = node.func.value if isinstance(getattr(node, "func", None), ast.Attribute) else None  # type: ignore[attr-defined]  # a call
        if owner is not None and _name(owner) in ("sheet", "worksheet"):
            yield "say what a cell is: write_string, write_number or write_datetime"


def _logs(node: ast.AST) -> Iterator[str]:
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return
    owner, name = _name(node.func.value), node.func.attr
    if owner == "traceback" and name.startswith(("print_", "format_exc")):
        yield "tell errors by core.traces: their messages are data"
    if owner == "warnings" and name == "warn":
        yield "a warning is printed with what it quotes"
    if owner != "log" or name not in _LOGGING:
        return
    if not (node.args and isinstance(node.args[0], ast.Constant)):
        yield "what is logged is a fixed sentence, filled in by the logger"
    if any(_called(part) in ("str", "repr") for word in node.args for part in ast.walk(word)):
        yield "an error's message is data; log core.traces.describe(error)"
    if any(word.arg == "extra" for word in node.keywords):
        yield "what is logged is a fixed sentence"
