"""A small tanh network in JavaScript, run by Node: how playgrounds in browsers compute."""

import json
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from tests.bench.cases import Case
from tests.bench.peers import Maker, MissingError, Peer

_PROGRAM = Path(__file__).with_name("tanh_network.js")


class NodePeer:
    """A child process that trains when told to: a line of JSON in, a line of JSON out."""

    def __init__(self, case: Case, *, style: str) -> None:
        if not case.is_small:
            raise MissingError("the JavaScript twin has small tanh networks only")
        node = shutil.which("node") or shutil.which("nodejs")
        if node is None:
            raise MissingError("Node is not installed")
        x, y, order = case.data()
        widths = [int(part.split()[1]) for part in case.text.split(" > ")[:-1]]
        self._child = subprocess.Popen(
            [node, str(_PROGRAM)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._say(
            {
                "style": style,
                "widths": [case.width, *widths, case.outputs],
                "x": x.tolist(),
                "y": y.tolist(),
                "order": order.tolist(),
                "batch": case.batch,
                "rate": case.rate,
            }
        )
        # V8 compiles what it has seen often enough.
        self.run(0.5)

    def _say(self, message: object) -> None:
        assert self._child.stdin is not None
        self._child.stdin.write(json.dumps(message) + "\n")
        self._child.stdin.flush()

    def run(self, seconds: float) -> tuple[int, float, float]:
        assert self._child.stdout is not None
        self._say(seconds)
        answer = json.loads(self._child.stdout.readline())
        return answer["steps"], answer["wall"], answer["cpu"]

    def close(self) -> None:
        self._child.communicate()


def _maker(style: str) -> Maker:
    def make(letter: str, case: Case, threads: int) -> Peer:
        if threads > 1:
            raise MissingError(f"case {letter}: JavaScript has one thread")
        return NodePeer(case, style=style)

    return make


MAKERS: Mapping[str, Maker] = {
    "JavaScript playground": _maker("playground"),
    "JavaScript arrays": _maker("arrays"),
}
