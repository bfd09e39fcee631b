"""Damages the record of a saved run in every way, and tells it by its digest as if it were sound."""

import contextlib
import copy
import json
import random
from collections.abc import Callable
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from playground.engine.state import RunState
from playground.files.long_parts import Packing
from playground.files.run_record.form import RecordPart, digest_of, names_of
from playground.files.run_record.packing import pack_record

Array = npt.NDArray[Any]
Arrays = dict[str, Array]

NUMBERS = (-1, 0, 1, 2, 3, 7, 8, 100, 119, 120, 121, 2**31, 2**53, 2**62 + 1, 2**63 - 1, -(2**63))
VALUES: tuple[Any, ...] = (
    None,
    "",
    "x",
    -1,
    0,
    1,
    2,
    5,
    10**9,
    2**62,
    1.5,
    1e300,
    True,
    [],
    [0],
    [[0]],
    {},
)


def packed(state: RunState) -> tuple[str, Arrays]:
    """Return the digest and the arrays of a state's record."""
    assert state.record is not None
    arrays: Arrays = {}
    digest = pack_record(state.record, state, Packing(arrays))
    return digest, arrays


def damage(arrays: Arrays, draw: random.Random) -> tuple[str, Arrays]:
    """Return other arrays, and the digest that belongs to them where there can be one."""
    arrays = {name: array.copy() for name, array in arrays.items()}
    for _ in range(draw.choice((1, 1, 1, 2, 3))):
        # What is damaged already may not be there to be damaged again.
        with contextlib.suppress(KeyError, IndexError, TypeError, ValueError, OverflowError):
            draw.choice(WAYS)(arrays, draw)
    content = arrays["record"].tobytes()
    try:
        part = msgspec.json.decode(content, type=RecordPart)
        names = names_of(part)
        return digest_of(content, names, arrays.__getitem__), arrays
    except (KeyError, ValueError, msgspec.MsgspecError):
        return "", arrays


def _large(arrays: Arrays, draw: random.Random) -> str:
    return draw.choice(sorted(name for name in arrays if name != "record"))


def _number(arrays: Arrays, draw: random.Random) -> None:
    """Another number where copies say step, cursor, project, attic, journal ..."""
    copies = arrays["record/copies"]
    copies[draw.randrange(len(copies)), draw.randrange(copies.shape[1])] = draw.choice(NUMBERS)


def _near(arrays: Arrays, draw: random.Random) -> None:
    """A number that is one too large or too small."""
    copies = arrays["record/copies"]
    copies[draw.randrange(len(copies)), draw.randrange(copies.shape[1])] += draw.choice((-1, 1))


def _swap(arrays: Arrays, draw: random.Random) -> None:
    copies = arrays["record/copies"]
    one, other = draw.randrange(len(copies)), draw.randrange(len(copies))
    copies[[one, other]] = copies[[other, one]]


def _value(arrays: Arrays, draw: random.Random) -> None:
    array = arrays[_large(arrays, draw)]
    if array.size and array.dtype.kind == "f":
        array.flat[draw.randrange(array.size)] = draw.choice((np.nan, np.inf, -np.inf, 0.0, 1e38))


def _shorter(arrays: Arrays, draw: random.Random) -> None:
    name = _large(arrays, draw)
    arrays[name] = arrays[name][draw.randrange(2) :][: draw.choice((0, -1, 1, None))].copy()


def _shape(arrays: Arrays, draw: random.Random) -> None:
    name = _large(arrays, draw)
    arrays[name] = draw.choice((arrays[name].ravel(), arrays[name][None], arrays[name].T)).copy()


def _kind(arrays: Arrays, draw: random.Random) -> None:
    name = _large(arrays, draw)
    kind = draw.choice((np.float64, np.float32, np.int64, np.int32, np.uint8))
    with np.errstate(invalid="ignore"):
        arrays[name] = arrays[name].astype(kind)


def _missing(arrays: Arrays, draw: random.Random) -> None:
    del arrays[_large(arrays, draw)]


def _text(arrays: Arrays, draw: random.Random) -> None:
    """Another value somewhere in what the record says."""
    part = json.loads(arrays["record"].tobytes())
    place, key = _somewhere(part, draw)
    action = draw.randrange(4)
    if action == 0 and isinstance(place, dict):
        del place[key]
    elif action == 1 and isinstance(place, list):
        place.insert(key, copy.deepcopy(place[key]))
    elif action == 2 and isinstance(place[key], int):
        place[key] += draw.choice((-1, 1))
    else:
        place[key] = draw.choice(VALUES)
    arrays["record"] = np.frombuffer(json.dumps(part).encode(), np.uint8).copy()


def _somewhere(part: Any, draw: random.Random) -> tuple[Any, Any]:
    """Return a list or dictionary in it, and a key of it; shallow places as often as deep ones."""
    place, key = part, draw.choice(sorted(part))
    while isinstance(place[key], dict | list) and place[key] and draw.random() < 0.8:
        place = place[key]
        key = draw.choice(sorted(place)) if isinstance(place, dict) else draw.randrange(len(place))
    return place, key


def _bytes(arrays: Arrays, draw: random.Random) -> None:
    content = arrays["record"]
    content[draw.randrange(content.size)] ^= draw.randrange(1, 256)


WAYS: tuple[Callable[[Arrays, random.Random], None], ...] = (
    _number, _number, _near, _near, _swap, _value, _shorter, _shape, _kind, _missing, _text, _text,
    _text, _bytes,
)  # fmt: skip
