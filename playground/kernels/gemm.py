"""Matrix products for any size, cut into the tiles of `tiles`.

Numbers are row-major. Letters: M rows and N columns of C, K the depth that is summed over.
"""

from numba import types

from playground.kernels.jit import FLOATS, merged, shared
from playground.kernels.lines import combined_lines, copy_tile, scaled_line
from playground.kernels.pointers import fresh, offset, stack
from playground.kernels.processor import TILES
from playground.kernels.small import (
    few_columns_outer,
    few_columns_product,
    is_nowhere,
    nowhere,
)
from playground.kernels.tiles import (
    ACCUMULATE,
    ZERO,
    broadcast_tile,
    line_tile,
    rest_tile,
    sum_tile,
    transpose_tile,
)

_line_8 = line_tile(8)
_line_4 = line_tile(4)
_line_1 = line_tile(1)
_sum_4 = sum_tile(4)
_sum_1 = sum_tile(1)

_N = types.int64
_ROWS, _VECTORS = TILES.product
_COLUMNS = 16 * _VECTORS
_copy = copy_tile(_ROWS)
_PANEL_DEPTH = 256
_PANEL_WIDTH = _COLUMNS
_panel = stack(_PANEL_DEPTH * _PANEL_WIDTH)
_FAR, _LARGE, _MANY = 512, 1 << 18, 64
"""From which distance of its lines, size (a megabyte) and rows of C on it pays to copy B."""
_copy_line = copy_tile(_COLUMNS)
_STRIP_DEPTH = 256
_STRIP_WIDTH = 48
_strip = stack(_STRIP_DEPTH * _STRIP_WIDTH)
_BESIDE_ROWS = 128
_beside = stack(_BESIDE_ROWS * 16)


def _few(rows, vectors):
    """Return the product for fewer rows than a tile has, N a multiple of 16·``vectors``."""
    width, least = 16 * vectors, 4 if vectors == 1 < rows else 2
    four, rest, has_four = broadcast_tile(4, vectors), rest_tile(least, vectors), rows > 4 > least

    @merged
    def few(a, a_row, a_step, b, ldb, c, ldc, M, N, K, begin, bias):
        m = 0
        if has_four:
            while m + 4 <= M:
                am, at = offset(a, m * a_row), offset(bias, m)
                for n in range(0, N, width):
                    cn = offset(c, m * ldc + n)
                    four(am, a_row, a_step, offset(b, n), ldb, cn, ldc, K, begin, at)
                m += 4
        while m < M:
            am, at = offset(a, m * a_row), offset(bias, m)
            for n in range(0, N, width):
                cn = offset(c, m * ldc + n)
                rest(am, a_row, a_step, offset(b, n), ldb, cn, ldc, K, begin, at, M - m)
            m += least

    return few


@merged
def _whole(M, rows):
    """Return for how many of M rows tiles of ``rows`` are taken."""
    # Two tiles of four take less time than one of six and one of two.
    return M - 8 if rows == 6 and M % 6 == 2 and M >= 8 else M // rows * rows


def _product(rows, vectors):
    """Return `multiply` in tiles of at most ``rows``, for N a multiple of 16·``vectors``."""
    width, most, few = 16 * vectors, broadcast_tile(rows, vectors), _few(rows, vectors)

    @merged
    def product(a, a_row, a_step, b, ldb, c, ldc, M, N, K, begin, bias):
        done = _whole(M, rows)
        for m in range(0, done, rows):
            am, at = offset(a, m * a_row), offset(bias, m)
            for n in range(0, N, width):
                cn = offset(c, m * ldc + n)
                most(am, a_row, a_step, offset(b, n), ldb, cn, ldc, K, begin, at)
        am, cm, at = offset(a, done * a_row), offset(c, done * ldc), offset(bias, done)
        few(am, a_row, a_step, b, ldb, cm, ldc, M - done, N, K, begin, at)

    return product


_wide = _product(_ROWS, _VECTORS)
_slim = _product(TILES.slim, 1)
_most = broadcast_tile(_ROWS, _VECTORS)
_rest = _few(_ROWS, _VECTORS)
_HAS_SLIM = _VECTORS > 1


@shared(FLOATS, _N, FLOATS, _N, FLOATS, _N, _N, _N, _N, _N, FLOATS)
def multiply(a, a_row, b, ldb, c, ldc, M, N, K, begin, bias):
    """C[m, n] = start + Σ_k A[m·a_row + k] · B[k, n]; N is a multiple of 16.

    Rows go round outside: A may be a large matrix of weights, which is then read once.
    """
    wide = N & -_COLUMNS
    _wide(a, a_row, 1, b, ldb, c, ldc, M, wide, K, begin, bias)
    if _HAS_SLIM and wide < N:
        bn, cn = offset(b, wide), offset(c, wide)
        _slim(a, a_row, 1, bn, ldb, cn, ldc, M, 16, K, begin, bias)


@merged
def multiply_any(a, a_row, b, ldb, c, ldc, M, N, K, begin, bias):
    """`multiply`, where B may be large."""
    if ldb >= _FAR and K * ldb >= _LARGE and M >= _MANY:
        multiply_copied(a, a_row, b, ldb, c, ldc, M, N, K, begin, bias)
    else:
        multiply(a, a_row, b, ldb, c, ldc, M, N, K, begin, bias)


@shared(FLOATS, _N, FLOATS, _N, FLOATS, _N, _N, _N, _N, _N, FLOATS)
def multiply_copied(a, a_row, b, ldb, c, ldc, M, N, K, begin, bias):
    """`multiply` with B copied, some columns at a time, to where they lie side by side.

    No near cache would keep them from one tile of rows to the next. The sums and their order are
    the same.
    """
    wide, panel = N & -_COLUMNS, _panel()
    for k in range(0, K, _PANEL_DEPTH):
        depth, start, ak = min(_PANEL_DEPTH, K - k), ACCUMULATE if k > 0 else begin, offset(a, k)
        for n in range(0, wide, _COLUMNS):
            bn, cn = offset(b, k * ldb + n), offset(c, n)
            for i in range(depth):
                _copy_line(offset(bn, i * ldb), offset(panel, i * _COLUMNS))
            multiply(ak, a_row, panel, _COLUMNS, cn, ldc, M, _COLUMNS, depth, start, bias)
    if _HAS_SLIM and wide < N:
        bn, cn = offset(b, wide), offset(c, wide)
        multiply(a, a_row, bn, ldb, cn, ldc, M, 16, K, begin, bias)


@shared(FLOATS, _N, FLOATS, _N, FLOATS, _N, _N, _N, _N, _N, FLOATS)
def multiply_turned(a, a_step, b, ldb, c, ldc, M, N, K, begin, bias):
    """C[m, n] = start + Σ_k A[k·a_step + m] · B[k, n]; N is a multiple of 16.

    Where it pays, some columns of A are first copied to where they lie side by side: their lines
    are far apart, and a power of two apart they would push each other out of the cache.
    """
    wide = N & -_COLUMNS
    packs = N >= 64 and a_step >= 512
    most_rows, most_deep = (_STRIP_WIDTH, _STRIP_DEPTH) if packs else (M, K)
    done, strip = _whole(M, _ROWS), _strip()
    for m in range(0, done, most_rows):
        rows = min(most_rows, done - m)
        for k in range(0, K, most_deep):
            depth, start = min(most_deep, K - k), ACCUMULATE if k > 0 else begin
            ak, step, apart = offset(a, k * a_step + m), a_step, 1
            if packs:
                for i in range(depth):
                    for j in range(0, rows, _ROWS):
                        to = offset(strip, j * _STRIP_DEPTH + i * _ROWS)
                        _copy(offset(ak, i * a_step + j), to)
                ak, step, apart = strip, _ROWS, _STRIP_DEPTH
            for j in range(0, rows, _ROWS):
                am, at = offset(ak, j * apart), offset(bias, m + j)
                for n in range(0, wide, _COLUMNS):
                    bn, cn = offset(b, k * ldb + n), offset(c, (m + j) * ldc + n)
                    _most(am, 1, step, bn, ldb, cn, ldc, depth, start, at)
    am, cm, at = offset(a, done), offset(c, done * ldc), offset(bias, done)
    _rest(am, 1, a_step, b, ldb, cm, ldc, M - done, wide, K, begin, at)
    if _HAS_SLIM and wide < N:
        bn, cn = offset(b, wide), offset(c, wide)
        _slim(a, 1, a_step, bn, ldb, cn, ldc, M, 16, K, begin, bias)


@merged
def _turn(b, b_row, panel, width, depth):
    """panel[k, n] = B[n·b_row + k] for n < ``width`` and k < ``depth``, multiples of 16."""
    for i in range(0, width, 16):
        for k in range(0, depth, 16):
            source = offset(b, i * b_row + k)
            transpose_tile(source, b_row, offset(panel, k * width + i), width)


@shared(FLOATS, _N, FLOATS, _N, _N, _N)
def row_sums(a, a_row, c, M, K, accumulate):
    """c[m] (+)= Σ_k A[m·a_row + k]."""
    m = 0
    while m + 4 <= M:
        _sum_4(offset(a, m * a_row), a_row, offset(c, m), K, accumulate)
        m += 4
    while m < M:
        _sum_1(offset(a, m * a_row), a_row, offset(c, m), K, accumulate)
        m += 1


@merged
def multiply_transposed(a, a_row, b, b_row, c, ldc, M, N, K, accumulate):
    """C[m, n] (+)= Σ_k A[m·a_row + k] · B[n·b_row + k]; K is a multiple of 16."""
    multiply_and_sum(a, a_row, b, b_row, c, ldc, M, N, K, nowhere(c), accumulate)


@merged
def multiply_and_sum(a, a_row, b, b_row, c, ldc, M, N, K, sums, accumulate):
    """`multiply_transposed`, and sums[m] (+)= Σ_k A[m·a_row + k] unless ``sums`` is `nowhere`."""
    if N < 16:
        few_columns_product(a, a_row, b, b_row, c, ldc, M, N, K, sums, accumulate)
    else:
        multiply_panels(a, a_row, b, b_row, c, ldc, M, N, K, sums, accumulate)


@shared(FLOATS, _N, FLOATS, _N, FLOATS, _N, _N, _N, _N, FLOATS, _N)
def multiply_panels(a, a_row, b, b_row, c, ldc, M, N, K, sums, accumulate):
    """`multiply_and_sum` for N ≥ 16: B is turned over in pieces on the stack, for `multiply`.

    All columns take the same way, because equal columns must get equal bits.
    """
    if not is_nowhere(sums):
        row_sums(a, a_row, sums, M, K, accumulate)
    panel = _panel()
    n = 0
    while n + 16 <= N:
        width = _COLUMNS if n + _COLUMNS <= N else 16
        for k in range(0, K, _PANEL_DEPTH):
            depth = min(_PANEL_DEPTH, K - k)
            _turn(offset(b, n * b_row + k), b_row, panel, width, depth)
            begin = ACCUMULATE if (accumulate != 0 or k > 0) else ZERO
            ak, cn = offset(a, k), offset(c, n)
            multiply(ak, a_row, panel, width, cn, ldc, M, width, depth, begin, panel)
        n += width
    if n < N:
        bn, cn = offset(b, (N - 16) * b_row), offset(c, N - 16)
        _multiply_last(a, a_row, bn, b_row, cn, ldc, M, 16 - (N - n), K, accumulate, panel)


@merged
def _multiply_last(a, a_row, b, b_row, c, ldc, M, done, K, accumulate, panel):
    """`multiply_transposed` for the last 16 columns, of which the first ``done`` have their values.

    They are computed beside C, a few rows at a time, and only the new ones are copied.
    """
    beside = _beside()
    for m in range(0, M, _BESIDE_ROWS):
        rows = min(_BESIDE_ROWS, M - m)
        for i in range(rows):
            for n in range(done, 16):
                beside[i * 16 + n] = c[(m + i) * ldc + n]
        for k in range(0, K, _PANEL_DEPTH):
            depth = min(_PANEL_DEPTH, K - k)
            _turn(offset(b, k), b_row, panel, 16, depth)
            begin = ACCUMULATE if (accumulate != 0 or k > 0) else ZERO
            ak = offset(a, m * a_row + k)
            multiply(ak, a_row, panel, 16, beside, 16, rows, 16, depth, begin, panel)
        for i in range(rows):
            for n in range(done, 16):
                c[(m + i) * ldc + n] = beside[i * 16 + n]


@merged
def matrix_times_vector(a, a_row, x, c, M, K, bias):
    """c[m] = bias[m] + Σ_k A[m·a_row + k] · x[k]."""
    m = 0
    while m + 8 <= M:
        row = fresh(a_row)
        _line_8(offset(a, m * row), row, x, offset(c, m), fresh(K), offset(bias, m))
        m += 8
    if m + 4 <= M:
        _line_4(offset(a, m * a_row), a_row, x, offset(c, m), K, offset(bias, m))
        m += 4
    while m < M:
        row = fresh(a_row)
        _line_1(offset(a, m * row), row, x, offset(c, m), fresh(K), offset(bias, m))
        m += 1


@merged
def outer_product(d, x, c, M, N, accumulate):
    """C[m, n] (+)= d[m] · x[n]."""
    if N < 16:
        few_columns_outer(d, x, c, M, N, accumulate)
        return
    for m in range(M):
        row = fresh(N)
        scaled_line(d[m], x, offset(c, m * row), row, accumulate)


@merged
def vector_times_matrix(d, a, a_row, c, M, N, accumulate):
    """c[n] (+)= Σ_m d[m] · A[m·a_row + n]."""
    combined_lines(d, a, a_row, M, c, N, accumulate)
