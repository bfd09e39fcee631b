"""The network as a Python script: a template, and of the formulas those that the network needs.

The formulas are the functions of `playground.files.numpy_network`, word for word: the script
computes what the export was proven with.
"""

import ast
import base64
import inspect
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import ModuleType
from typing import Any

import numpy as np
import numpy.typing as npt

from playground.files.numpy_network import (
    ACTIVATIONS,
    LAYERS,
    activations,
    attention,
    forward,
    layer,
    network,
    norms,
    pictures,
    plain,
    sequences,
)
from playground.resources import resource_path

_MODULES = (layer, activations, plain, pictures, norms, sequences, attention, network)
_TABLES = ("ACTIVATIONS", "LAYERS")
"""Tables of the formulas: the script's own have only what it needs."""


def script(description: Mapping[str, Any], tensors: Mapping[str, npt.NDArray[Any]]) -> str:
    """Return the text of a script that computes what the description says."""
    layers = description["layers"]
    chosen = {
        "ACTIVATIONS": {
            name: ACTIVATIONS[name] for name in sorted({x["activation"] for x in layers})
        },
        "LAYERS": {kind: LAYERS[kind] for kind in sorted({x["kind"] for x in layers})},
    }
    functions = [forward, *(f for table in chosen.values() for f in table.values())]
    tables = (_table(name, table) for name, table in chosen.items())
    packed = {
        name: [
            list(values.shape),
            base64.b64encode(np.ascontiguousarray(values, "<f4").tobytes()).decode("ascii"),
        ]
        for name, values in tensors.items()
    }
    template = resource_path("templates", "network.py.txt").read_text(encoding="utf-8")
    # json texts are put in as Python string literals: whatever a layer is called, no name can
    # become code.
    formulas = (*_sources(function.__name__ for function in functions), *tables)
    parts = {
        "FORMULAS": "\n\n\n".join(formulas),
        "DESCRIPTION": repr(json.dumps(description)),
        "TENSORS": repr(json.dumps(packed)),
    }
    return re.sub(f"__({'|'.join(parts)})__", lambda mark: parts[mark[1]], template)


def _table(name: str, functions: Mapping[str, Callable[..., Any]]) -> str:
    rows = "".join(f'    "{key}": {function.__name__},\n' for key, function in functions.items())
    return f"{name} = {{\n{rows}}}"


def _sources(names: Iterable[str]) -> Iterator[str]:
    """Yield the sources of these functions and of all that they call, in reading order."""
    known = {name: text for module in _MODULES for name, text in _definitions(module)}
    needed: set[str] = set()
    left = list(names)
    while left:
        name = left.pop()
        if name not in needed:
            needed.add(name)
            left += _Uses.of(known[name]) & known.keys()
    return (text for name, text in known.items() if name in needed)


def _definitions(module: ModuleType) -> Iterator[tuple[str, str]]:
    """Yield the name and the source of every function and constant of a module."""
    source = inspect.getsource(module)
    lines = source.splitlines()
    nodes = ast.parse(source).body
    for node, following in zip(nodes, [*nodes[1:], None], strict=True):
        last = node
        if isinstance(node, ast.FunctionDef):
            name = node.name
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            name = node.targets[0].id
            if isinstance(following, ast.Expr):
                last = following  # what a constant means stands below it
        else:
            continue
        if name not in _TABLES:
            yield name, "\n".join(lines[node.lineno - 1 : last.end_lineno])


class _Uses(ast.NodeVisitor):
    """Collects the names that run; annotations do not."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    @classmethod
    def of(cls, source: str) -> set[str]:
        """Return the names that a piece of source uses."""
        visitor = cls()
        visitor.visit(ast.parse(source))
        return visitor.names

    def visit_Name(self, node: ast.Name) -> None:
        self.names.add(node.id)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        for part in (*node.body, *node.args.defaults):
            self.visit(part)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value is not None:
            self.visit(node.value)
