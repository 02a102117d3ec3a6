"""Puts the program's words, dates and numbers into one of its languages."""

from typing import Literal

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from bedside.errors import ResourceMissing
from bedside.resources import resource_path

Language = Literal["en", "zh_CN"]
LANGUAGES: tuple[Language, ...] = ("en", "zh_CN")
_NAME = "bedside_translator"


def system_language() -> Language:
    """The language that the system's user reads, as far as we speak it."""
    return "zh_CN" if QLocale.system().language() == QLocale.Language.Chinese else "en"


def apply_language(language: Language) -> bool:
    """Translate everything that is built from now on; False when the compiled translation is not installed."""
    application = QCoreApplication.instance()
    if application is None:
        raise TypeError("a language needs a running application")
    for worn in application.findChildren(QTranslator, _NAME):
        QCoreApplication.removeTranslator(worn)
        worn.deleteLater()
        worn.setObjectName("")
    QLocale.setDefault(QLocale("zh_CN" if language == "zh_CN" else "en_GB"))
    if language == "en":
        return True
    translator = QTranslator(application)
    translator.setObjectName(_NAME)
    return _load(translator, language) and QCoreApplication.installTranslator(translator)


def current_language() -> Language:
    """The language that is worn now."""
    return "zh_CN" if QLocale().language() == QLocale.Language.Chinese else "en"


def _load(translator: QTranslator, language: Language) -> bool:
    try:
        return translator.load(str(resource_path("i18n", f"bedside_{language}.qm")))
    except ResourceMissing:
        return False
