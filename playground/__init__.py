"""Playground: draw neural networks, watch them learn, step through every operation."""

__version__ = "0.1.0"
