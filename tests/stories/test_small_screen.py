"""The first window on a small laptop: 1366 × 768, with a bar of the desktop below."""

from itertools import combinations
from pathlib import Path

from tests.stories.desk import IS_STORY, Desk, pictures_folder, says

pytestmark = IS_STORY

Room = tuple[int, int, int, int]

SCREEN = (1366, 768)
BAR = 40
OPENBOX = f"""<?xml version="1.0"?>
<openbox_config xmlns="http://openbox.org/3.4/rc">
  <margins><bottom>{BAR}</bottom></margins>
</openbox_config>
"""


def is_apart(one: Room, other: Room) -> bool:
    (left, top, width, height), (x, y, across, down) = one, other
    return left + width <= x or x + across <= left or top + height <= y or y + down <= top


def test_everything_has_its_place_on_a_small_screen(tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / ".config" / "openbox").mkdir(parents=True)
    (home / ".config" / "openbox" / "rc.xml").write_text(OPENBOX)
    with Desk(home, pictures_folder(tmp_path), SCREEN) as desk:
        program = desk.open_program()
        state = program.wait_for(lambda s: s["step"] > 5)
        start = state["network"]
        desk.picture("small-1-first")

        # Everything is there, within the screen, and nothing lies on anything else.
        rooms: dict[str, Room] = program.ask("rooms")
        left, top, width, height = rooms.pop("frame")
        assert left >= 0
        assert top >= 0
        assert left + width <= SCREEN[0]
        assert top + height <= SCREEN[1] - BAR
        assert set(rooms) == {"transport", "canvas", "left", "output", "card", "timeline", "tape"}
        for x, y, across, down in rooms.values():
            assert left <= x <= x + across <= left + width
            assert top <= y <= y + down <= top + height
        for one, other in combinations(rooms, 2):
            assert is_apart(rooms[one], rooms[other]), (one, other)
        assert rooms["canvas"][2] > SCREEN[0] / 2
        assert rooms["canvas"][3] > SCREEN[1] / 2
        for name in ("Reset", "Operation", "Example", "Batch", "Epoch", "Pause"):
            program.find("button", text=name)
        for name in ("Speed", "Rate 0.01", "Operations of one update", "Output over the plane"):
            program.find("control", name=name)

        # What has no room is a turn of the wheel away.
        assert not program.ask("button", text="Two views")
        dense = program.find("button", text="Dense")
        desk.scroll(dense, 30)
        last = program.find("button", text="Two views")
        desk.picture("small-2-scrolled")
        desk.scroll(last, -60)

        # One edit, and ten examples.
        desk.drag(
            program.find("button", text="Dense"),
            program.find("wire", source="dense 1", target="dense 2"),
        )
        edited = start.replace(" > ", " > dense 4 tanh > ", 1)
        program.wait_for(says(network=edited, is_known=True))
        desk.key("space")
        paused = program.wait_for(says(status="paused"))
        desk.click(program.find("button", text="Example"), times=10)
        state = program.wait_for(says(lane=9))
        assert state["step"] == paused["step"]
        desk.picture("small-3-ten-examples")
