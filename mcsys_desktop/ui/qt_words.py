"""Qt's own words (Save, Cancel, the file dialog) in the reader's language."""

import logging

import shiboken6
from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator

from mcsys_desktop.core import i18n

log = logging.getLogger(__name__)


class _Installed:
    """What Qt speaks now."""

    translator: QTranslator | None = None


def install(language: str) -> bool:
    """Let Qt speak ``language`` from now on; False where its catalogue is not there."""
    application = QCoreApplication.instance()
    if application is None:
        return language == i18n.SOURCE
    before, _Installed.translator = _Installed.translator, None
    if before is not None and shiboken6.isValid(before):
        application.removeTranslator(before)
    if language == i18n.SOURCE:
        return True
    translator = _Installed.translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if not translator.load(f"qtbase_{language}", folder):
        log.warning("Qt has no words in %s", language)
        return False
    return application.installTranslator(translator)
