"""One whole story with a real mouse: learn, insert, step, move, change, undo, save, die, recover, export."""

import json
import os
import signal
from pathlib import Path

import numpy as np

from tests.stories.desk import IS_STORY, Desk, pictures_folder, says

pytestmark = IS_STORY


def test_first_light(tmp_path: Path) -> None:
    folder = pictures_folder(tmp_path)
    saved, exported = tmp_path / "mine.playground", tmp_path / "weights.npz"
    with Desk(tmp_path / "home", folder) as desk:
        # As on a machine that never had the program: the engine is compiled, too.
        desk.environment["PLAYGROUND_CACHE_DIR"] = str(tmp_path / "cache")
        program = desk.open_program()
        start = "dense 8 tanh > dense 6 tanh > output"
        program.wait_for(lambda s: s["status"] == "running" and s["step"] > 5)
        desk.picture("1-learning")

        # Drag a layer onto a wire while it learns; it goes on.
        before = program.ask("state")["step"]
        desk.drag(
            program.find("button", text="Dense"),
            program.find("wire", source="dense 1", target="dense 2"),
            lambda: desk.picture("2-mid-drag"),
        )
        inserted = "dense 8 tanh > dense 4 tanh > dense 6 tanh > output"
        state = program.wait_for(says(network=inserted, is_known=True))
        assert state["run_layers"] == 5
        program.wait_for(lambda s: s["status"] == "running" and s["step"] > before + 20)
        desk.picture("3-inserted")

        # Step ten examples of one batch.
        desk.key("space")
        paused = program.wait_for(says(status="paused"))
        desk.click(program.find("button", text="Example"), times=10)
        state = program.wait_for(says(lane=9))
        assert state["step"] == paused["step"]
        desk.picture("4-ten-examples")

        # Move a card, change a weight.
        place = program.find("layer", name="dense 3")
        desk.drag(place, {"x": place["x"], "y": place["y"] + 60})
        program.wait_for(says(undo="Move"))
        desk.click(program.find("neuron", layer="dense 1", index=0))
        program.wait_for(lambda s: s["first_weight"] is not None)
        old = program.ask("state")["first_weight"]
        desk.click(program.find("weight_field"))
        desk.key("ctrl+a")
        desk.write("1.25")
        desk.key("Return")
        program.wait_for(says(first_weight=1.25))
        desk.picture("5-weight-changed")

        # Undo three times: the weight, the move, the layer.
        desk.key("Escape")
        desk.key("ctrl+z")
        program.wait_for(says(first_weight=old))
        desk.key("ctrl+z")
        program.wait_for(lambda s: s["undo"] not in ("Move", ""))
        desk.key("ctrl+z")
        program.wait_for(says(network=start, is_known=True))
        desk.picture("6-undone")

        # Save.
        desk.key("ctrl+s")
        program.wait_for(lambda s: s["dialog"] != "")
        desk.key("ctrl+a")
        desk.write(str(saved))
        desk.key("Return")
        program.wait_for(says(path=str(saved), is_changed=False, is_active=True))
        assert saved.exists()

        # Go on, edit, and die without warning.
        desk.key("ctrl+shift+z")
        program.wait_for(says(network=inserted, is_known=True))
        desk.key("space")
        program.wait_for(says(status="running"))
        journals = tmp_path / "home" / "state" / "autosave"
        first = {path: path.stat().st_mtime for path in journals.glob("[!.]*.playground")}
        state = program.wait_for(
            lambda _: any(
                first.get(path) != path.stat().st_mtime
                for path in journals.glob("[!.]*.playground")
            )
        )
        os.kill(program.process.pid, signal.SIGKILL)
        program.process.wait()

        # Start again: the choice, and everything is back.
        program = desk.open_program()
        program.wait_for(lambda s: s["dialog"] != "")
        desk.picture("7-recover")
        desk.key("Return")
        state = program.wait_for(says(network=inserted, status="paused", is_active=True))
        assert state["step"] >= paused["step"]
        assert state["is_changed"]

        # Export.
        desk.key("ctrl+e")
        program.wait_for(lambda s: s["dialog"] != "")
        desk.key("ctrl+a")
        desk.write(str(exported))
        desk.key("Return")
        state = program.wait_for(lambda s: "read back" in s["notice"])
        desk.picture("8-exported")
    with np.load(exported, allow_pickle=False) as arrays:
        assert arrays["dense 3.weight"].shape == (4, 8)
        assert json.loads(str(arrays["playground"]))["network"] == inserted
