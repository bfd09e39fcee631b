"""A record as text and as LaTeX, for copying."""

from playground.readout.arithmetic.records import Arithmetic, Line


def as_text(arithmetic: Arithmetic) -> str:
    """Return title, formula, lines and notes, a line each."""
    head = [str(arithmetic.title)]
    if arithmetic.formula:
        head.append(arithmetic.formula)
    return "\n".join([*head, *map(line_as_text, arithmetic.lines), *map(str, arithmetic.notes)])


def as_latex(arithmetic: Arithmetic) -> str:
    """Return an ``align*`` of formula and lines; words are comments before it."""
    rows = [_aligned(arithmetic.formula_tex)] if arithmetic.formula_tex else []
    rows += [_row(line) for line in arithmetic.lines]
    comments = [f"% {phrase}" for phrase in (arithmetic.title, *arithmetic.notes)]
    body = " \\\\\n".join(f"  {row}" for row in rows)
    return "\n".join([*comments, r"\begin{align*}", body, r"\end{align*}"])


def line_as_text(line: Line) -> str:
    """Return "z = 0.5·0.31 + 0.1 = 0.255   (words)"."""
    text = f"{line.name} = {line.text}"
    if line.text != line.shown:
        text += f" = {line.shown}"
    return f"{text}   ({line.words})" if line.words else text


def _row(line: Line) -> str:
    row = f"{line.name_tex} &= {line.tex}"
    return row if line.tex == line.shown_tex else f"{row} = {line.shown_tex}"


def _aligned(formula: str) -> str:
    left, sign, right = formula.partition("=")
    return f"{left.strip()} &= {right.strip()}" if sign else f"& {formula}"
