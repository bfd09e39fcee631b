"""Sliders for the features of one example: what would the network say if."""
