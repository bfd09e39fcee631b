"""Every text of the window is there in every language, with its gaps, and compiled."""

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtWidgets import QApplication

from playground.ui.languages import LANGUAGES, speak, spoken_language, wished_language
from playground.ui.wording import told
from tests.translations import catalogue
from tests.translations.patterns import MESSAGES, patterns
from tests.translations.texts import all_texts

_GAP = re.compile(r"\{[^}]*\}")

PATTERNS = patterns()
TEXTS = [*all_texts(), *((MESSAGES, pattern) for pattern in PATTERNS)]


@pytest.fixture
def english(qapp: QApplication) -> Iterator[None]:
    """Go back to English whatever a test spoke."""
    yield
    assert speak("en")


@pytest.mark.parametrize("language", catalogue.LANGUAGES)
def test_nothing_is_missing(language: str) -> None:
    known = catalogue.read(catalogue.FOLDER / f"{language}.ts")
    missing = [
        f"{context}: {source}" for context, source in TEXTS if (context, source) not in known
    ]
    assert not missing, "translate these in the .ts, after `make translations`"


@pytest.mark.parametrize("language", catalogue.LANGUAGES)
def test_gaps_and_spaces_are_kept(language: str) -> None:
    known = catalogue.read(catalogue.FOLDER / f"{language}.ts")
    for (_, source), translation in known.items():
        assert sorted(_GAP.findall(source)) == sorted(_GAP.findall(translation)), source
        assert source.startswith(" ") == translation.startswith(" "), source
        assert source.endswith(" ") == translation.endswith(" "), source
        assert "!" not in translation, source


@pytest.mark.parametrize("language", catalogue.LANGUAGES)
def test_the_compiled_file_holds_what_the_translators_wrote(language: str) -> None:
    path = catalogue.FOLDER / f"{language}.ts"
    compiled = QTranslator()
    assert compiled.load(str(path.with_suffix(".qm"))), "run `make translations`"
    stale = [
        source
        for (context, source), translation in catalogue.read(path).items()
        if compiled.translate(context, source) != translation
    ]
    assert not stale, "run `make translations`"


def test_every_language_but_english_has_a_file() -> None:
    assert {language.code for language in LANGUAGES} == {"en", *catalogue.LANGUAGES}


def test_speaking_changes_what_is_told(english: None) -> None:
    assert told("Dense") == "Dense"
    assert speak("sl")
    assert spoken_language() == "sl"
    assert told("Dense") == "Gosta"
    assert QCoreApplication.translate("actions", "Undo") == "Razveljavi"
    assert speak("en")
    assert told("Dense") == "Dense"


def test_an_unknown_language_is_english_or_the_systems(english: None) -> None:
    known = {language.code for language in LANGUAGES}
    assert wished_language("sl") == "sl"
    assert wished_language("xx") in known
    assert not speak("xx")
    assert spoken_language() == "en"


def test_a_message_is_found_again_by_its_pattern(english: None) -> None:
    message = "Dense 2 leads into output already."
    assert told(message) == message
    assert speak("sl")
    assert told(message) == "Dense 2 že vodi v izhod."
    assert told("Set optimizer to Adam") == "Nastavitev optimizatorja na Adam"
    assert told("A message that nobody knows.") == "A message that nobody knows."


def test_every_pattern_finds_itself(english: None) -> None:
    """A message must not be taken for one of another pattern that says something else."""
    assert speak("sl")
    for pattern in PATTERNS:
        translation = QCoreApplication.translate(MESSAGES, pattern)
        if translation != pattern:
            filled, expected = pattern, translation
            for gap in range(6):
                filled = filled.replace(f"{{{gap}}}", f"name{gap}")
                expected = expected.replace(f"{{{gap}}}", f"name{gap}")
            assert told(filled) == expected
