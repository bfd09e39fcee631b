"""Finds the messages that the rooms below the window make from patterns: problems, edits, errors."""

import ast
from collections.abc import Iterator

from tests.translations.texts import PACKAGE

MESSAGES = "messages"

ROOMS = ("model", "data", "engine", "readout/health", "session", "files")
SPEAKERS = frozenset(
    [
        *("Problem", "Repair", "Edit", "EditError", "NeedsJoinError", "PlaygroundError"),
        *("TextError", "error", "say", "tell", "cut", "cut_one", "gather", "bridge", "insert"),
        *("Finding", "Remedy"),
        *("rewrite", "insert_each", "place", "many", "with_network", "_setting", "_left", "_error"),
    ]
)
"""Calls whose texts people read."""
NOTICES = (
    *("engine/diagnose.py", "engine/fingerprint.py", "engine/recorded.py"),
    *("session/behind.py", "session/orders.py", "session/situation.py", "session/stopping.py"),
    "session/worker.py",
)
"""Modules that hand over whole sentences, or halves of them, in other ways."""
UNTRANSLATED = frozenset(
    {
        # An English plural stands in a gap of its own.
        "The output has {0} unit{1}, but {2} needs {3} for {4}.",
        "The network has no {0}. Add one, so that {1}.",
        "{0}, line {1}: {2} column{3} where the first line has {4}. Correct this line.",
    }
)


def patterns() -> tuple[str, ...]:
    """Return every pattern once, gaps numbered: "{0} leads into {1} already."."""
    found: dict[str, None] = {}
    for room in ROOMS:
        for path in sorted((PACKAGE / room).rglob("*.py")):
            if "catalog" not in path.parts:
                for call in ast.walk(ast.parse(path.read_text("utf-8"))):
                    if isinstance(call, ast.Call) and _speaker(call) in SPEAKERS:
                        found.update(dict.fromkeys(_of_call(call)))
    for name in NOTICES:
        found.update(dict.fromkeys(_of_module(ast.parse((PACKAGE / name).read_text("utf-8")))))
    return tuple(pattern for pattern in found if pattern not in UNTRANSLATED)


def _of_module(tree: ast.Module) -> Iterator[str]:
    """Yield what is given back, or put into a name that says what it is for."""
    for node in ast.walk(tree):
        targets = node.targets if isinstance(node, ast.Assign) else ()
        names = [t.attr if isinstance(t, ast.Attribute) else getattr(t, "id", "") for t in targets]
        is_told = isinstance(node, ast.Return | ast.Yield) or {"notice", "message"} & {*names}
        value = getattr(node, "value", None)
        pattern = _pattern(value, [0]) if is_told and value is not None else None
        if pattern and " " in pattern.strip():
            yield pattern


def _speaker(call: ast.Call) -> str:
    function = call.func
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _of_call(call: ast.Call) -> Iterator[str]:
    for argument in (*call.args, *(keyword.value for keyword in call.keywords)):
        branches = (
            (argument.body, argument.orelse) if isinstance(argument, ast.IfExp) else (argument,)
        )
        for branch in branches:
            pattern = _pattern(branch, [0])
            if pattern and _is_a_sentence(pattern):
                yield pattern


def _is_a_sentence(pattern: str) -> bool:
    begins = pattern[0].isupper() or pattern[0] in "{“" or pattern.startswith("the ")
    return begins and sum(letter.isalpha() for letter in pattern) > 2


def _pattern(node: ast.expr, gaps: list[int]) -> str | None:
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if isinstance(node, ast.JoinedStr):
        return "".join(_part(value, gaps) for value in node.values)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left, right = _pattern(node.left, gaps), _pattern(node.right, gaps)
        return None if left is None or right is None else left + right
    return None


def _part(value: ast.expr, gaps: list[int]) -> str:
    if isinstance(value, ast.Constant):
        return str(value.value)
    gaps[0] += 1
    return f"{{{gaps[0] - 1}}}"
