"""What the processor's vector registers can hold: the one place that asks for instruction sets.

Kernels are written for vectors of sixteen numbers, and LLVM splits them into what there is. How
many of them a tile may keep at a time is another matter: one sum too many, and every
multiplication waits for memory. So the sizes of all tiles stand here, one set for every kind of
processor.
"""

from dataclasses import dataclass

from numba.core.registry import cpu_target


@dataclass(frozen=True, slots=True)
class Tiles:
    """How many sums the largest tile of each family keeps in registers.

    Attributes
    ----------
    product
        Of a product of matrices: rows, and vectors of sixteen columns.
    slim
        Rows of the same where no more than sixteen columns are left.
    few
        Rows of the transposed product with fewer than sixteen columns: 1, 2 or 4.
    state
        Rows of a product of recurrent weights with the state of one step; a divisor of 16.
    window
        Of a convolution: units, and vectors of one row.
    alone
        Vectors of one row of a single unit, a multiple of 4.
    blame
        Of the blame of a convolution's weights: units (1, 2 or 4), and neighbouring taps (3 or 5).
    lanes
        Of a product of matrices of which every example has its own: rows and columns.
    """

    product: tuple[int, int]
    slim: int
    few: int
    state: int
    window: tuple[int, int]
    alone: int
    blame: tuple[int, int]
    lanes: tuple[int, int]


def _tiles() -> Tiles:
    """Return what fits, with room for the numbers that are multiplied."""
    triple, _, listed = cpu_target.target_context.codegen().magic_tuple()
    features = set(listed.split(","))
    if "+avx512f" in features:
        # 32 registers of sixteen.
        return Tiles((12, 2), 8, 4, 16, (8, 2), 8, (4, 5), (4, 4))
    if features & {"+avx", "+avx2"} or not triple.startswith(("x86_64", "i686")):
        # 16 registers of eight, or ARM's 32 of four: eight vectors.
        return Tiles((6, 1), 6, 1, 4, (6, 1), 4, (2, 3), (2, 2))
    # 16 registers of four.
    return Tiles((3, 1), 3, 1, 2, (2, 1), 4, (1, 3), (1, 2))


TILES = _tiles()
"""Those of this processor."""
