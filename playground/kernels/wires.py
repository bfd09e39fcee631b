"""The wire rasteriser: thousands of curves into a picture, in compiled code that holds no lock.

``draw_wires(buffer, curves, widths, colours, alphas, dashes, dash_phase) -> None``

buffer
    uint32 (height, width), C-contiguous, 0xffRRGGBB: drawn over what is there.
curves
    float32 (n, 8): x0 y0 x1 y1 x2 y2 x3 y3 of a cubic Bézier curve in device pixels; pixel (0, 0)
    covers [0, 1) × [0, 1). Any value is safe: what lies outside is clipped, a curve with a number
    that is not finite is left out.
widths
    float32 (n,), device pixels; below one pixel the wire gets fainter instead.
colours
    uint32 (n,), 0xRRGGBB.
alphas
    float32 (n,), 0 to 1.
dashes
    uint8 (n,): non-zero draws a dashed wire (negative weights).
dash_phase
    float32: shifts the dashes along the wire, in pixels.

Curves are blended in order, the last on top.
"""
