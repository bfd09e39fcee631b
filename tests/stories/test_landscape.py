"""A weight is wiggled on its loss, a click on the loss surface starts from there, and a game is won."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from tests.stories.desk import IS_STORY, Desk, Program, pictures_folder, says

pytestmark = IS_STORY


def wait_for(program: Program, condition: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    """Return the first answer about line, surface and game that fulfils the condition."""
    found: list[dict[str, Any]] = []

    def is_there(_state: dict[str, Any]) -> bool:
        found.append(program.ask("landscape"))
        return condition(found[-1])

    program.wait_for(is_there)
    return found[-1]


def has_moved(moves: int, answer: dict[str, Any]) -> bool:
    return bool(answer["moves"] == moves + 1)


def test_the_loss_over_weights(tmp_path: Path) -> None:
    with Desk(tmp_path / "home", pictures_folder(tmp_path), (1440, 1000)) as desk:
        program = desk.open_program()
        program.wait_for(lambda s: s["step"] > 300)
        desk.click(program.find("button", text="Pause"))
        program.wait_for(says(status="paused"))

        # Wiggle: the point on the card is the weight.
        desk.click(program.find("strand", source="dense 1", target="dense 2"))
        program.wait_for(says(has_weight=True))
        before = wait_for(program, lambda x: x["weight"] is not None)
        desk.scroll(program.find("weight_card"), 30)
        point = program.find("loss_point")
        desk.picture("landscape-1-line")
        desk.drag(point, {"x": point["x"] + 60, "y": point["y"]})
        moved = wait_for(program, lambda x: x["weight"] != before["weight"])
        assert moved["weight"] > before["weight"] + 0.1
        desk.picture("landscape-2-wiggled")
        desk.key("ctrl+z")
        wait_for(program, lambda x: x["weight"] == before["weight"])

        # The surface: a click starts from there, and undo takes it back.
        desk.click(program.find("tab", title="Loss surface"))
        first = wait_for(program, lambda x: x["is_whole"])
        desk.picture("landscape-3-surface")
        desk.click(program.find("surface_point", across=0.1, up=0.2))
        program.wait_for(says(undo="Start from a point of the map"))
        wait_for(program, lambda x: x["is_whole"] and x["surface_loss"] != first["surface_loss"])
        desk.picture("landscape-4-started-from-there")
        desk.key("ctrl+z")
        wait_for(program, lambda x: x["is_whole"] and x["surface_loss"] == first["surface_loss"])

        # The game, found by its name: blindfolded, then with the map.
        document = program.ask("project")
        desk.key("ctrl+k")
        program.wait_for(lambda s: s["dialog"] != "" or s["popup"])
        desk.write("be the optimizer")
        desk.key("Return")
        program.wait_for(says(dialog="Be the optimizer"))
        desk.click(program.find("game_button", name="blind"))
        wait_for(program, lambda x: x["is_hidden"] and x["moves"] == 0)
        desk.click(program.find("game_point", x=8.0, y=0.4))
        wait_for(program, lambda x: x["moves"] == 1)
        desk.picture("landscape-5-blindfolded")
        desk.click(program.find("game_button", name="map"))
        wait_for(program, lambda x: not x["is_hidden"] and x["moves"] == 0)
        for x in (6.0, 2.0, 0.0):
            moves = program.ask("landscape")["moves"]
            desk.click(program.find("game_point", x=x, y=0.0))
            wait_for(program, partial(has_moved, moves))
        desk.click(program.find("game_button", name="end"))
        over = wait_for(program, lambda x: x["verdict"] != "")
        assert over["verdict"].startswith("You are lower after 3 moves")
        desk.picture("landscape-6-both-ways")
        desk.key("Escape")
        program.wait_for(says(dialog=""))
        assert program.ask("project") == document
