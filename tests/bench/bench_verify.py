"""Damages a hundred thousand valid tapes; counts what the verifier refuses and what is harmless.

In processes of their own, where arrays lie between pages that nobody may touch: see
`tests.engine.damage`. A tape that reaches out of its arrays, or hangs, ends its process.
"""

import subprocess
import sys

from tests.engine.damage import PROGRAMS

NETWORKS, SLICE, TIMES = 140, 10, 240
"""Networks, those of one process, and how often each of their tapes is damaged."""


def main() -> None:
    """Print the sum, and every tape that ended its process."""
    refused = passed = 0
    broken: list[str] = []
    for first in range(0, NETWORKS, SLICE):
        words = [sys.executable, "-m", "tests.engine.damage", str(first), str(first + SLICE)]
        done = subprocess.run([*words, str(TIMES)], capture_output=True, text=True, check=False)
        last = done.stdout.splitlines()[-1] if done.stdout else "none"
        if done.returncode:
            broken.append(f"   tape {last} ended its process with {done.returncode}")
            continue
        refused += int(last.split()[1])
        passed += int(last.split()[2])
    print(f"damaged tapes: {NETWORKS * PROGRAMS * TIMES}")
    print(f"   refused {refused}, ran without harm {passed}, did harm {len(broken)}")
    print("\n".join(broken), end="")


if __name__ == "__main__":
    main()
