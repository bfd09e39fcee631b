"""The network as text beside the picture, both ways."""
