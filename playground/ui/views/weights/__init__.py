"""Weights of a layer as a Hinton diagram, histograms, and the prune slider."""
