"""What the game says in words."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from playground.readout.landscape.match import Match, Round
from playground.ui import numbers


def _tr(text: str) -> str:
    return QCoreApplication.translate("game", text)


def field_titles() -> Mapping[str, tuple[str, str]]:
    """Return title and explanation of every field."""
    return {
        "valley": (
            _tr("narrow valley"),
            _tr("One linear neuron: steep across, nearly flat along the bottom."),
        ),
        "neuron": (
            _tr("one neuron"),
            _tr("A neuron with a weight and a bias: plains where there is hardly any slope."),
        ),
        "saddle": (
            _tr("saddle"),
            _tr("Two neurons in a row: two equal valleys, and a saddle between them."),
        ),
    }


def rival_titles() -> Mapping[str, tuple[str, str]]:
    """Return title and explanation of every rival."""
    return {
        "sgd": (
            _tr("gradient descent"),
            _tr("Goes down the slope where it stands: w ← w − rate · ∂L/∂w."),
        ),
        "momentum": (_tr("momentum"), _tr("Rolls like a ball and keeps part of its speed.")),
        "adam": (_tr("Adam"), _tr("Gives every weight a step of its own size.")),
    }


def mode_titles() -> Mapping[str, tuple[str, str]]:
    """Return title and explanation of what the person sees."""
    return {
        "map": (_tr("map"), _tr("You see the whole map of the loss.")),
        "blind": (
            _tr("blindfolded"),
            _tr("You know only the loss and the slope where you stand."),
        ),
    }


def invitation(match: Match, *, is_blind: bool) -> str:
    """Return what to do."""
    if is_blind:
        how = _tr("You feel only the loss and the slope where you stand, as it does.")
    else:
        how = _tr("You see the whole map; it feels only the slope where it stands.")
    rival, _ = rival_titles()[match.kind]
    words = _tr("Click within the ring to move. {0} moves too, from the same start. {1}")
    return words.format(_capital(rival), how)


def verdict(match: Match, state: Round) -> str:
    """Return who is lower after the same number of moves."""
    rival, _ = rival_titles()[match.kind]
    own, other = state.here.loss, match.rival[state.moves].loss
    numbers_of_both = numbers.loss(own), numbers.loss(other)
    lead = state.lead(match)
    if state.moves == 0:
        return _tr("Nobody has moved.")
    if 0.98 < lead < 1.02:
        words = _tr("A draw after {0} moves: {1} against {2}.")
        return words.format(state.moves, *numbers_of_both)
    if lead > 1.0:
        words = _tr("You are lower after {0} moves: {1} against {2} of {3}.")
    else:
        words = _tr("{3} is lower after {0} moves: you reached {1}, it reached {2}.")
    rival = rival if lead > 1.0 else _capital(rival)
    return words.format(state.moves, *numbers_of_both, rival)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
