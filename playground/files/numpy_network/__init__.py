"""The trained network once more, in plain NumPy: what exports are proven against.

It shares no code with the engine, computes in float64, and reads like the formulas. The exported
Python script is made of the functions here that its network needs, word for word.
"""

from playground.files.numpy_network.activations import ACTIVATIONS
from playground.files.numpy_network.layer import ExportedLayer, Float64, Lengths
from playground.files.numpy_network.network import LAYERS, forward

__all__ = ["ACTIVATIONS", "LAYERS", "ExportedLayer", "Float64", "Lengths", "forward"]
