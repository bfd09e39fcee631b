"""The network as a tree of layers and units, in step with the selection."""
