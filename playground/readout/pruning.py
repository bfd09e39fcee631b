"""What would remain of the accuracy if a share of the weights were cut. Changes nothing.

Weights are those of all matrices together; biases stay. "smallest" cuts the smallest magnitudes
first, "random" any, in an order that the seed of the training fixes, so that a larger share always
cuts what a smaller one did.
"""

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from playground.data.random import uniform
from playground.engine.state import Float32
from playground.engine.trainer import Trainer
from playground.model.errors import PlaygroundError
from playground.model.ids import ParameterId
from playground.model.resolution import Resolution
from playground.readout.prune_report import PruneReport

Chosen = Mapping[ParameterId, npt.NDArray[np.bool_]]

ORDERS = ("smallest", "random")


def pruned(weights: Mapping[ParameterId, Float32], share: float, order: str, seed: int) -> Chosen:
    """Return which weights a share cuts: bool (out, in) for every matrix.

    Raises
    ------
    PlaygroundError
        The share is not between 0 and 1, or there is no such order.
    """
    if not 0.0 <= share <= 1.0:
        raise PlaygroundError(f"A share of {share:g} cannot be cut. Choose one from 0 to 1.")
    if order not in ORDERS:
        raise PlaygroundError(f"There is no order “{order:.40}”. Use smallest or random.")
    matrices = {name: values for name, values in weights.items() if values.ndim == 2}
    sizes = [values.size for values in matrices.values()]
    total = sum(sizes)
    if order == "smallest":
        ranks = np.concatenate([np.abs(v).ravel() for v in matrices.values()] or [np.empty(0)])
    else:
        ranks = uniform(seed, "prune", np.arange(total, dtype=np.uint64))
    goes = np.zeros(total, dtype=np.bool_)
    goes[np.argsort(ranks, kind="stable")[: round(share * total)]] = True
    parts = np.split(goes, np.cumsum(sizes)[:-1]) if sizes else []
    return MappingProxyType(
        {
            name: part.reshape(values.shape)
            for (name, values), part in zip(matrices.items(), parts, strict=True)
        }
    )


def matrices(
    weights: Mapping[ParameterId, Float32], resolution: Resolution
) -> Mapping[ParameterId, Float32]:
    """Return the weights that can be cut one by one: neither kernels nor biases, gains or tables."""
    found = {
        parameter.id
        for shape in resolution.layers.values()
        for parameter in shape.parameters
        if parameter.sources and not parameter.kernel and parameter.is_trained
    }
    return {name: values for name, values in weights.items() if name in found}


def prune_report(trainer: Trainer, share: float, order: str) -> PruneReport:
    """Return how good the network would be with this share of its weights cut.

    Raises
    ------
    PlaygroundError
        As `pruned`.
    """
    weights = matrices(trainer.weights(), trainer.resolution)
    goes = pruned(weights, share, order, trainer.project.training.seed)
    values = {name: np.where(goes[name], np.float32(0.0), weights[name]) for name in goes}
    metrics = trainer.metrics_with(values)
    tested = trainer.dataset.test.size > 0
    return PruneReport(
        step=trainer.step,
        share=share,
        order=order,
        loss=metrics.test_loss if tested else metrics.train_loss,
        accuracy=metrics.test_accuracy if tested else metrics.train_accuracy,
        count=sum(int(part.sum()) for part in goes.values()),
        weights=sum(part.size for part in goes.values()),
    )
