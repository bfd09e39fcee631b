"""The formats of an export: how the content is written, and how it is read back.

Each format is one record with a writer and a reader; the reader goes the way that somebody else
would go, so that what was written is proven to be readable.
"""

import base64
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt
from safetensors.numpy import load_file, save

from playground.files.numpy_network import ExportedLayer, forward
from playground.resources import resource_path

Array = npt.NDArray[Any]
Outputs = Callable[[Array], Array]


@dataclass(frozen=True, slots=True)
class Content:
    """What an export says, whatever its format.

    Attributes
    ----------
    tensors
        float32, ``<layer>.weight`` (out, in) and, where there is one, ``<layer>.bias`` (out,).
    layers
        In the order of computation, the input first.
    raw, is_derived
        Numbers of a raw example, and whether the features are functions of them: of coordinates.
    features, mean, scale
        The inputs: names, and input = (feature − mean) / scale.
    threshold
        Outputs above it mean the second class; None where the largest wins or nothing does.
    """

    title: str
    text: str
    tensors: Mapping[str, Array]
    layers: tuple[ExportedLayer, ...]
    features: tuple[str, ...]
    raw: int
    is_derived: bool
    mean: Array
    scale: Array
    classes: tuple[str, ...]
    threshold: float | None
    steps: int

    def description(self) -> dict[str, Any]:
        """Return everything but the tensors, ready for JSON."""
        return {
            "title": self.title,
            "network": self.text,
            "layers": [
                {
                    "name": layer.name,
                    "kind": layer.kind,
                    "activation": layer.activation,
                    "inputs": list(layer.inputs),
                    "clamps": [list(clamp) for clamp in layer.clamps],
                }
                for layer in self.layers
            ],
            "features": list(self.features),
            "raw": self.raw,
            "derived": self.is_derived,
            "mean": [float(value) for value in self.mean],
            "scale": [float(value) for value in self.scale],
            "classes": list(self.classes),
            "threshold": self.threshold,
            "steps": self.steps,
        }


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """One format.

    Attributes
    ----------
    write
        Puts the content into a file.
    read
        Returns, from the file alone, the function inputs (n, features) → outputs (n, outputs).
    """

    suffix: str
    title: str
    explanation: str
    write: Callable[[Path, Content], None]
    read: Callable[[Path], Outputs]


def _layers(description: Mapping[str, Any]) -> tuple[ExportedLayer, ...]:
    return tuple(
        ExportedLayer(
            layer["name"],
            layer["kind"],
            layer["activation"],
            tuple(layer["inputs"]),
            tuple((unit, value) for unit, value in layer["clamps"]),
        )
        for layer in description["layers"]
    )


def _with(description: Mapping[str, Any], tensors: Mapping[str, Array]) -> Outputs:
    layers = _layers(description)
    return lambda inputs: forward(layers, tensors, inputs)


def _write_safetensors(path: Path, content: Content) -> None:
    # Written by us: only so does a full disk arrive as the OSError that it is.
    path.write_bytes(save(dict(content.tensors), {"playground": json.dumps(content.description())}))


def _read_safetensors(path: Path) -> Outputs:
    raw = path.read_bytes()
    size = int.from_bytes(raw[:8], "little")
    metadata = json.loads(raw[8 : 8 + size])["__metadata__"]
    return _with(json.loads(metadata["playground"]), load_file(path))


def _write_npz(path: Path, content: Content) -> None:
    arrays: dict[str, Array] = dict(content.tensors)
    arrays["playground"] = np.array(json.dumps(content.description()))
    with path.open("wb") as file:
        np.savez(file, **arrays)  # type: ignore[arg-type]


def _read_npz(path: Path) -> Outputs:
    with np.load(path, allow_pickle=False) as arrays:
        tensors = {name: arrays[name] for name in arrays.files if name != "playground"}
        return _with(json.loads(str(arrays["playground"])), tensors)


def _write_json(path: Path, content: Content) -> None:
    # Nine digits name every float32 exactly.
    tensors = {
        name: np.vectorize(lambda value: float(f"{value:.9g}"))(np.float64(values)).tolist()
        for name, values in content.tensors.items()
    }
    document = {**content.description(), "tensors": tensors}
    path.write_text(json.dumps(document, indent=1), encoding="utf-8")


def _read_json(path: Path) -> Outputs:
    document = json.loads(path.read_text(encoding="utf-8"))
    tensors = {name: np.array(v, np.float32) for name, v in document["tensors"].items()}
    return _with(document, tensors)


def _write_script(path: Path, content: Content) -> None:
    template = resource_path("templates", "network.py.txt").read_text(encoding="utf-8")
    tensors = {
        name: [
            list(values.shape),
            base64.b64encode(np.ascontiguousarray(values, "<f4").tobytes()).decode("ascii"),
        ]
        for name, values in content.tensors.items()
    }
    description = content.description()
    # json texts are put in as Python string literals: whatever a layer is called, no name can
    # become code.
    text = template.replace("__DESCRIPTION__", repr(json.dumps(description)))
    path.write_text(text.replace("__TENSORS__", repr(json.dumps(tensors))), encoding="utf-8")


def _read_script(path: Path) -> Outputs:
    # The one place that runs a file: it was written a moment ago from our own template, and
    # running it is the only way to prove that it runs.
    namespace: dict[str, Any] = {"__name__": "exported_network"}
    source = path.read_text(encoding="utf-8")
    exec(compile(source, str(path), "exec"), namespace)
    function: Outputs = namespace["network"]
    return function


FORMATS: Mapping[str, ExportFormat] = MappingProxyType(
    {
        record.suffix: record
        for record in (
            ExportFormat(
                ".safetensors",
                "safetensors",
                "Named tensors that PyTorch, JAX and others open.",
                _write_safetensors,
                _read_safetensors,
            ),
            ExportFormat(
                ".npz", "NumPy archive", "Named arrays for numpy.load.", _write_npz, _read_npz
            ),
            ExportFormat(
                ".json", "JSON", "Text that every language reads.", _write_json, _read_json
            ),
            ExportFormat(
                ".py",
                "Python script",
                "The whole network as a script that needs only NumPy.",
                _write_script,
                _read_script,
            ),
        )
    }
)
