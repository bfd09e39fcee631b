"""Activation functions and their derivatives for one number, for drawing; the kernels train.

Every function here returns a finite number for every finite z: e to a large power is never taken.
"""

import math

LEAK = 0.01
"""Slope of leaky ReLU below 0."""
_ROOT = math.sqrt(2.0 / math.pi)
_CUBE = 0.044715
_FLAT = 20.0
"""Beyond it GELU is a straight line in double precision."""


def linear(z: float) -> float:
    """Return z."""
    return z


def linear_slope(_: float) -> float:
    """1 everywhere."""
    return 1.0


def relu(z: float) -> float:
    """Return max(0, z)."""
    return z if z > 0.0 else 0.0


def relu_slope(z: float) -> float:
    """1 where z > 0, else 0."""
    return 1.0 if z > 0.0 else 0.0


def leaky_relu(z: float) -> float:
    """Return z where z > 0, else 0.01·z."""
    return z if z > 0.0 else LEAK * z


def leaky_relu_slope(z: float) -> float:
    """1 where z > 0, else 0.01."""
    return 1.0 if z > 0.0 else LEAK


def relu6(z: float) -> float:
    """Return min(max(0, z), 6) (Krizhevsky 2010)."""
    return min(max(0.0, z), 6.0)


def relu6_slope(z: float) -> float:
    """1 where 0 < z < 6, else 0."""
    return 1.0 if 0.0 < z < 6.0 else 0.0


def clipped_relu(z: float) -> float:
    """Return min(max(0, z), 1)."""
    return min(max(0.0, z), 1.0)


def clipped_relu_slope(z: float) -> float:
    """1 where 0 < z < 1, else 0."""
    return 1.0 if 0.0 < z < 1.0 else 0.0


def elu(z: float) -> float:
    """Return z where z > 0, else e^z − 1 (Clevert et al. 2015, α = 1)."""
    return z if z > 0.0 else math.expm1(z)


def elu_slope(z: float) -> float:
    """1 where z > 0, else e^z."""
    return 1.0 if z > 0.0 else math.exp(z)


def gelu(z: float) -> float:
    """½·z·(1 + tanh(√(2/π)·(z + 0.044715·z³))) (Hendrycks and Gimpel 2016)."""
    if abs(z) > _FLAT:
        return relu(z)
    return 0.5 * z * (1.0 + math.tanh(_ROOT * (z + _CUBE * z * z * z)))


def gelu_slope(z: float) -> float:
    """Return the derivative of `gelu` by the product and the chain rule."""
    if abs(z) > _FLAT:
        return relu_slope(z)
    bend = math.tanh(_ROOT * (z + _CUBE * z * z * z))
    inner = _ROOT * (1.0 + 3.0 * _CUBE * z * z)
    return 0.5 * (1.0 + bend) + 0.5 * z * (1.0 - bend * bend) * inner


def sigmoid(z: float) -> float:
    """1 / (1 + e^−z), with the power taken of what is at most 0."""
    power = math.exp(-abs(z))
    return 1.0 / (1.0 + power) if z >= 0.0 else power / (1.0 + power)


def sigmoid_slope(z: float) -> float:
    """a·(1 − a)."""
    return sigmoid(z) * sigmoid(-z)


def silu(z: float) -> float:
    """z·σ(z) (Elfwing et al. 2017)."""
    return z * sigmoid(z)


def silu_slope(z: float) -> float:
    """σ·(1 + z·(1 − σ))."""
    return sigmoid(z) * (1.0 + z * sigmoid(-z))


def softplus(z: float) -> float:
    """ln(1 + e^z), as max(0, z) + ln(1 + e^−|z|)."""
    return relu(z) + math.log1p(math.exp(-abs(z)))


def tanh_slope(z: float) -> float:
    """1 − a²."""
    a = math.tanh(z)
    return 1.0 - a * a


def step(z: float) -> float:
    """1 where z > 0, else 0 (Rosenblatt 1958)."""
    return 1.0 if z > 0.0 else 0.0


def step_slope(_: float) -> float:
    """0 everywhere: nothing to descend."""
    return 0.0
