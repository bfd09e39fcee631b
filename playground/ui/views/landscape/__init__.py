"""The loss over a plane of weights: the map of the run, and the game on it."""
