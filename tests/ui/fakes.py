"""Stand-ins for what the window talks to."""

from pathlib import Path

from playground.engine.state import RunState
from playground.files.table_file import TableFile
from playground.model.project import Project, TableSpec
from playground.session.commands import Capture, Command, GoBack, OpenRun, Pause, Play
from playground.session.snapshot import Snapshot
from playground.ui.prompts import UnsavedAnswer


class FakeSession:
    """Keeps the commands; the snapshot is what the test says."""

    def __init__(self) -> None:
        self.commands: list[Command] = []
        self.snapshot = Snapshot()
        self.state: RunState | None = None
        self.is_started = False
        self.is_closed = False

    def start(self) -> None:
        self.is_started = True

    def send(self, command: Command) -> None:
        self.commands.append(command)
        if isinstance(command, OpenRun):
            self.show(
                generation=command.generation,
                project_generation=command.project_generation,
                status="running" if command.play else "paused",
                run_layers=tuple(layer.id for layer in command.project.network.layers),
            )
        elif isinstance(command, Play):
            self.show(status="running")
        elif isinstance(command, Pause):
            self.show(status="paused")
        elif isinstance(command, GoBack):
            self.show(status="paused", guard=None)
        elif isinstance(command, Capture) and self.state is not None:
            command.reply.set_result(self.state)

    def latest(self) -> Snapshot:
        return self.snapshot

    def close(self) -> None:
        self.is_closed = True

    def show(self, **changes: object) -> Snapshot:
        """Put another snapshot into the slot, with these fields changed."""
        known = {name: getattr(self.snapshot, name) for name in Snapshot.__dataclass_fields__}
        self.snapshot = Snapshot(**{**known, **changes})
        return self.snapshot

    def sent(self, kind: type) -> list[Command]:
        """Return the commands of one kind, in order."""
        return [command for command in self.commands if isinstance(command, kind)]


class Clock:
    """Time that stands still until a test moves it."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now

    def advance(self, seconds: float) -> None:
        self.now += seconds


class FakePrompts:
    """Answers that the test has laid out; the questions are kept."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.unsaved: UnsavedAnswer = "cancel"
        self.path: Path | None = None
        self.recovers = True
        self.spec: TableSpec | None = None

    def ask_unsaved(self, name: str) -> UnsavedAnswer:
        self.asked.append(f"unsaved {name}")
        return self.unsaved

    def ask_open(self) -> Path | None:
        self.asked.append("open")
        return self.path

    def ask_table(self) -> Path | None:
        self.asked.append("table")
        return self.path

    def ask_columns(self, table: TableFile) -> TableSpec | None:
        self.asked.append(f"columns {table.name}")
        return self.spec

    def ask_save(self, name: str) -> Path | None:
        self.asked.append(f"save {name}")
        return self.path

    def ask_export(self, name: str, filters: tuple[tuple[str, str], ...]) -> Path | None:
        self.asked.append(f"export {name}")
        return self.path

    def ask_steps(self) -> int | None:
        self.asked.append("steps")
        return 40

    def ask_recovery(self, name: str, when: str) -> bool:
        self.asked.append(f"recover {name}")
        return self.recovers


class FakeJournal:
    """An autosave that keeps what it would write."""

    def __init__(self) -> None:
        self.written: list[tuple[Project, RunState | None, Path | None]] = []
        self.is_cleared = False

    def write(self, project: Project, state: RunState | None, document: Path | None = None) -> None:
        self.written.append((project, state, document))

    def clear(self) -> None:
        self.is_cleared = True

    def close(self) -> None:
        """Nothing is open."""
