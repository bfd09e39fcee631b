"""Dense layers: weighted sums forward, two products backward.

On a sequence every position goes through the same weights: one product over positions and lanes.
"""

from collections.abc import Mapping

from playground.engine.assembly import Assembly, Use, Weights
from playground.engine.derive.rules import Rule, blame_of, learned
from playground.kernels.optable import OPERATIONS, OpCode


def _dense(assembly: Assembly, use: Use) -> None:
    source, result, weights = use.source, use.result, use.weights
    assert weights is not None
    arguments = {
        "x": source.memory.offset, "w": weights.weight, "b": weights.bias,
        "z": result.memory.offset, "n_in": source.units, "n_out": result.units,
        "lanes": result.lanes,
    }  # fmt: skip
    plain = "z = Wᵀ·a" if use.code == OpCode.TIED_FORWARD else "z = W·a"
    formula = "" if weights.has_bias else plain
    if weights.letter:
        formula = f"{weights.letter} = {_named('W·a + b', weights)}"
    assembly.emit(use.code, "forward", arguments, use.layer, use.layer_name, formula=formula)


def _named(formula: str, weights: Weights) -> str:
    """Say which of a layer's matrices a formula means, e.g. "Wq·a + b"."""
    return formula.replace("W", f"W{weights.letter}")


def _products(weight_code: OpCode, input_code: OpCode) -> Rule:
    """Return the rule of a layer whose blame goes back in two products."""

    def rule(assembly: Assembly, use: Use) -> None:
        dz, weights = blame_of(use), use.weights
        assert weights is not None
        sizes = {"n_in": use.source.units, "n_out": use.result.units, "lanes": use.result.lanes}

        def learn() -> None:
            arguments = {
                "x": use.source.memory.offset, "dz": dz.offset, **sizes,
                **learned(assembly, weights, use.result.units),
            }  # fmt: skip
            assembly.emit(
                weight_code, "backward", arguments, use.layer, use.layer_name,
                formula=_named(OPERATIONS[weight_code].formula, weights),
            )  # fmt: skip

        if not weights.is_frozen and use.code == OpCode.TIED_FORWARD:
            # Its bias is its own: with the owner's row before it, only the weights are added to.
            assembly.borrowed.append(learn)
        elif not weights.is_frozen:
            learn()
        if not use.source.needs_gradient:
            return
        dx, accumulate = assembly.gradient_of(use.source)
        inputs = {
            "w": weights.weight, "dz": dz.offset, "dx": dx.offset, "accumulate": accumulate,
            **sizes,
        }  # fmt: skip
        formula = _named(OPERATIONS[input_code].formula, weights)
        assembly.emit(input_code, "backward", inputs, use.layer, use.layer_name, formula=formula)

    return rule


FORWARD: Mapping[OpCode, Rule] = {OpCode.DENSE_FORWARD: _dense, OpCode.TIED_FORWARD: _dense}
BACKWARD: Mapping[OpCode, Rule] = {
    OpCode.DENSE_FORWARD: _products(OpCode.DENSE_BACKWARD_WEIGHT, OpCode.DENSE_BACKWARD_INPUT),
    OpCode.TIED_FORWARD: _products(OpCode.TIED_BACKWARD_WEIGHT, OpCode.TIED_BACKWARD_INPUT),
}
