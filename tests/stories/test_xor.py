"""XOR built from nothing with the mouse, solved, exported, and computed once more by NumPy alone."""

import json
from pathlib import Path

import numpy as np
import numpy.typing as npt
from safetensors import safe_open

from tests.stories.desk import IS_STORY, Desk, pictures_folder, says

pytestmark = IS_STORY

Values = npt.NDArray[np.float64]


def test_xor_is_built_solved_and_exported(tmp_path: Path) -> None:
    exported = tmp_path / "xor.safetensors"
    with Desk(tmp_path / "home", pictures_folder(tmp_path)) as desk:
        program = desk.open_program()
        program.wait_for(lambda s: s["step"] > 0)

        # An empty network, and other data.
        desk.click(program.find("menu", title="File"))
        desk.click(program.find("entry", text="New"))
        program.wait_for(says(network="output", status="paused"))
        desk.click(program.find("data_choice", kind="xor"))
        program.wait_for(says(data="xor", is_known=True))

        # Two layers, each let go over a wire.
        desk.drag(
            program.find("button", text="Dense"),
            program.find("wire", source="input", target="output"),
        )
        program.wait_for(says(network="dense 4 tanh > output"))
        desk.drag(
            program.find("button", text="Dense"),
            program.find("wire", source="dense 1", target="output"),
        )
        program.wait_for(says(network="dense 4 tanh > dense 4 tanh > output"))

        # Two neurons more, and another activation.
        desk.point(program.find("layer", name="dense 1"))
        desk.click(program.find("stepper", name="dense 1", sign="+"), times=2)
        program.wait_for(says(network="dense 6 tanh > dense 4 tanh > output"))
        desk.click(program.find("subtitle", name="dense 2"))
        program.wait_for(says(menu=True))
        desk.click(program.find("entry", text="ReLU"))
        program.wait_for(says(network="dense 6 tanh > dense 4 relu > output"))
        desk.picture("xor-1-built")

        # Learn, faster than usual, until every test example is right.
        desk.click(program.find("control", name="Speed", share=0.6))
        desk.click(program.find("button", text="Play"))
        program.wait_for(lambda s: s["accuracy"] == 1.0 and s["loss"] < 0.05)
        desk.click(program.find("button", text="Pause"))
        solved = program.wait_for(says(status="paused"))
        assert solved["accuracy"] == 1.0
        desk.picture("xor-2-solved")

        # Export.
        desk.click(program.find("menu", title="File"))
        desk.click(program.find("entry", text="Export trained weights…"))
        program.wait_for(says(dialog="Export trained weights"))
        desk.key("ctrl+a")
        desk.write(str(exported))
        desk.click(program.find("button", text="Save"))
        program.wait_for(lambda s: "read back" in s["notice"])
        picture = program.ask("output_map")
        desk.picture("xor-3-exported")

    assert picture["step"] == solved["step"]
    tensors, about = read(exported)
    corners = np.array([[-3.0, -3.0], [-3.0, 3.0], [3.0, -3.0], [3.0, 3.0]])
    assert (output(tensors, about, corners) > 0.5).tolist() == [False, True, True, False]
    shown = np.array(picture["values"])
    computed = output(tensors, about, plane(shown.shape[0], picture["extent"]))
    np.testing.assert_allclose(computed.reshape(shown.shape), shown, atol=1e-5)


def read(path: Path) -> tuple[dict[str, Values], dict[str, list[float]]]:
    """Return the tensors of a file, and what it says about its inputs."""
    with safe_open(path, framework="numpy") as file:
        about = json.loads(file.metadata()["playground"])
        names = file.keys()  # no dictionary: it cannot be walked through itself
        return {name: file.get_tensor(name).astype(float) for name in names}, about


def output(tensors: dict[str, Values], about: dict[str, list[float]], points: Values) -> Values:
    """Return the answer for points, from the formulas."""
    a = (points - np.array(about["mean"])) / np.array(about["scale"])
    a = np.tanh(a @ tensors["dense 1.weight"].T + tensors["dense 1.bias"])
    a = np.maximum(0.0, a @ tensors["dense 2.weight"].T + tensors["dense 2.bias"])
    z = a @ tensors["output.weight"].T + tensors["output.bias"]
    return np.asarray(1.0 / (1.0 + np.exp(-z[:, 0])))


def plane(size: int, extent: float) -> Values:
    """Return the middle of every pixel of a map, row by row from the top."""
    along = (2 * (np.arange(size) + 0.5) / size - 1) * extent
    x, y = np.meshgrid(along, -along)
    return np.stack([x.ravel(), y.ravel()], axis=1)
