"""The same network in PyTorch, in float64, built from shapes and settings alone.

It shares no code with the engine: arrays are [examples, units, *positions], as PyTorch has them,
and gradients come from its own autograd.
"""

import math
from collections.abc import Callable, Mapping
from typing import Any

import torch
import torch.nn.functional as F  # noqa: N812 - the name that everybody uses

from playground.model.ids import LayerId, ParameterId
from playground.model.network import Network
from playground.model.resolution import LayerShape, Resolution
from playground.model.windows import sliding, spreading

Tensor = Any
"""torch.Tensor; PyTorch may be missing where types are checked."""

ACTIVATIONS: Mapping[str, Callable[[Tensor], Tensor]] = {
    "linear": lambda z: z,
    "relu": torch.relu,
    "leaky_relu": lambda z: F.leaky_relu(z, 0.01),
    "relu6": F.relu6,
    "clipped_relu": lambda z: torch.clamp(z, 0.0, 1.0),
    "elu": F.elu,
    "gelu": lambda z: F.gelu(z, approximate="tanh"),
    "silu": F.silu,
    "softplus": F.softplus,
    "tanh": torch.tanh,
    "sigmoid": torch.sigmoid,
    "sine": torch.sin,
    "softmax": lambda z: torch.softmax(z, dim=1),
}


class TorchNetwork:
    """One pass through a network.

    Parameters
    ----------
    parameters
        float64 tensors by their id, shaped as the layout has them.
    """

    def __init__(
        self, network: Network, resolution: Resolution, parameters: Mapping[ParameterId, Tensor]
    ) -> None:
        self.network = network
        self.resolution = resolution
        self.parameters = parameters
        self.values: dict[LayerId, Tensor] = {}
        self.sums: dict[LayerId, Tensor] = {}
        self.is_training = True
        self.counts = torch.zeros(0)

    def run(self, inputs: Tensor, lengths: Tensor | None, *, is_training: bool) -> Tensor:
        """Return what the first output puts out, [examples, units, *positions]."""
        order = self.resolution.order
        entry = self.resolution.layers[order[0]]
        self.is_training = is_training
        value = inputs.reshape(inputs.shape[0], *entry.shape)
        if len(entry.positions) == 1:
            positions = torch.arange(entry.positions[0])
            whole = torch.full((inputs.shape[0],), entry.positions[0])
            self.counts = positions[None, :] < (whole if lengths is None else lengths)[:, None]
        self.values = {order[0]: value}
        for layer in order[1:]:
            shape = self.resolution.layers[layer]
            self.values[layer] = getattr(self, f"_{shape.kind}")(shape)
        return self.values[order[-1]]

    def _source(self, shape: LayerShape) -> Tensor:
        return self.values[shape.sources[0]]

    def _spec(self, shape: LayerShape) -> Any:
        return self.network.layer(shape.id).spec

    def _own(self, shape: LayerShape, role: str) -> Tensor | None:
        for parameter in shape.parameters:
            name = parameter.id.name
            if name == role or (parameter.kernel and name.startswith(f"{role} ")):
                return self.parameters[parameter.id]
        return None

    def _need(self, shape: LayerShape, role: str) -> Tensor:
        found = self._own(shape, role)
        assert found is not None
        return found

    def _activated(self, shape: LayerShape, z: Tensor) -> Tensor:
        self.sums[shape.id] = z
        return ACTIVATIONS[shape.activation](z)

    # ------------------------------------------------------------------ weights, sums

    def _linear(self, x: Tensor, w: Tensor, b: Tensor | None) -> Tensor:
        z = torch.einsum("oi,ni...->no...", w, x)
        return z if b is None else z + b.reshape(1, -1, *([1] * (z.dim() - 2)))

    def _dense(self, shape: LayerShape) -> Tensor:
        w = self._need(shape, "weight")
        if self.network.layer(shape.id).is_transposed:
            w = w.T
        return self._activated(
            shape, self._linear(self._source(shape), w, self._own(shape, "bias"))
        )

    _output = _dense

    def _activation(self, shape: LayerShape) -> Tensor:
        return self._activated(shape, self._source(shape))

    def _cosine(self, shape: LayerShape) -> Tensor:
        w, x = self._need(shape, "weight"), self._source(shape)
        return self._linear(self._unit(x), w / w.norm(dim=1, keepdim=True), None)

    def _unit(self, x: Tensor) -> Tensor:
        return x / torch.sqrt((x**2).sum(dim=1, keepdim=True) + 1e-12)

    def _normalise(self, shape: LayerShape) -> Tensor:
        return self._unit(self._source(shape))

    def _dropout(self, shape: LayerShape) -> Tensor:
        assert self._spec(shape).rate == 0 or not self.is_training
        return self._source(shape)

    def _noise(self, shape: LayerShape) -> Tensor:
        assert self._spec(shape).deviation == 0 or not self.is_training
        return self._source(shape)

    # ------------------------------------------------------------------ joins

    def _branches(self, shape: LayerShape) -> list[Tensor]:
        return [self.values[source] for source in shape.sources]

    def _add(self, shape: LayerShape) -> Tensor:
        return torch.stack(self._branches(shape)).sum(dim=0)

    def _multiply(self, shape: LayerShape) -> Tensor:
        return torch.stack(self._branches(shape)).prod(dim=0)

    def _concatenate(self, shape: LayerShape) -> Tensor:
        return torch.cat(self._branches(shape), dim=1)

    # ------------------------------------------------------------------ pictures

    def _picture(self, shape: LayerShape) -> Tensor:
        x, before = self._source(shape), self.resolution.layers[shape.sources[0]]
        return x.reshape(x.shape[0], *before.grid) if before.grid and x.dim() == 2 else x

    def _flatten(self, shape: LayerShape) -> Tensor:
        x = self._source(shape)
        # Positions behind the end of a sequence say nothing.
        return (torch.where(self.counts[:, None, :], x, 0.0) if x.dim() == 3 else x).flatten(1)

    def _reshape(self, shape: LayerShape) -> Tensor:
        return self._source(shape).reshape(-1, *shape.shape)

    def _conv(self, shape: LayerShape) -> Tensor:
        spec, x = self._spec(shape), self._picture(shape)
        window = sliding(x.shape[2:], spec.kernel, spec.stride, spec.padding)
        top, bottom, left, right = window.pads
        padded = F.pad(x, (left, right, top, bottom))
        w, b = self._need(shape, "weight"), self._own(shape, "bias")
        z = F.conv2d(padded, w, b, spec.stride, groups=spec.groups)
        return self._activated(shape, z[:, :, : window.size[0], : window.size[1]])

    def _transposed_conv(self, shape: LayerShape) -> Tensor:
        spec, x = self._spec(shape), self._picture(shape)
        window = spreading(x.shape[2:], spec.kernel, spec.stride, spec.padding)
        w, b = self._need(shape, "weight"), self._own(shape, "bias")
        painted = F.conv_transpose2d(x, w.transpose(0, 1), None, spec.stride)
        (height, width), (top, _, left, _) = window.size, window.pads
        more = (
            0,
            max(0, left + width - painted.shape[3]),
            0,
            max(0, top + height - painted.shape[2]),
        )
        z = F.pad(painted, more)[:, :, top : top + height, left : left + width]
        return self._activated(shape, z if b is None else z + b.reshape(1, -1, 1, 1))

    def _upsample(self, shape: LayerShape) -> Tensor:
        factor = self._spec(shape).factor
        x = self._picture(shape)
        return x.repeat_interleave(factor, dim=2).repeat_interleave(factor, dim=3)

    def _windows(self, shape: LayerShape, filling: float) -> Tensor:
        """Return every window, [n, units, h, w, places of a window]."""
        spec, x = self._spec(shape), self._picture(shape)
        stride = spec.size if spec.stride is None else spec.stride
        window = sliding(x.shape[2:], (spec.size, spec.size), stride, spec.padding)
        top, bottom, left, right = window.pads
        padded = F.pad(x, (left, right, top, bottom), value=filling)
        cut = padded.unfold(2, spec.size, stride).unfold(3, spec.size, stride)
        return cut[:, :, : window.size[0], : window.size[1]].flatten(4)

    def _max_pool(self, shape: LayerShape) -> Tensor:
        return self._windows(shape, -math.inf).max(dim=4).values

    def _average_pool(self, shape: LayerShape) -> Tensor:
        windows = self._windows(shape, math.nan)
        return windows.nanmean(dim=4)

    def _global_average_pool(self, shape: LayerShape) -> Tensor:
        x = self._picture(shape)
        if x.dim() == 4:
            return x.mean(dim=(2, 3))
        counts = self.counts[:, None, :]
        return torch.where(counts, x, 0.0).sum(dim=2) / counts.sum(dim=2)

    # ------------------------------------------------------------------ norms

    def _wide(self, values: Tensor, x: Tensor) -> Tensor:
        return values.reshape(1, -1, *([1] * (x.dim() - 2)))

    def _batch_norm(self, shape: LayerShape) -> Tensor:
        x = self._source(shape)
        mean, variance = self._need(shape, "mean"), self._need(shape, "variance")
        if self.is_training:
            where = torch.ones_like(x, dtype=torch.bool)
            if x.dim() == 3:
                where = self.counts[:, None, :].expand_as(x)
            kept = x.transpose(0, 1)[:, where[:, 0]] if x.dim() > 2 else x.T
            kept = kept.reshape(x.shape[1], -1)
            mean, variance = kept.mean(dim=1), kept.var(dim=1, correction=0)
        normal = (x - self._wide(mean, x)) / torch.sqrt(self._wide(variance, x) + 1e-5)
        gain, shift = self._need(shape, "gain"), self._need(shape, "shift")
        return normal * self._wide(gain, x) + self._wide(shift, x)

    def _layer_norm(self, shape: LayerShape) -> Tensor:
        x = self._source(shape)
        mean, variance = x.mean(dim=1, keepdim=True), x.var(dim=1, correction=0, keepdim=True)
        gain, shift = self._need(shape, "gain"), self._need(shape, "shift")
        normal = (x - mean) / torch.sqrt(variance + 1e-5)
        return normal * self._wide(gain, x) + self._wide(shift, x)

    def _softmax_over(self, shape: LayerShape) -> Tensor:
        x = self._source(shape)
        if self._spec(shape).axis == "units":
            return torch.softmax(x, dim=1)
        if x.dim() == 4:
            return torch.softmax(x.flatten(2), dim=2).reshape(x.shape)
        hidden = x.masked_fill(~self.counts[:, None, :], -math.inf)
        return torch.softmax(hidden, dim=2)

    # ------------------------------------------------------------------ sequences

    def _embedding(self, shape: LayerShape) -> Tensor:
        table, tokens = self._need(shape, "weight"), self._source(shape)[:, 0].long()
        return table[tokens].transpose(1, 2)

    def _position(self, shape: LayerShape) -> Tensor:
        x = self._source(shape)
        if self._spec(shape).how == "sinusoidal":
            return x + sinusoids(x.shape[1], x.shape[2])[None]
        return x + self._need(shape, "table")[None]

    def _rnn(self, shape: LayerShape) -> Tensor:
        def step(g: Tensor, h: Tensor, c: Tensor) -> tuple[Tensor, Tensor]:
            return torch.tanh(g + h @ self._need(shape, "recurrent").T), c

        return self._recurrent(shape, step)

    def _lstm(self, shape: LayerShape) -> Tensor:
        def step(g: Tensor, h: Tensor, c: Tensor) -> tuple[Tensor, Tensor]:
            i, f, g, o = (g + h @ self._need(shape, "recurrent").T).chunk(4, dim=1)
            c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
            return torch.sigmoid(o) * torch.tanh(c), c

        return self._recurrent(shape, step)

    def _gru(self, shape: LayerShape) -> Tensor:
        def step(g: Tensor, h: Tensor, c: Tensor) -> tuple[Tensor, Tensor]:
            r, z, n = g.chunk(3, dim=1)
            hr, hz, hn = (h @ self._need(shape, "recurrent").T).chunk(3, dim=1)
            r, z = torch.sigmoid(r + hr), torch.sigmoid(z + hz)
            n = torch.tanh(n + r * (hn + self._need(shape, "recurrent_bias")))
            return (1 - z) * n + z * h, c

        return self._recurrent(shape, step)

    def _recurrent(
        self, shape: LayerShape, step: Callable[[Tensor, Tensor, Tensor], tuple[Tensor, Tensor]]
    ) -> Tensor:
        x = self._source(shape)
        sums = self._linear(x, self._need(shape, "weight"), self._own(shape, "bias"))
        h = c = x.new_zeros(x.shape[0], len(shape.units_out))
        seen = []
        for t in range(x.shape[2]):
            counts = self.counts[:, t, None]
            new_h, new_c = step(sums[:, :, t], h, c)
            h, c = torch.where(counts, new_h, h), torch.where(counts, new_c, c)
            seen.append(torch.where(counts, h, 0.0))
        return torch.stack(seen, dim=2) if shape.positions else h

    def _features(self, shape: LayerShape) -> Tensor:
        places = [shape.units_in.index(unit) for unit in shape.identities]
        return self._source(shape)[:, places]

    def _last_step(self, shape: LayerShape) -> Tensor:
        x = self._source(shape)
        last = self.counts.sum(dim=1) - 1
        return x[torch.arange(x.shape[0]), :, last]

    def _attention(self, shape: LayerShape) -> Tensor:
        spec, x = self._spec(shape), self._source(shape)

        def projected(role: str, values: Tensor) -> Tensor:
            return self._linear(values, self._need(shape, role), self._own(shape, f"{role} bias"))

        n, units, length = x.shape
        q, k, v = (
            projected(role, x).reshape(n, spec.heads, units // spec.heads, length)
            for role in ("query", "key", "value")
        )
        scores = torch.einsum("nhdq,nhdk->nhqk", q, k) / math.sqrt(units // spec.heads)
        hidden = ~self.counts[:, None, None, :]
        if spec.is_causal:
            hidden = hidden | torch.ones(length, length, dtype=torch.bool).triu(1)
        weights = torch.softmax(scores.masked_fill(hidden, -math.inf), dim=3)
        mixed = torch.einsum("nhqk,nhdk->nhdq", weights, v).reshape(n, units, length)
        mixed = torch.where(self.counts[:, None, :], mixed, 0.0)
        return projected("output", mixed)


def sinusoids(units: int, length: int) -> Tensor:
    """Return the marks of "Attention is all you need", [units, length]."""
    place = torch.arange(length, dtype=torch.float64)[None, :]
    pair = torch.arange(units, dtype=torch.float64)[:, None] // 2
    angle = place / 10_000 ** (2 * pair / units)
    even = (torch.arange(units) % 2 == 0)[:, None]
    return torch.where(even, torch.sin(angle), torch.cos(angle))
