"""exp, log, tanh, sigmoid and sine in float32, as formulas of `Lanes`: no library, no branches.

Errors are below 3e-7 of the value. Numbers that are not finite stay visible: NaN in gives NaN
out, because every limit is a comparison that NaN fails.

References
----------
.. [1] S. Moshier, Cephes Mathematical Library, expf and logf.
.. [2] G. Guennebaud, B. Jacob et al., Eigen, the rational approximation of tanh.
"""

from playground.kernels.vectors import (
    DOUBLE,
    I32,
    I64,
    Lanes,
    absolute,
    fma,
    paired,
    polynomial,
    select,
)

_EXP = (
    1.9875691500e-4,
    1.3981999507e-3,
    8.3334519073e-3,
    4.1665795894e-2,
    1.6666665459e-1,
    5.0000001201e-1,
)
_LOG = (
    7.0376836292e-2,
    -1.1514610310e-1,
    1.1676998740e-1,
    -1.2420140846e-1,
    1.4249322787e-1,
    -1.6668057665e-1,
    2.0000714765e-1,
    -2.4999993993e-1,
    3.3333331174e-1,
)
_TANH_ABOVE = (
    -2.76076847742355e-16,
    2.00018790482477e-13,
    -8.60467152213735e-11,
    5.12229709037114e-08,
    1.48572235717979e-05,
    6.37261928875436e-04,
    4.89352455891786e-03,
)
_TANH_BELOW = (
    1.19825839466702e-06,
    1.18534705686654e-04,
    2.26843463243900e-03,
    4.89352518554385e-03,
)
# Those of ½·tanh x/2: powers of two more, so nothing is rounded differently.
_GATE_ABOVE = tuple(c * 0.25 ** (7 - n) for n, c in enumerate(_TANH_ABOVE))
_GATE_BELOW = tuple(c * 0.25 ** (3 - n) for n, c in enumerate(_TANH_BELOW))
_TANH_LIMIT = 7.99881172180175781
_SINE = (
    1.6059043837e-10,
    -2.5052108385e-08,
    2.7557319224e-06,
    -1.9841269841e-04,
    8.3333333333e-03,
    -1.6666666667e-01,
)
_LN2_HIGH = 0.693359375
_LN2_LOW = -2.12194440e-4
# Added to a number of moderate size this leaves the nearest integer in the lowest bits.
_ROUND = 12582912.0


def clamp(x: Lanes, low: float, high: float) -> Lanes:
    """Return x within [low, high]; NaN stays NaN."""
    x = select(x < low, x.constant(low), x)
    return select(x > high, x.constant(high), x)


def exp(x: Lanes) -> Lanes:
    """Return e^x; 0 below e^-87 (no denormals), e^88 above (no infinity)."""
    low = x < -87.0
    x = clamp(x, -87.0, 88.0)
    shifted = fma(x, 1.44269504088896341, _ROUND)
    n = shifted - _ROUND
    r = fma(n, -_LN2_LOW, fma(n, -_LN2_HIGH, x))
    y = fma(polynomial(r, _EXP), r * r, r) + 1.0
    exponent = x.builder.shl(shifted.bits(), x.constant(23, I32).value)
    # Adding n to the exponent's bits would turn NaN into a number; multiplying keeps it.
    one = x.constant(0x3F800000, I32).value
    return select(low, y.constant(0.0), y * x.from_bits(x.builder.add(exponent, one)))


def log(x: Lanes) -> Lanes:
    """Return ln x for normal numbers x > 0; NaN and +inf stay."""
    b = x.builder
    # Split x = 2^n · m with m in [√½, √2).
    bits = b.sub(x.bits(), x.constant(0x3F3504F3, I32).value)
    exponent = b.ashr(bits, x.constant(23, I32).value)
    mantissa = b.and_(bits, x.constant(0x007FFFFF, I32).value)
    m = x.from_bits(b.add(mantissa, x.constant(0x3F3504F3, I32).value)) - 1.0
    n = Lanes(b, b.sitofp(exponent, x.kind))
    square = m * m
    y = polynomial(m, _LOG) * m * square
    y = fma(n, _LN2_LOW, y)
    y = fma(square, -0.5, y)
    result = fma(n, _LN2_HIGH, m + y)
    largest = x.constant(3.4028234663852886e38)
    finite = Lanes(b, b.fcmp_ordered("<=", x.value, largest.value))
    return select(finite, result, x)


def reciprocal(x: Lanes) -> Lanes:
    """Return 1/x for 1e-30 < |x| < 1e30, wrong by at most 2e-7 of it; not finite where x is not.

    A guess from the bits, then two steps that each leave the cube of the error. Processors divide
    sixteen numbers in the time of twenty multiplications, and this takes seven.
    """
    guess = x.constant(0x7EF311C7, I32).value
    y = x.from_bits(x.builder.sub(guess, x.bits()))
    for _ in range(2):
        error = fma(-x, y, 1.0)
        y = fma(fma(error, error, error), y, y)
    return y


def log1p(x: Lanes) -> Lanes:
    """Return ln(1 + x) for 0 ≤ x ≤ 1."""
    w = 1.0 + x
    return log(w) + (x - (w - 1.0)) / w


def tanh(x: Lanes) -> Lanes:
    """Return tanh x, within [-1, 1].

    Written for small networks, where every layer waits for it: the square needs not wait for the
    limits of x, the powers are added up in pairs, and the division begins before the longer
    polynomial is there.
    """
    square = x * x
    square = select(square > _TANH_LIMIT**2, x.constant(_TANH_LIMIT**2), square)
    x = clamp(x, -_TANH_LIMIT, _TANH_LIMIT)
    return x / paired(square, _TANH_BELOW) * paired(square, _TANH_ABOVE)


def tanh_parts(x: Lanes) -> tuple[Lanes, Lanes]:
    """Return two numbers whose quotient is tanh x; the second lies between 0.004 and 1."""
    x = clamp(x, -7.99881172180175781, 7.99881172180175781)
    square = x * x
    return x * polynomial(square, _TANH_ABOVE), polynomial(square, _TANH_BELOW)


def gate_parts(x: Lanes) -> tuple[Lanes, Lanes]:
    """Return two numbers whose quotient is σ(x) − ½ = ½·tanh x/2; the second as in `tanh_parts`."""
    x = clamp(x, -15.99762344360351562, 15.99762344360351562)
    square = x * x
    return x * polynomial(square, _GATE_ABOVE), polynomial(square, _GATE_BELOW)


def sigmoid(x: Lanes) -> Lanes:
    """Return 1 / (1 + e^-x)."""
    return 1.0 / (1.0 + exp(-x))


def softplus(x: Lanes) -> Lanes:
    """Return ln(1 + e^x) without overflow."""
    positive = select(x > 0.0, x, 0.0)
    return positive + log1p(exp(-absolute(x)))


def expm1(x: Lanes) -> Lanes:
    """Return e^x − 1 for x ≤ 0, exact near 0 too."""
    t = tanh(x * 0.5)
    return (t + t) / (1.0 - t)


def sine(x: Lanes) -> Lanes:
    """Return sin x; see `_wave`."""
    return _wave(x, 0.0)


def cosine(x: Lanes) -> Lanes:
    """Return cos x = sin(x + π/2)."""
    return _wave(x, 0.5)


def cosine_of_turns(u: Lanes) -> Lanes:
    """Return cos(2π·u) for 0 ≤ u ≤ 1, wrong by at most 2e-7."""
    # |u − ½| − ¼ is exact, and its sine is that cosine: no more than a quarter turn either way.
    return _arch((absolute(u - 0.5) - 0.25) * 6.283185307179586)


def _arch(r: Lanes) -> Lanes:
    """Return sin r for |r| ≤ 1.6."""
    square = r * r
    return fma(polynomial(square, _SINE) * square, r, r)


def _wave(x: Lanes, shift: float) -> Lanes:
    """Return sin(x + shift·π), wrong by at most 2e-7 for |x| ≤ 1e8.

    The multiple of π is taken off in float64. Beyond 1e15 nothing of the angle is left in it: the
    result is then some number between −1 and 1.
    """
    b = x.builder

    def wide(number: float) -> Lanes:
        return x.constant(number, DOUBLE)

    angle = Lanes(b, b.fpext(x.value, x.shaped(DOUBLE)))
    # Added to a float64 of moderate size this leaves the nearest integer in the lowest bits.
    shifted = fma(angle, wide(0.3183098861837907), wide(shift)) + wide(6755399441055744.0)
    half_turns = wide(shift) - (shifted - wide(6755399441055744.0))
    rest = fma(half_turns, wide(3.141592653589793), angle)
    rest = fma(half_turns, wide(1.2246467991473532e-16), rest)
    y = _arch(clamp(Lanes(b, b.fptrunc(rest.value, x.kind)), -1.6, 1.6))
    odd = b.trunc(b.bitcast(shifted.value, x.shaped(I64)), x.shaped(I32))
    sign = b.shl(odd, x.constant(31, I32).value)
    return x.from_bits(b.xor(y.bits(), sign))
