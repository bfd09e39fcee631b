"""The input plane as a layer of the network sees it: the bent grid."""
