"""The languages of the window, and the one that it speaks now."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from playground.resources import resource_path


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its code and its own name."""

    code: str
    title: str


LANGUAGES = (Language("en", "English"), Language("sl", "Slovenščina"))
SOURCE_LANGUAGE = "en"
"""The language that the texts are written in: it needs no file."""


class _Spoken:
    """The one translator that is installed; Qt does not keep it."""

    translator: QTranslator | None = None
    code = SOURCE_LANGUAGE


def wished_language(code: str) -> str:
    """Return the code of the language to speak: the chosen one, or the first of the system's."""
    known = {language.code for language in LANGUAGES}
    if code in known:
        return code
    for name in QLocale.system().uiLanguages():
        if name[:2] in known:
            return name[:2]
    return SOURCE_LANGUAGE


def spoken_language() -> str:
    """Return the code of the language that new windows speak."""
    return _Spoken.code


def speak(code: str) -> bool:
    """Let new windows speak a language; False where its file cannot be read."""
    if code == _Spoken.code:
        return True
    if _Spoken.translator is not None:
        QCoreApplication.removeTranslator(_Spoken.translator)
        _Spoken.translator = None
    _Spoken.code = SOURCE_LANGUAGE
    if code == SOURCE_LANGUAGE:
        return True
    translator = QTranslator()
    try:
        path = resource_path("translations", f"{code}.qm")
    except FileNotFoundError:
        return False
    if not translator.load(str(path)):
        return False
    QCoreApplication.installTranslator(translator)
    _Spoken.translator, _Spoken.code = translator, code
    return True
