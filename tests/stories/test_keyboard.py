"""From the choice of data to the exported weights with the keyboard alone."""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from safetensors import safe_open

from tests.stories.desk import IS_STORY, Desk, Program, pictures_folder, says

pytestmark = IS_STORY


def press_until(
    desk: Desk, program: Program, key: str, is_there: Callable[[dict[str, Any]], bool]
) -> None:
    """Press a key until focus or menu have come where they should."""
    state = program.ask("state")
    for _ in range(25):
        if is_there(state):
            return
        desk.key(key)
        state = program.wait_for(partial(has_gone_on, state))
    raise AssertionError(f"{key} does not lead there: {state}")


def has_gone_on(before: dict[str, Any], state: dict[str, Any]) -> bool:
    return any(state[name] != before[name] for name in ("focus", "entry"))


def test_keys_alone(tmp_path: Path) -> None:
    exported = tmp_path / "keys.safetensors"
    with Desk(tmp_path / "home", pictures_folder(tmp_path)) as desk:
        program = desk.open_program()
        program.wait_for(lambda s: s["step"] > 0)
        program.ask("mouse_events")

        # Other data, and back to the canvas.
        desk.key("ctrl+n")
        program.wait_for(says(network="output", status="paused"))
        press_until(desk, program, "Tab", lambda s: s["focus"] == "XOR")
        desk.key("space")
        program.wait_for(says(data="xor", is_known=True))
        desk.picture("keys-1-data")
        press_until(desk, program, "shift+Tab", lambda s: s["focus"].startswith("Network"))

        # The first arrow takes the input; a new layer comes behind it and is selected.
        desk.key("Right")
        program.wait_for(says(selected=["input"]))
        for network in ("dense 4 tanh > output", "dense 4 tanh > dense 4 tanh > output"):
            desk.key("a")
            program.wait_for(says(layer_menu=True))
            desk.write("dense")
            desk.key("Return")
            program.wait_for(says(network=network))

        # Neurons: two more here, eight in the layer before.
        desk.key("plus", "plus")
        program.wait_for(says(network="dense 4 tanh > dense 6 tanh > output"))
        desk.key("Left")
        program.wait_for(says(selected=["dense 1"]))
        desk.key("Return")
        program.wait_for(says(field=True))
        desk.write("8")
        desk.key("Return")
        program.wait_for(says(network="dense 8 tanh > dense 6 tanh > output"))

        # Another activation, through the card's menu.
        desk.key("Menu")
        program.wait_for(says(menu=True))
        press_until(desk, program, "Down", lambda s: s["entry"] == "Activation")
        desk.key("Right")
        press_until(desk, program, "Down", lambda s: s["entry"] == "Sigmoid")
        desk.picture("keys-2-menu")
        desk.key("Return")
        built = "dense 8 sigmoid > dense 6 tanh > output"
        program.wait_for(says(network=built, menu=False))

        # Faster, until every test example is right.
        desk.key("bracketright", "bracketright", "bracketright", "space")
        program.wait_for(lambda s: s["accuracy"] == 1.0 and s["loss"] < 0.05)
        desk.key("space")
        solved = program.wait_for(says(status="paused"))
        assert solved["accuracy"] == 1.0

        # Export.
        desk.key("ctrl+e")
        program.wait_for(says(dialog="Export trained weights"))
        desk.key("ctrl+a")
        desk.write(str(exported))
        desk.key("Return")
        program.wait_for(lambda s: "read back" in s["notice"])
        desk.picture("keys-3-exported")
        assert program.ask("mouse_events") == {"count": 0}
    with safe_open(exported, framework="numpy") as file:
        about = json.loads(file.metadata()["playground"])
        assert about["network"] == built
        assert about["steps"] == solved["step"]
        assert file.get_tensor("dense 2.weight").shape == (6, 8)
