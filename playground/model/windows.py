"""How a window slides over a picture: what it covers, what is added around, what comes out."""

from dataclasses import dataclass

from playground.model.specs import Padding

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Window:
    """A window and the picture that it leaves.

    Attributes
    ----------
    kernel, stride
        Height and width of the window; rows or columns from one place to the next.
    pads
        Rows and columns that are added: top, bottom, left, right. A transposed convolution leaves
        as many out of what it paints.
    size
        (height, width) of the result; not above 0 where the window does not fit.
    """

    kernel: Pair
    stride: int
    pads: tuple[int, int, int, int]
    size: Pair


def sliding(size: Pair, kernel: Pair, stride: int, padding: Padding) -> Window:
    """Return the window of a convolution or of pooling over a picture of (height, width)."""
    pads = _pads(padding)
    if padding == "same":
        top, bottom = _same(size[0], kernel[0], stride)
        left, right = _same(size[1], kernel[1], stride)
        pads = (top, bottom, left, right)
    height = (size[0] + pads[0] + pads[1] - kernel[0]) // stride + 1
    width = (size[1] + pads[2] + pads[3] - kernel[1]) // stride + 1
    return Window(kernel, stride, pads, (height, width))


def spreading(size: Pair, kernel: Pair, stride: int, padding: Padding) -> Window:
    """Return the window of a transposed convolution: "same" makes pictures larger by the stride.

    It paints (size − 1)·stride + kernel rows and leaves out those of the padding; with "same" and a
    kernel smaller than the stride, rows that nothing paints stand at the bottom and on the right.
    """
    if padding == "same":
        rows, columns = (max(k - stride, 0) for k in kernel)
        pads = (rows // 2, rows - rows // 2, columns // 2, columns - columns // 2)
        return Window(kernel, stride, pads, (size[0] * stride, size[1] * stride))
    pads = _pads(padding)
    height = (size[0] - 1) * stride + kernel[0] - pads[0] - pads[1]
    width = (size[1] - 1) * stride + kernel[1] - pads[2] - pads[3]
    return Window(kernel, stride, pads, (height, width))


def _pads(padding: Padding) -> tuple[int, int, int, int]:
    return (0, 0, 0, 0) if isinstance(padding, str) else padding


def _same(size: int, kernel: int, stride: int) -> Pair:
    total = max((-(-size // stride) - 1) * stride + kernel - size, 0)
    return total // 2, total - total // 2
