"""Finds every text that the window translates: in the code, in the tables, in messages of patterns.

Contexts are Qt's: the class for ``self.tr``, the one that a module's own ``_tr`` names, "catalog" for
what comes from below the window.
"""

import ast
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from playground.data import catalog as data_catalog
from playground.files import formats
from playground.files.examples import examples
from playground.kernels import optable
from playground.model import catalog as model_catalog
from playground.model import giants, templates
from playground.readout.arithmetic import words as arithmetic_words
from playground.readout.health import kinds
from playground.ui.class_colours import third_words
from playground.ui.pairs import PAIRS, themed
from playground.ui.style import THEMES

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "playground"
CATALOG = "catalog"

Text = tuple[str, str]
"""Context and source text."""

WORDS = ("title", "explanation", "short", "unit", "line", "teaches", "description", "group")
"""Fields of the tables' records that are read by people."""


QT_TEXTS: tuple[Text, ...] = (
    *(
        ("QPlatformTheme", text)
        for text in ("OK", "Save", "Open", "&Yes", "&No", "Close", "Cancel", "Discard", "Apply")
    ),
    *(
        (context, text)
        for context in ("Tape", "rate")
        for text in ("data", "forward", "loss", "backward", "update")
    ),
    *(
        (context, text)
        for context in ("QLineEdit", "QWidgetTextControl")
        for text in ("&Undo", "&Redo", "Cu&t", "&Copy", "&Paste", "Delete", "Select All")
    ),
)
"""What Qt itself writes on buttons and in the menus of text fields (it brings no Slovene of its own),
and the phases of an update, which the code looks up by name."""


def all_texts() -> list[Text]:
    """Return every text once, sorted by context and then in the order of the code."""
    found: dict[Text, None] = {}
    for text in (*code_texts(), *table_texts(), *QT_TEXTS):
        found.setdefault(text)
    return sorted(found, key=lambda text: text[0])


# --- the code of the window ------------------------------------------------------------------


def code_texts() -> Iterator[Text]:
    """Yield what the modules of the window hand to Qt's translation."""
    modules = {path: ast.parse(path.read_text("utf-8")) for path in sorted(PACKAGE.rglob("*.py"))}
    doors = {_module(path): dict(_doors(tree)) for path, tree in modules.items()}
    for path, tree in modules.items():
        if (PACKAGE / "ui") in path.parents:
            known = dict(doors[_module(path)])
            known.update(_imported(tree, doors))
            yield from _Finder(known).texts(tree)


def _module(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def _doors(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Yield the functions of a module that translate in one context, with this context."""
    constants = {
        target.id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in tree.body:
        if not isinstance(node, ast.FunctionDef) or not node.args.args:
            continue
        for call in ast.walk(node):
            if (
                isinstance(call, ast.Call)
                and _name(call.func) == "translate"
                and len(call.args) > 1
            ):
                context, text = call.args[:2]
                is_own = isinstance(text, ast.Name) and text.id == node.args.args[0].arg
                if is_own and isinstance(context, ast.Constant):
                    yield node.name, str(context.value)
                elif is_own and isinstance(context, ast.Name) and context.id in constants:
                    yield node.name, constants[context.id]


def _imported(tree: ast.Module, doors: dict[str, dict[str, str]]) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module in doors:
            for alias in node.names:
                if alias.name in doors[node.module]:
                    yield alias.asname or alias.name, doors[node.module][alias.name]


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


class _Finder:
    """Walks a module, knowing in which class it is."""

    def __init__(self, doors: dict[str, str]) -> None:
        self._doors = doors

    def texts(self, node: ast.AST, owner: str = "") -> Iterator[Text]:
        """Yield the texts below a node."""
        if isinstance(node, ast.ClassDef):
            owner = node.name
        if isinstance(node, ast.Call):
            yield from self._of_call(node, owner)
        for child in ast.iter_child_nodes(node):
            yield from self.texts(child, owner)

    def _of_call(self, call: ast.Call, owner: str) -> Iterator[Text]:
        name = _name(call.func)
        if name == "QT_TRANSLATE_NOOP":
            yield from ((str(_constant(call.args[0])), text) for text in _strings(call.args[1]))
        elif name == "tr" and owner and call.args:
            yield from ((owner, text) for text in _strings(call.args[0]))
        elif name == "translate" and len(call.args) > 1:
            context = _constant(call.args[0])
            if context is not None:
                yield from ((context, text) for text in _strings(call.args[1]))
        elif isinstance(call.func, ast.Name) and name in self._doors and call.args:
            yield from ((self._doors[name], text) for text in _strings(call.args[0]))


def _constant(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _strings(node: ast.expr) -> Iterator[str]:
    """Yield the texts that an argument may be: one, or those of a choice."""
    if isinstance(node, ast.IfExp):
        yield from _strings(node.body)
        yield from _strings(node.orelse)
        return
    if isinstance(node, ast.Call) and _name(node.func) == "QT_TRANSLATE_NOOP":
        return
    text = _constant(node)
    if text:
        yield text


# --- the tables below the window -------------------------------------------------------------


def table_texts() -> Iterator[Text]:
    """Yield titles and sentences of every record of every table."""
    seen: set[int] = set()
    catalogs = model_catalog, data_catalog, templates, giants, optable
    for module in (*catalogs, formats, arithmetic_words, kinds):
        for name in dir(module):
            if name.isupper():
                yield from _of_value(getattr(module, name), seen)
    for pair in PAIRS:
        theme_words = (themed(name, pair) for name in THEMES)
        yield from (
            (CATALOG, word)
            for theme in theme_words
            for word in (theme.positive_word, theme.negative_word, *third_words(theme))
        )
    for example in examples():
        yield from _of_value(example, seen)


def _of_value(value: Any, seen: set[int]) -> Iterator[Text]:
    if id(value) in seen:
        return
    seen.add(id(value))
    if hasattr(value, "values") and hasattr(value, "keys"):
        value = tuple(value.values())
    if isinstance(value, (tuple, list)):
        for part in value:
            yield from _of_value(part, seen)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            part = getattr(value, field.name)
            if field.name in WORDS and isinstance(part, str) and len(part) > 1:
                yield (CATALOG, part)
            elif field.name in ("classes", "words"):
                yield from ((CATALOG, one) for one in part if isinstance(one, str) and len(one) > 1)
            elif isinstance(part, tuple) or hasattr(part, "keys"):
                yield from _of_value(part, seen)
