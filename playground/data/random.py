"""Own random numbers: functions of a key and of counters, with no state anywhere.

Everything is built from one function, exact on every machine because it is integer arithmetic
modulo 2⁶⁴::

    GOLDEN       = 0x9E3779B97F4A7C15
    mix64(z)     : z ^= z >> 30;  z *= 0xBF58476D1CE4E5B9
                   z ^= z >> 27;  z *= 0x94D049BB133111EB
                   z ^= z >> 31
    draw(key, n) = mix64(key + GOLDEN·(n + 1))

``draw(key, 0), draw(key, 1), …`` is the SplitMix64 sequence that starts in state ``key``. A drawn
number is again a key, so counters nest: ``draw(draw(key, epoch), example)``. Texts become counters
by FNV-1a. Nobody has to remember how many numbers were drawn before, hence a layer keeps its
start values when another one comes or goes, and any step can be replayed by itself.

References
----------
.. [1] G. Steele, D. Lea, C. Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
.. [2] G. Box, M. Muller, "A note on the generation of random normal deviates", 1958.
.. [3] R. Durstenfeld, "Algorithm 235: Random permutation", CACM 1964.
"""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

UInt64 = npt.NDArray[np.uint64]
Int32 = npt.NDArray[np.int32]
Float64 = npt.NDArray[np.float64]
Counter = int | str | npt.NDArray[np.integer]

GOLDEN = 0x9E3779B97F4A7C15
_MASK = 0xFFFFFFFFFFFFFFFF


def mix64(value: int) -> int:
    """Return the 64 scrambled bits of ``value`` (a bijection of the 64-bit numbers)."""
    z = value & _MASK
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & _MASK
    return z ^ (z >> 31)


def draw(key: int, counter: int) -> int:
    """Return number ``counter`` of the stream ``key``: mix64(key + GOLDEN·(counter + 1))."""
    return mix64(key + GOLDEN * (counter + 1))


def word(text: str) -> int:
    """Return a text as a counter: FNV-1a, 64 bits, over its UTF-8 bytes."""
    value = 0xCBF29CE484222325
    for byte in text.encode("utf-8"):
        value = ((value ^ byte) * 0x100000001B3) & _MASK
    return value


def words(texts: Iterable[str]) -> UInt64:
    """Return several texts as counters, uint64 (texts,)."""
    return np.array([word(text) for text in texts], dtype=np.uint64)


def stream_key(seed: int, purpose: str, *counters: int | str) -> int:
    """Return the key of a stream of its own.

    ``key = draw(mix64(seed), word(purpose))``, then ``key = draw(key, counter)`` for each counter.
    """
    key = draw(mix64(seed), word(purpose))
    for counter in counters:
        key = draw(key, word(counter) if isinstance(counter, str) else counter)
    return key


def bits(key: int, *counters: Counter) -> UInt64:
    """Return 64 random bits for every combination of the counters, which broadcast.

    ``bits(key, a, b) = draw(draw(key, a), b)``, element by element.
    """
    state: UInt64 = np.array(key & _MASK, dtype=np.uint64)
    for counter in counters:
        number = word(counter) if isinstance(counter, str) else counter
        if isinstance(number, int):
            number = np.array(number & _MASK, dtype=np.uint64)
        # Arrays wrap around silently, NumPy's scalars would warn: every operand has a dimension.
        step = np.atleast_1d(number.astype(np.uint64)) + np.uint64(1)
        state = _mix64_array(np.atleast_1d(state) + step * np.uint64(GOLDEN))
    return state


def uniform(seed: int, purpose: str, *counters: Counter) -> Float64:
    """Return float64 in [0, 1) for every combination of the counters: the upper 53 bits · 2⁻⁵³.

    The counters broadcast: ``uniform(seed, "initial", layer, rows[:, None], columns[None, :])``.
    """
    upper = bits(stream_key(seed, purpose), *counters) >> np.uint64(11)
    return np.asarray(upper.astype(np.float64) * 2.0**-53)


def normal(seed: int, purpose: str, *counters: Counter) -> Float64:
    """Return standard normal float64 for every combination of the counters.

    Box and Muller's cosine branch of draws 0 and 1 below the counters. The two uniform numbers
    are exact everywhere, logarithm and cosine are as exact as the machine's.
    """
    radius = np.sqrt(-2.0 * np.log1p(-uniform(seed, purpose, *counters, 0)))
    return np.asarray(radius * np.cos(2.0 * np.pi * uniform(seed, purpose, *counters, 1)))


def permutation(key: int, n: int) -> Int32:
    """Return the numbers 0 … n − 1 in the order that ``key`` says, int32 (n,).

    Fisher and Yates' shuffle, from the front: start with ``order[i] = i``; for j = 1, 2, …, n − 1
    exchange ``order[j]`` and ``order[i]`` with ``i = ((draw(key, j) >> 32) · (j + 1)) >> 32``.
    One multiplication in place of a remainder: cheap in a compiled loop, exact for n ≤ 2³¹.
    """
    order = list(range(n))
    counters = np.arange(n, dtype=np.uint64)
    high = bits(key, counters) >> np.uint64(32)
    partners = ((high * (counters + np.uint64(1))) >> np.uint64(32)).tolist()
    for j in range(1, n):
        i = partners[j]
        order[j], order[i] = order[i], order[j]
    return np.array(order, dtype=np.int32)


def _mix64_array(z: UInt64) -> UInt64:
    """``mix64`` of every element."""
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))
