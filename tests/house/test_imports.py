"""Imports of our own rooms stand at the top of a module, where the import contracts see them."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "playground"
MODULES = sorted(PACKAGE.rglob("*.py"))
DOORS = {"__main__.py", "app.py", "engine/door.py", "session/session.py", "ui/late.py"}
"""Who may import one of our modules by name, each for the time it saves or the library it awaits:
the fork between terminal and window, the window behind the check for Qt's libraries, the kernels
on the worker, the engine on the worker's own thread, and what is loaded after the first paint."""


def hidden_imports(tree: ast.Module) -> Iterator[int]:
    """Yield the lines where a function imports a module of ours."""
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        for node in ast.walk(function):
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                # A relative import is always one of ours.
                names = ["playground" if node.level else node.module or ""]
            else:
                continue
            if any(name.split(".")[0] == "playground" for name in names):
                yield node.lineno


def imports_by_name(tree: ast.Module) -> Iterator[int]:
    """Yield the lines that call ``import_module`` or ``__import__``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            function = node.func
            name = function.attr if isinstance(function, ast.Attribute) else ""
            name = function.id if isinstance(function, ast.Name) else name
            if name in {"import_module", "__import__"}:
                yield node.lineno


@pytest.mark.parametrize(
    "text",
    [
        "def f():\n    from playground.model import ids",
        "class A:\n    def f(self):\n        import playground.model.ids as ids",
        "async def f():\n    if True:\n        from . import ids",
    ],
)
def test_the_search_finds_what_it_looks_for(text: str) -> None:
    assert list(hidden_imports(ast.parse(text)))
    assert not list(hidden_imports(ast.parse("import playground\ndef f():\n    import json")))
    assert list(imports_by_name(ast.parse("importlib.import_module('playground.app')"))) == [1]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_function_imports_a_room(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert list(hidden_imports(tree)) == [], "move these imports to the top of the module"
    if path.relative_to(PACKAGE).as_posix() not in DOORS:
        assert list(imports_by_name(tree)) == [], "only the named doors import by name"
