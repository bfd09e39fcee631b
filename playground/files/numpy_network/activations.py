"""Activation functions, each called as in the catalogue. Units are axis 1."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np

from playground.files.numpy_network.layer import Float64


def linear(z: Float64) -> Float64:
    """Return z."""
    return z


def relu(z: Float64) -> Float64:
    """Return max(0, z)."""
    return np.maximum(0.0, z)


def leaky_relu(z: Float64) -> Float64:
    """Return z, or a hundredth of it below 0."""
    return np.where(z > 0.0, z, 0.01 * z)


def relu6(z: Float64) -> Float64:
    """Return z, cut off below 0 and above 6."""
    return np.clip(z, 0.0, 6.0)


def clipped_relu(z: Float64) -> Float64:
    """Return z, cut off below 0 and above 1."""
    return np.clip(z, 0.0, 1.0)


def elu(z: Float64) -> Float64:
    """Return z, or exp(z) − 1 below 0."""
    return np.where(z > 0.0, z, np.expm1(np.minimum(z, 0.0)))


def gelu(z: Float64) -> Float64:
    """Return ½·z·(1 + tanh(√(2/π)·(z + 0.044715·z³)))."""
    return np.asarray(0.5 * z * (1.0 + np.tanh(np.sqrt(2.0 / np.pi) * (z + 0.044715 * z**3))))


def silu(z: Float64) -> Float64:
    """Return z·σ(z)."""
    return z * sigmoid(z)


def softplus(z: Float64) -> Float64:
    """Return ln(1 + exp(z))."""
    return np.asarray(np.logaddexp(0.0, z))


def tanh(z: Float64) -> Float64:
    """Return tanh z."""
    return np.asarray(np.tanh(z))


def sigmoid(z: Float64) -> Float64:
    """Return 1 / (1 + exp(−z)), without overflow for any z."""
    return np.asarray(0.5 * (1.0 + np.tanh(0.5 * z)))


def sine(z: Float64) -> Float64:
    """Return sin z."""
    return np.asarray(np.sin(z))


def step(z: Float64) -> Float64:
    """Return 1 above 0, else 0."""
    return np.where(z > 0.0, 1.0, 0.0)


def softmax(z: Float64, axis: int = 1) -> Float64:
    """Return exp(z) / Σ exp(z) along an axis, the units'; the largest z is taken off first."""
    e = np.exp(z - z.max(axis=axis, keepdims=True))
    return np.asarray(e / e.sum(axis=axis, keepdims=True))


ACTIVATIONS: Mapping[str, Callable[[Float64], Float64]] = MappingProxyType(
    {
        function.__name__: function
        for function in (
            linear,
            relu,
            leaky_relu,
            relu6,
            clipped_relu,
            elu,
            gelu,
            silu,
            softplus,
            tanh,
            sigmoid,
            sine,
            step,
            softmax,
        )
    }
)
