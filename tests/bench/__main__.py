"""Runs the timings: all of them, or those named, e.g. ``python -m tests.bench engine``."""

import sys
from importlib import import_module
from pathlib import Path


def main(wanted: list[str]) -> int:
    """Run ``main()`` of every module ``bench_<name>.py`` of this folder; 2 on an unknown name."""
    found = sorted(
        path.stem.removeprefix("bench_") for path in Path(__file__).parent.glob("bench_*.py")
    )
    unknown = [name for name in wanted if name not in found]
    if unknown:
        print(f"There is no timing called {', '.join(unknown)}. There are: {', '.join(found)}.")
        return 2
    # Each reads its own command line; the names here are not meant for it.
    sys.argv[1:] = []
    for name in wanted or found:
        print(f"== {name}", flush=True)
        import_module(f"tests.bench.bench_{name}").main()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
