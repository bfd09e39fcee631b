"""How large the network is, on a ruler up to the brain."""
