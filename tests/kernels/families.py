"""What every family of operations brings to the tests of all operations.

A module ``twins_<family>`` has up to four tables, all by op code: TWINS, and where the row's
numbers or arrays must fit together, NUMBERS and ARRAYS; ``gradients_<family>`` has CHECKS.
"""

from collections.abc import Callable, Mapping

import numpy as np
import numpy.typing as npt
from hypothesis import strategies as st

Array = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
Arrays = Mapping[str, Array]
Numbers = Mapping[str, float]
Twin = Callable[[Arrays, Numbers, Array], dict[str, Array]]
"""(arrays by name, the row's plain numbers, registers) → what the operation writes."""

DrawNumbers = Callable[[st.DataObject], dict[str, float]]
DrawArrays = Callable[[np.random.Generator, Numbers, dict[str, Array]], None]
"""(random, numbers, arrays of normal numbers): replaces those that must be something else."""
