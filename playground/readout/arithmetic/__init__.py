"""The arithmetic of every operation: the formula, the engine's numbers in it, and the result.

Pure: it looks at a trainer and moves nothing. `asking.arithmetic` is asked with a neuron or a weight and
hands back a record (`records`); the one table (`table.EXPLAIN`) has a function for every operation of the
engine, a family a module. A formula is a tree of numbers (`expressions`), from which its text, its LaTeX
and its value come; `showing` decides how many digits are shown.
"""
