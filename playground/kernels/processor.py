"""What the processor's vector registers can hold: the one place that asks for instruction sets.

Kernels are written for vectors of sixteen numbers, and LLVM splits them into what there is. How
many of them a tile may keep at a time is another matter: one sum too many, and every
multiplication waits for memory.
"""

from numba.core.registry import cpu_target

_FEATURES: str = cpu_target.target_context.codegen().magic_tuple()[2]

HAS_WIDE_REGISTERS = "+avx512f" in _FEATURES.split(",")
"""Whether a register holds sixteen float32, and there are 32 of them; else 8 at most, and 16."""
