"""What is too long for the header of a file: the numbers of tables, kept once beside the text.

Every line of a journal that edits the project says the whole project. The numbers of its table
stand in a tensor of their own, and the text names it: ``"@table/0"``.
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
"""Begins a text that names a tensor; no base64 text of bytes can."""
_LONG = ("values", "answers")
"""Fields of a table that are bytes."""


def as_array(text: bytes) -> Array:
    """Return bytes as uint8 (size,)."""
    return np.frombuffer(text, np.uint8)


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

    def packed(self, project: Project) -> Any:
        """Return a project as dictionaries, lists, texts and numbers, none of them long."""
        table = project.data.table
        if table is None:
            return project_to_builtins(project)
        bare = replace(table, values=b"", answers=b"")
        record = project_to_builtins(replace(project, data=replace(project.data, table=bare)))
        for field in _LONG:
            record["data"]["table"][field] = self._name(getattr(table, field))
        return record

    def _name(self, content: bytes) -> str:
        name = self._names.setdefault(content, f"table/{len(self._names)}")
        self.arrays[name] = as_array(content)
        return f"{_MARK}{name}"


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
                named = {field: self._content(table.get(field)) for field in _LONG}
                record = {**record, "data": {**record["data"], "table": {**table, **named}}}
        return project_from_builtins(record)

    def content(self, name: str) -> bytes:
        """Return the bytes that stand in a tensor."""
        if name not in self._known:
            array = self._get(name)
            if array.dtype != np.uint8 or array.ndim != 1:
                raise PlaygroundError("A table in it is of another type than expected.")
            self._known[name] = array.tobytes()
        return self._known[name]

    def _content(self, value: Any) -> Any:
        """Return the bytes that a text names; files of the first version hold them as a text."""
        is_name = isinstance(value, str) and value.startswith(_MARK)
        return self.content(value.removeprefix(_MARK)) if is_name else value
