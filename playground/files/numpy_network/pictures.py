"""Convolution and pooling: loops over the places of a window, whole pictures at a time."""

from collections.abc import Iterator, Mapping

import numpy as np

from playground.files.numpy_network.layer import (
    ExportedLayer,
    Float64,
    Formula,
    Lengths,
    Weights,
    counts,
)
from playground.files.numpy_network.plain import sums, with_bias


def conv(layer: ExportedLayer, w: Weights, lengths: Lengths, x: Float64) -> Float64:
    """Return b + Σ W[:, :, i, j]·x[:, i + stride·y, j + stride·x] over the places of the window."""
    n, groups, kernels = len(x), layer.settings["groups"], w["weight"]
    channels, size = layer.arriving[0] // groups, layer.shape[1:]
    z = np.zeros((n, groups, layer.shape[0] // groups, size[0] * size[1]))
    for i, j, seen in windows(layer, x, kernels.shape[2:], layer.settings["stride"], 0.0):
        rows = kernels[:, :, i, j].reshape(groups, -1, channels)
        z += rows @ seen.reshape(n, groups, channels, -1)
    return with_bias(w, z.reshape(n, *layer.shape))


def windows(
    layer: ExportedLayer, x: Float64, kernel: tuple[int, ...], stride: int, around: float
) -> Iterator[tuple[int, int, Float64]]:
    """Yield (i, j, what place (i, j) of every window sees), with a number around the pictures."""
    x = x.reshape(len(x), *layer.arriving)
    height, width = layer.shape[1:]
    border = [(0, 0), (0, 0)]
    for axis in (0, 1):
        # How much farther than the picture all windows together reach.
        missing = (layer.shape[1 + axis] - 1) * stride + kernel[axis] - x.shape[2 + axis]
        first = before(layer, axis, missing)
        border.append((first, max(missing - first, 0)))
    padded = np.pad(x, border, constant_values=around)
    for i in range(kernel[0]):
        for j in range(kernel[1]):
            rows = slice(i, i + (height - 1) * stride + 1, stride)
            columns = slice(j, j + (width - 1) * stride + 1, stride)
            yield i, j, padded[:, :, rows, columns]


def before(layer: ExportedLayer, axis: int, missing: int) -> int:
    """Return the padding in front of a picture: of "same", the smaller half of what is missing."""
    padding = layer.settings["padding"]
    if padding == "same":
        return max(missing, 0) // 2
    return 0 if padding == "valid" else int(padding[2 * axis])


def transposed_conv(layer: ExportedLayer, w: Weights, lengths: Lengths, x: Float64) -> Float64:
    """Let every value paint its window: z[stride·y + i − top, stride·x + j − left] += W[i, j]·x."""
    x = x.reshape(len(x), *layer.arriving)
    kernels, stride = w["weight"], layer.settings["stride"]
    (height, width), kernel = x.shape[2:], kernels.shape[2:]
    top, left = (before(layer, a, kernel[a] - stride) for a in (0, 1))
    # Painted on a canvas that the result lies inside of.
    rows = max((height - 1) * stride + kernel[0], top + layer.shape[1])
    columns = max((width - 1) * stride + kernel[1], left + layer.shape[2])
    canvas = np.zeros((len(x), layer.shape[0], rows, columns))
    for i in range(kernel[0]):
        for j in range(kernel[1]):
            strokes = canvas[:, :, i::stride, j::stride][:, :, :height, :width]
            strokes += sums(kernels[:, :, i, j], x)
    return with_bias(w, canvas[:, :, top : top + layer.shape[1], left : left + layer.shape[2]])


def upsample(layer: ExportedLayer, w: Weights, lengths: Lengths, x: Float64) -> Float64:
    """Return every value repeated in both directions."""
    factor = layer.settings["factor"]
    return x.reshape(len(x), *layer.arriving).repeat(factor, axis=2).repeat(factor, axis=3)


def max_pool(layer: ExportedLayer, w: Weights, lengths: Lengths, x: Float64) -> Float64:
    """Return the largest value of every window."""
    return np.asarray(np.max(list(pooled(layer, x, -np.inf)), axis=0))


def average_pool(layer: ExportedLayer, w: Weights, lengths: Lengths, x: Float64) -> Float64:
    """Return the mean of every window over the places that lie in the picture."""
    totals = sum(pooled(layer, x, 0.0))
    return np.asarray(totals / sum(pooled(layer, np.ones_like(x), 0.0)))


def pooled(layer: ExportedLayer, x: Float64, around: float) -> Iterator[Float64]:
    """Yield what each place of the windows sees."""
    size = layer.settings["size"]
    stride = layer.settings["stride"] or size
    return (seen for _, _, seen in windows(layer, x, (size, size), stride, around))


def global_average_pool(layer: ExportedLayer, w: Weights, lengths: Lengths, x: Float64) -> Float64:
    """Return the mean of every unit over all positions, of a sequence over those that count."""
    x = x.reshape(len(x), *layer.arriving)
    if x.ndim == 3:
        return np.asarray(x.mean(axis=2, where=counts(x, lengths)))
    return np.asarray(x.mean(axis=(2, 3)))


KINDS: Mapping[str, Formula] = {
    "conv": conv,
    "transposed_conv": transposed_conv,
    "upsample": upsample,
    "max_pool": max_pool,
    "average_pool": average_pool,
    "global_average_pool": global_average_pool,
}
