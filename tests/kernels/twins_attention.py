"""Slow twins of self-attention: one example, one head, one query at a time."""

from collections.abc import Iterator

import numpy as np
from hypothesis import strategies as st

from playground.kernels.optable import OpCode
from tests.kernels.families import Array, Arrays, DrawArrays, DrawNumbers, Numbers, Twin


def _sequences(array: Array, n: Numbers) -> Array:
    """Return [heads, units of a head, positions, ld]."""
    return array.reshape(int(n["heads"]), -1, int(n["positions"]), int(n["ld"]))


def _looks(x: Arrays, n: Numbers) -> Iterator[tuple[int, int, int, range]]:
    """Yield every (lane, head, query) within its length, with the keys it looks at."""
    lengths = x["lengths"].ravel()
    for lane in range(int(n["ld"])):
        length = int(lengths[lane])
        for head in range(int(n["heads"])):
            for query in range(length):
                yield lane, head, query, range(query + 1 if n["causal"] else length)


def attention_forward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    q, k, v = (_sequences(x[name], n) for name in "qkv")
    heads, d, positions, ld = q.shape
    p, a = np.zeros((heads, positions, positions, ld)), np.zeros_like(q)
    for lane, head, query, keys in _looks(x, n):
        scores = np.array([q[head, :, query, lane] @ k[head, :, key, lane] for key in keys])
        powers = np.exp((scores - scores.max()) / np.sqrt(d))
        p[head, query, : len(keys), lane] = powers / powers.sum()
        for key in keys:
            a[head, :, query, lane] += p[head, query, key, lane] * v[head, :, key, lane]
    return {"p": p, "a": a}


def attention_backward(x: Arrays, n: Numbers, registers: Array) -> dict[str, Array]:
    q, k, v, da = (_sequences(x[name], n) for name in ("q", "k", "v", "da"))
    heads, d, positions, ld = q.shape
    p = x["p"].reshape(heads, positions, positions, ld)
    dq, dk, dv = np.zeros_like(q), np.zeros_like(q), np.zeros_like(q)
    for lane, head, query, keys in _looks(x, n):
        weights = p[head, query, : len(keys), lane]
        dp = np.array([da[head, :, query, lane] @ v[head, :, key, lane] for key in keys])
        ds = weights * (dp - weights @ dp) / np.sqrt(d)
        for key in keys:
            dv[head, :, key, lane] += weights[key] * da[head, :, query, lane]
            dq[head, :, query, lane] += ds[key] * k[head, :, key, lane]
            dk[head, :, key, lane] += ds[key] * q[head, :, query, lane]
    return {"dq": dq, "dk": dk, "dv": dv}


def draw_sizes(data: st.DataObject) -> dict[str, float]:
    heads = data.draw(st.integers(1, 3), "heads")
    positions = st.one_of(st.integers(1, 14), st.sampled_from([17, 24]))
    return {
        "heads": heads,
        "units": heads * data.draw(st.one_of(st.integers(1, 6), st.just(9)), "d"),
        "positions": data.draw(positions, "positions"),
        "ld": data.draw(st.sampled_from([16, 16, 48]), "ld"),
        "causal": data.draw(st.integers(0, 1), "causal"),
    }


def lengths_that_differ(random: np.random.Generator, n: Numbers, arrays: dict[str, Array]) -> None:
    """Lengths from 1 on; in every third drawing all lanes of a batch are short."""
    most = int(n["positions"])
    if random.integers(3) == 0:
        most = (most + 1) // 2
    lengths = arrays["lengths"]
    lengths[...] = random.integers(1, most + 1, lengths.shape)
    if random.integers(3) == 0:
        lengths[...] = n["positions"]


def weights_that_fit(random: np.random.Generator, n: Numbers, arrays: dict[str, Array]) -> None:
    lengths_that_differ(random, n, arrays)
    p = attention_forward(arrays, n, arrays["lengths"])["p"]  # no register is read
    arrays["p"] = p.astype(np.float32).astype(np.float64).reshape(arrays["p"].shape)


TWINS: dict[OpCode, Twin] = {
    OpCode.ATTENTION_FORWARD: attention_forward,
    OpCode.ATTENTION_BACKWARD: attention_backward,
}

NUMBERS: dict[OpCode, DrawNumbers] = dict.fromkeys(TWINS, draw_sizes)

ARRAYS: dict[OpCode, DrawArrays] = {
    OpCode.ATTENTION_FORWARD: lengths_that_differ,
    OpCode.ATTENTION_BACKWARD: weights_that_fit,
}
