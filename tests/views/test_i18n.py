"""The language: dates follow it, a missing translation leaves English, changing back leaves nothing behind."""

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from bedside.errors import ResourceMissing
from bedside.views import i18n


def worn(application: QCoreApplication) -> list[QTranslator]:
    return application.findChildren(QTranslator, "bedside_translator")


def test_english_needs_no_translation(qapp: QApplication) -> None:
    assert i18n.apply_language("en")
    assert worn(qapp) == []
    assert i18n.current_language() == "en"
    assert QLocale().timeFormat(QLocale.FormatType.ShortFormat) == "HH:mm"


def test_a_language_that_is_not_installed_leaves_english_words(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(*_parts: str) -> None:
        raise ResourceMissing(name="bedside_zh_CN.qm")

    monkeypatch.setattr(i18n, "resource_path", missing)
    assert not i18n.apply_language("zh_CN")
    assert i18n.current_language() == "zh_CN"
    assert QCoreApplication.translate("Board", "Bed") == "Bed"
    i18n.apply_language("en")
    assert worn(qapp) == []


def test_changing_languages_leaves_one_translator_at_most(qapp: QApplication) -> None:
    for language in (*i18n.LANGUAGES, *reversed(i18n.LANGUAGES)):
        i18n.apply_language(language)
        assert len(worn(qapp)) <= 1


@pytest.mark.parametrize(("system", "language"), [("zh_CN", "zh_CN"), ("zh_TW", "zh_CN"), ("de_DE", "en"), ("C", "en")])
def test_the_systems_language_is_followed_as_far_as_we_speak_it(
    monkeypatch: pytest.MonkeyPatch, system: str, language: str
) -> None:
    monkeypatch.setattr(QLocale, "system", staticmethod(lambda: QLocale(system)))
    assert i18n.system_language() == language


def test_no_language_without_an_application(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QCoreApplication, "instance", staticmethod(lambda: None))
    with pytest.raises(TypeError, match="application"):
        i18n.apply_language("en")
