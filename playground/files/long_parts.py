"""What is too long for the header of a file: it stands in a tensor, once, and the header names it.

The header of a safetensors file ends at 100 MB. A run says all its neurons, and every line of its
journal that edits the project says the whole project, table included. ``"@table/0"`` stands where
the bytes of the tensor ``table/0`` are meant.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from playground.files.records import project_from_builtins, project_to_builtins
from playground.model.errors import PlaygroundError
from playground.model.project import Project

Array = npt.NDArray[Any]

_MARK = "@"
"""Begins a text that names a tensor; neither JSON nor a base64 text of bytes does."""
_LONG = ("values", "answers")
"""Fields of a table that are bytes."""


class Packing:
    """Puts projects into one file.

    Attributes
    ----------
    arrays
        Receives the tensors, by name.
    """

    def __init__(self, arrays: dict[str, Array]) -> None:
        self.arrays = arrays
        self._names: dict[bytes, str] = {}

    def apart(self, name: str, content: bytes) -> str:
        """Put bytes into a tensor of this name; return the text that names it."""
        self.arrays[name] = np.frombuffer(content, np.uint8)
        return f"{_MARK}{name}"

    def packed(self, project: Project) -> Any:
        """Return a project as dictionaries, lists, texts and numbers, none of them long."""
        table = project.data.table
        if table is None:
            return project_to_builtins(project)
        bare = replace(table, values=b"", answers=b"")
        record = project_to_builtins(replace(project, data=replace(project.data, table=bare)))
        for field in _LONG:
            content = getattr(table, field)
            name = self._names.setdefault(content, f"table/{len(self._names)}")
            record["data"]["table"][field] = self.apart(name, content)
        return record


class Unpacking:
    """Takes the projects out of one file; what they share is read once."""

    def __init__(self, get: Callable[[str], Array]) -> None:
        self._get = get
        self._known: dict[str, bytes] = {}

    def project(self, record: Any) -> Project:
        """Return a project; raises what `project_from_builtins` does, and for a missing tensor."""
        if isinstance(record, dict) and isinstance(record.get("data"), dict):
            table = record["data"].get("table")
            if isinstance(table, dict):
                named = {field: self.content(table.get(field)) for field in _LONG}
                record = {**record, "data": {**record["data"], "table": {**table, **named}}}
        return project_from_builtins(record)

    def content(self, value: Any) -> Any:
        """Return the bytes that a text names; files of the first version hold the text itself."""
        if not (isinstance(value, str) and value.startswith(_MARK)):
            return value
        name = value.removeprefix(_MARK)
        if name not in self._known:
            array = self._get(name)
            if array.dtype != np.uint8 or array.ndim != 1:
                raise PlaygroundError("A part of it is of another type than expected.")
            self._known[name] = array.tobytes()
        return self._known[name]
