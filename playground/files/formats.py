"""The formats of an export: how the content is written, and how it is read back.

Each format is one record with a writer and a reader; the reader goes the way that somebody else
would go, so that what was written is proven to be readable.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
from safetensors.numpy import load_file, save

from playground.files.numpy_network import ExportedLayer, Lengths, forward
from playground.files.script import script

Array = npt.NDArray[Any]


class Outputs(Protocol):
    """What a file computes: every output by its name, (n, units, *positions).

    ``inputs`` are (n, features); ``lengths`` (n,) says how many steps of each sequence count;
    ``drawn`` is what inputs that draw their numbers have drawn, by their names.
    """

    def __call__(
        self, inputs: Array, lengths: Lengths = None, drawn: Mapping[str, Array] | None = None
    ) -> Mapping[str, Array]: ...


@dataclass(frozen=True, slots=True)
class Content:
    """What an export says, whatever its format.

    Attributes
    ----------
    tensors
        float32 by name. ``<layer>.weight`` is (out, in) of a dense layer, (out, in / groups, height,
        width) of kernels, (tokens, units) of a table of tokens, (units, steps) of one of positions,
        (units,) of a norm, whose running statistics are ``.mean`` and ``.variance``; ``.bias`` is
        (out,). Recurrent layers have their gates below each other, and the weights of the state as
        ``.recurrent``; attention has ``.query.weight``, ``.query.bias``, key, value and output.
    layers
        In the order of computation, the input first.
    outputs
        Names of the output layers; classes and threshold are the first one's.
    raw, is_derived
        Numbers of a raw example, and whether the features are functions of them: of coordinates.
    features, mean, scale
        The inputs: names, and input = (feature − mean) / scale.
    length, vocabulary
        Of sequences: most steps, and what the tokens are called; 0 and nothing otherwise.
    threshold
        Outputs above it mean the second class; None where the largest wins or nothing does.
    """

    title: str
    text: str
    tensors: Mapping[str, Array]
    layers: tuple[ExportedLayer, ...]
    outputs: tuple[str, ...]
    features: tuple[str, ...]
    raw: int
    is_derived: bool
    mean: Array
    scale: Array
    classes: tuple[str, ...]
    threshold: float | None
    steps: int
    length: int = 0
    vocabulary: tuple[str, ...] = ()

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
                    "shape": list(layer.shape),
                    "arriving": list(layer.arriving),
                    "tensors": dict(layer.tensors),
                    "settings": dict(layer.settings),
                }
                for layer in self.layers
            ],
            "outputs": list(self.outputs),
            "features": list(self.features),
            "raw": self.raw,
            "derived": self.is_derived,
            "mean": [float(value) for value in self.mean],
            "scale": [float(value) for value in self.scale],
            "classes": list(self.classes),
            "threshold": self.threshold,
            "steps": self.steps,
            "length": self.length,
            "vocabulary": list(self.vocabulary),
        }


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """One format.

    Attributes
    ----------
    write
        Puts the content into a file.
    read
        Returns, from the file alone, what it computes.
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
            tuple(layer["shape"]),
            tuple(layer["arriving"]),
            layer["tensors"],
            layer["settings"],
        )
        for layer in description["layers"]
    )


def _with(description: Mapping[str, Any], tensors: Mapping[str, Array]) -> Outputs:
    layers = _layers(description)

    def outputs(
        inputs: Array, lengths: Lengths = None, drawn: Mapping[str, Array] | None = None
    ) -> Mapping[str, Array]:
        values = forward(layers, tensors, inputs, lengths, drawn)
        return {name: values[name] for name in description["outputs"]}

    return outputs


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
    path.write_text(script(content.description(), content.tensors), encoding="utf-8")


def _read_script(path: Path) -> Outputs:
    # The one place that runs a file: it was written a moment ago from our own template, and
    # running it is the only way to prove that it runs.
    namespace: dict[str, Any] = {"__name__": "exported_network"}
    source = path.read_text(encoding="utf-8")
    exec(compile(source, str(path), "exec"), namespace)
    function: Outputs = namespace["outputs"]
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
