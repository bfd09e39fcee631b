"""Reads and writes the files of translators (Qt's .ts), and compiles them."""

import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from tests.translations.texts import ROOT, Text

FOLDER = ROOT / "resources" / "translations"
LANGUAGES = ("sl",)


def read(path: Path) -> dict[Text, str]:
    """Return the translations of a file; what is not translated yet is left out."""
    if not path.exists():
        return {}
    found: dict[Text, str] = {}
    # The file is our own.
    for context in ElementTree.parse(path).getroot().iter("context"):
        name = context.findtext("name") or ""
        for message in context.iter("message"):
            source = message.findtext("source") or ""
            told = message.find("translation")
            if told is not None and told.text and told.get("type") != "unfinished":
                found[name, source] = told.text
    return found


def completed(texts: list[Text], known: dict[Text, str]) -> dict[Text, str]:
    """Return a translation for every text that has one, also where only its context is new."""
    elsewhere = {source: told for (_, source), told in known.items()}
    return {
        text: known.get(text) or elsewhere[text[1]]
        for text in texts
        if text in known or text[1] in elsewhere
    }


def write(path: Path, language: str, texts: list[Text], told: dict[Text, str]) -> None:
    """Write the file anew, in the order of contexts and code."""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        "<!DOCTYPE TS>",
        f'<TS version="2.1" language="{language}" sourcelanguage="en">',
    ]
    for context in dict.fromkeys(name for name, _ in texts):
        lines += ["<context>", f"    <name>{escape(context)}</name>"]
        for text in texts:
            if text[0] == context:
                lines += _message(text[1], told.get(text))
        lines.append("</context>")
    path.write_text("\n".join([*lines, "</TS>", ""]), encoding="utf-8")


def _message(source: str, told: str | None) -> list[str]:
    done = (
        '<translation type="unfinished"></translation>'
        if told is None
        else f"<translation>{escape(told)}</translation>"
    )
    lines = ["    <message>", f"        <source>{escape(source)}</source>", f"        {done}"]
    return [*lines, "    </message>"]


def compile_file(path: Path) -> None:
    """Compile a file of translators for the program."""
    tool = Path(sys.executable).with_name("pyside6-lrelease")
    subprocess.run(
        [str(tool), "-silent", str(path), "-qm", str(path.with_suffix(".qm"))], check=True
    )
