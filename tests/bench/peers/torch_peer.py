"""PyTorch on the cases: eager with its three forms of optimizer, and compiled."""

import itertools
import time
from collections.abc import Callable, Mapping
from typing import Any

from tests.bench.cases import Case
from tests.bench.peers import Maker, MissingError, Peer


def torch() -> Any:
    """Return the library; `MissingError` where it does not load."""
    try:
        import torch as library  # noqa: PLC0415
    except (ImportError, OSError) as error:
        raise MissingError(f"PyTorch does not load ({error})") from error
    return library


def _dense(*sizes: int, activation: str) -> Any:
    nn = torch().nn
    layers: list[Any] = []
    for n_in, n_out in itertools.pairwise(sizes):
        layers += [nn.Linear(n_in, n_out), getattr(nn, activation)()]
    return layers


def _convolutional() -> Any:
    nn = torch().nn
    return nn.Sequential(
        *(nn.Conv2d(1, 8, 5), nn.ReLU(), nn.MaxPool2d(2)),
        *(nn.Conv2d(8, 16, 5), nn.ReLU(), nn.MaxPool2d(2)),
        *(nn.Flatten(), nn.Linear(256, 10)),
    )


def _separable() -> Any:
    nn = torch().nn
    return nn.Sequential(
        *(nn.Conv2d(3, 16, 3, padding=1), nn.ReLU()),
        *(nn.Conv2d(16, 16, 3, padding=1, groups=16), nn.ReLU()),
        *(nn.Conv2d(16, 32, 1), nn.ReLU(), nn.MaxPool2d(2)),
        *(nn.Conv2d(32, 32, 3, padding=1, groups=32), nn.ReLU()),
        *(nn.Conv2d(32, 64, 1), nn.ReLU()),
        *(nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(64, 10)),
    )


def _recurrent() -> Any:
    nn = torch().nn

    class Last(nn.Module):  # type: ignore[misc, name-defined]
        """The state after the last step."""

        def __init__(self) -> None:
            super().__init__()
            self.lstm = nn.LSTM(32, 64)
            self.head = nn.Linear(64, 10)

        def forward(self, x: Any) -> Any:
            return self.head(self.lstm(x.transpose(0, 1))[0][-1])

    return Last()


def _transformer() -> Any:
    library = torch()
    nn = library.nn

    class Block(nn.Module):  # type: ignore[misc, name-defined]
        """Attention and two dense layers, each behind a normalisation and beside a bridge."""

        def __init__(self) -> None:
            super().__init__()
            self.before, self.between = nn.LayerNorm(64), nn.LayerNorm(64)
            self.into, self.out = nn.Linear(64, 192), nn.Linear(64, 64)
            self.think = nn.Sequential(
                nn.Linear(64, 256), nn.GELU(approximate="tanh"), nn.Linear(256, 64)
            )

        def forward(self, x: Any) -> Any:
            batch, steps, width = x.shape
            heads = self.into(self.before(x)).view(batch, steps, 3, 4, 16).permute(2, 0, 3, 1, 4)
            seen = nn.functional.scaled_dot_product_attention(*heads, is_causal=True)
            x = x + self.out(seen.transpose(1, 2).reshape(batch, steps, width))
            return x + self.think(self.between(x))

    class Language(nn.Module):  # type: ignore[misc, name-defined]
        def __init__(self) -> None:
            super().__init__()
            self.words, self.places = nn.Embedding(65, 64), nn.Parameter(library.randn(64, 64))
            self.blocks = nn.Sequential(Block(), Block(), nn.LayerNorm(64), nn.Linear(64, 65))

        def forward(self, x: Any) -> Any:
            return self.blocks(self.words(x) + self.places).flatten(0, 1)

    return Language()


def _plain(case: Case) -> Any:
    """The dense cases, as their text says."""
    nn = torch().nn
    parts = [part.split() for part in case.text.split(" > ")]
    widths = [case.width, *(int(part[1]) for part in parts[:-1])]
    name = {"tanh": "Tanh", "relu": "ReLU"}[parts[0][2]]
    head = [nn.Linear(widths[-1], case.outputs)]
    return nn.Sequential(
        *_dense(*widths, activation=name), *head, *([nn.Tanh()] if case.is_small else [])
    )


SPECIAL: Mapping[str, Callable[[], Any]] = {
    "e": _convolutional,
    "f": _recurrent,
    "g": _transformer,
    "h": _separable,
}


class TorchPeer:
    """One network, its optimizer and its data, all in memory before the clock starts."""

    def __init__(
        self, letter: str, case: Case, threads: int, *, form: str = "", is_compiled: bool = False
    ) -> None:
        self._library = library = torch()
        self._threads = threads
        library.set_num_threads(threads)
        library.manual_seed(0)
        x, y, order = case.data()
        shape = (-1, *case.inputs) if len(case.inputs) > 1 else (-1, case.width)
        self._x = library.from_numpy(x).view(*shape)
        self._y = library.from_numpy(y)
        if case.vocabulary:
            self._x = self._x.long()
        if case.loss == "ce":
            self._y = self._y.long() if case.vocabulary else self._y.long()[:, 0]
        self._order = library.from_numpy(order).long()
        self._batch, self._at = case.batch, 0
        network = SPECIAL[letter]() if letter in SPECIAL else _plain(case)
        kind = {"sgd": library.optim.SGD, "adam": library.optim.Adam}[case.optimizer]
        # "": parameter by parameter; "foreach": all together; "fused": in one loop of C++.
        forms = {"foreach": form == "foreach"} if form != "fused" else {"fused": True}
        self._optimizer = kind(network.parameters(), lr=case.rate, **forms)
        functional = library.nn.functional
        measure = functional.mse_loss if case.loss == "mse" else functional.cross_entropy
        is_sequence = bool(case.vocabulary)

        def loss(x: Any, y: Any) -> Any:
            return measure(network(x), y.flatten() if is_sequence else y)

        self._loss = library.compile(loss) if is_compiled else loss
        try:
            self._step()
            self._step()
        except Exception as error:
            raise MissingError(
                f"{type(error).__name__}: {str(error).splitlines()[0][:80]}"
            ) from error

    def _step(self) -> None:
        if self._at + self._batch > self._order.shape[0]:
            self._at = 0
        chosen = self._order[self._at : self._at + self._batch]
        self._at += self._batch
        x, y = self._x.index_select(0, chosen), self._y.index_select(0, chosen)
        self._optimizer.zero_grad(set_to_none=True)
        self._loss(x, y).backward()
        self._optimizer.step()

    def run(self, seconds: float) -> tuple[int, float, float]:
        self._library.set_num_threads(self._threads)
        began, cpu, steps = time.perf_counter(), time.process_time(), 0
        while (took := time.perf_counter() - began) < seconds:
            for _ in range(4):
                self._step()
            steps += 4
        return steps, took, time.process_time() - cpu

    def close(self) -> None:
        """Nothing is held."""


def _maker(form: str, *, is_compiled: bool = False) -> Maker:
    def make(letter: str, case: Case, threads: int) -> Peer:
        return TorchPeer(letter, case, threads, form=form, is_compiled=is_compiled)

    return make


MAKERS: Mapping[str, Maker] = {
    "torch eager": _maker(""),
    "torch foreach": _maker("foreach"),
    "torch fused": _maker("fused"),
    "torch compile": _maker("fused", is_compiled=True),
}
