"""How the gradient fares on its way back: it vanishes, or it explodes."""

from collections.abc import Iterator

from playground.model.ids import LayerId
from playground.model.network import ActivatedSpec
from playground.readout.health import remedies
from playground.readout.health.look import Look, figure
from playground.readout.health.records import Finding

VANISHED = 1e-3
"""Ratio of the mean |∂L/∂z| of the first and the last hidden layer. Seven layers of sigmoids give
2e-4, ten 1e-5 between second and last; tanh and ReLU about 1 (measured for the activity)."""
EXPLODED = 1e3
FEWEST = 3
"""Hidden layers: of two, one is first and the other last."""
HALF_WAY = 0.5
"""Skill from which on a large gradient does not hinder."""
CLIP = 1.0
SQUASHING = ("sigmoid", "tanh")
_WHY = {
    "sigmoid": "Every layer on the way back multiplies the gradient by the slope of its activation "
    "and by its weights. The slope of a sigmoid is at most ¼, so little is left for the first "
    "layers.",
    "tanh": "Every layer on the way back multiplies the gradient by the slope of its activation "
    "and by its weights. A tanh far from 0 is almost flat, so little is left for the first layers.",
    "": "Every layer on the way back multiplies the gradient by the slope of its activation and by "
    "its weights. Where these are small, little is left for the first layers.",
}


def vanishing(look: Look) -> Iterator[Finding]:
    """The first layers get almost no gradient, and the loss hardly moves.

    References
    ----------
    .. [1] Y. Bengio, P. Simard, P. Frasconi, "Learning long-term dependencies with gradient descent
       is difficult", 1994.
    """
    ratio, hidden = look.reach, look.hidden
    if ratio is None or len(hidden) < FEWEST or not 0.0 < ratio < VANISHED:
        return
    if not (look.is_slow and look.is_bad):
        return
    first, last = look.name(hidden[0].layer), look.name(hidden[-1].layer)
    squashing = _with_activation(look, SQUASHING)
    sigmoids = _with_activation(look, ("sigmoid",))
    ways = []
    if sigmoids:
        ways.append(remedies.with_activation(look, sigmoids, "tanh"))
    if squashing:
        ways.append(remedies.with_activation(look, squashing, "leaky_relu"))
    if look.project.training.optimizer.kind != "adam":
        ways.append(remedies.optimizer("adam", remedies.SAFE_RATE))
    if not ways:
        ways.append(remedies.new_start(look, "he"))
    yield Finding(
        "vanishing",
        "warning",
        hidden[0].layer,
        f"The gradient in {first} is {figure(1.0 / ratio)} times smaller than in {last} (ratio "
        f"{figure(ratio)}).",
        _WHY["sigmoid" if sigmoids else "tanh" if squashing else ""],
        tuple(ways),
        {"ratio": ratio},
    )


def exploding(look: Look) -> Iterator[Finding]:
    """The gradient grows on its way back, and little is learned.

    References
    ----------
    .. [1] R. Pascanu, T. Mikolov, Y. Bengio, "On the difficulty of training recurrent neural
       networks", 2013: clipping.
    """
    ratio, hidden = look.reach, look.hidden
    if ratio is None or len(hidden) < FEWEST or ratio <= EXPLODED:
        return
    if look.skill >= HALF_WAY or look.history.progress() is None:
        return
    first, last = look.name(hidden[0].layer), look.name(hidden[-1].layer)
    ways = [remedies.new_start(look, "glorot"), remedies.clip_gradients(CLIP)]
    yield Finding(
        "exploding",
        "warning",
        hidden[0].layer,
        f"The gradient in {first} is {figure(ratio)} times larger than in {last}.",
        "Every layer on the way back multiplies the gradient by its weights, and these are too large: "
        "the first layers are thrown about while the last ones hardly move.",
        tuple(ways),
        {"ratio": ratio},
    )


def _with_activation(look: Look, names: tuple[str, ...]) -> tuple[LayerId, ...]:
    """Return the layers in front of the output whose activation can be set and is one of these."""
    network, shapes = look.project.network, look.trainer.resolution.layers
    return tuple(
        layer.layer
        for layer in look.layers
        if shapes[layer.layer].activation in names
        and isinstance(network.layer(layer.layer).spec, ActivatedSpec)
    )
