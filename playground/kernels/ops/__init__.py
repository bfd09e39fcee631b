"""One operation a file, forward and backward side by side. The arguments are in `optable`."""
