"""Own points: set, moved and removed with the mouse, learned, and taken back one by one."""

from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.stories.desk import IS_STORY, Desk, pictures_folder, says

pytestmark = IS_STORY

ORANGE, BLUE = 0, 1
RING = [(-3.0, 0.0), (3.0, 0.5), (0.0, 3.0), (0.5, -3.0), (2.2, -2.2), (-2.2, 2.4)]
MIDDLE = [(0.0, 0.0), (0.8, 0.6), (-0.7, 0.4), (0.2, -0.9)]
ASTRAY = (-3.5, -3.5)


def has_points(count: int, state: dict[str, Any]) -> bool:
    return len(state["points"]) == count


def test_own_points_are_set_learned_and_taken_back(tmp_path: Path) -> None:
    with Desk(tmp_path / "home", pictures_folder(tmp_path)) as desk:
        program = desk.open_program()
        program.wait_for(lambda s: s["step"] > 0)
        start = program.ask("project")
        desk.click(program.find("button", text="More data…"))
        desk.click(program.find("data_choice", kind="own"))
        program.wait_for(says(data="own", points=[]))
        desk.picture("own-1-empty")

        # Two classes: a click, and a click with Shift.
        for count, (x, y) in enumerate(MIDDLE, 1):
            desk.click(program.find("map_point", x=x, y=y))
            program.wait_for(partial(has_points, count))
        for count, (x, y) in enumerate([*RING, ASTRAY], len(MIDDLE) + 1):
            desk.click(program.find("map_point", x=x, y=y), holding="shift")
            program.wait_for(partial(has_points, count))
        points = program.ask("state")["points"]
        assert [label for _, _, label in points] == [ORANGE] * 4 + [BLUE] * 7
        assert points[0][:2] == pytest.approx(MIDDLE[0], abs=0.05)

        # A drag moves a point; Delete removes the one that was clicked.
        (x, y), (to_x, to_y) = RING[0], (-2.6, -2.0)
        desk.drag(program.find("map_point", x=x, y=y), program.find("map_point", x=to_x, y=to_y))
        moved = program.wait_for(lambda s: s["points"] != points)["points"]
        moved = program.wait_for(lambda s: abs(s["points"][4][1] - to_y) < 0.1)["points"]
        assert moved[4] == pytest.approx([to_x, to_y, BLUE], abs=0.1)
        assert moved[:4] + moved[5:] == points[:4] + points[5:]
        desk.click(program.find("map_point", x=ASTRAY[0], y=ASTRAY[1]))
        desk.key("Delete")
        state = program.wait_for(lambda s: len(s["points"]) == 10)
        assert state["points"] == moved[:-1]

        # They are learned.
        if state["status"] != "running":
            desk.click(program.find("button", text="Play"))
        program.wait_for(says(is_known=True, train_accuracy=1.0))
        desk.click(program.find("button", text="Pause"))
        program.wait_for(says(status="paused"))
        desk.picture("own-2-learned")

        # And taken back: the removal, the move, every point, the choice of data.
        desk.key("ctrl+z")
        program.wait_for(says(points=moved))
        desk.key("ctrl+z")
        program.wait_for(says(points=points))
        for count in reversed(range(len(points))):
            desk.key("ctrl+z")
            program.wait_for(says(points=points[:count]))
        desk.key("ctrl+z")
        program.wait_for(says(data="spiral", is_known=True))
        assert program.ask("project") == start
        desk.picture("own-3-back")
