"""The training loop as code, with the line at work."""
