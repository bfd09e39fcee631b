"""What an action is, and the state that decides whether it is possible.

The table of all actions is ``playground.ui.actions``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QCoreApplication

from playground.session.commands import StepUnit
from playground.session.snapshot import Status
from playground.ui.style import ThemeName

MenuName = Literal["file", "edit", "view", "train", "time", "help"]

CONTEXT = "actions"


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """Mark a text of the table for translators (Qt's own marker is typed as ``object``)."""
    del context
    return text


@dataclass(frozen=True, slots=True)
class ActionState:
    """Everything that decides whether an action is possible and what it is called now.

    Attributes
    ----------
    is_startable
        True where the network has no problems.
    trouble
        Why it cannot be started, in one sentence, or "".
    stop_words
        Where training will stop, e.g. "step 5,000", or "".
    has_guard
        True after a guard stopped the run.
    is_past
        True while a past step of the run is shown.
    is_beginning
        True at step 0, before the first operation: nothing can be taken back.
    is_removable
        True while something that can be deleted is selected.
    possible
        Ids of the actions on the selection that make sense now.
    switched
        Ids of the switches of canvas and selection that are on.
    """

    status: Status = "empty"
    is_startable: bool = False
    trouble: str = ""
    has_guard: bool = False
    undo_label: str | None = None
    redo_label: str | None = None
    is_removable: bool = False
    possible: frozenset[str] = frozenset()
    switched: frozenset[str] = frozenset()
    theme: ThemeName = "dark"
    zoom: float = 1.0
    is_full_screen: bool = False
    step_unit: StepUnit = "batch"
    is_flat_out: bool = False
    is_slow: bool = False
    stop_words: str = ""
    is_past: bool = False
    is_beginning: bool = True

    @property
    def is_running(self) -> bool:
        return self.status == "running"


Test = Callable[[ActionState], bool]


def always(_: ActionState) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that a person can do.

    Attributes
    ----------
    explanation
        One plain sentence: what it does.
    shortcut
        Portable key sequence, e.g. "Ctrl+S"; "" for none.
    handler
        "owner.method".
    is_on
        For switches: whether it is on. None for ordinary actions.
    retitle
        The title in a given state, for actions that change their name ("Play", "Pause").
    opens_group
        A separator stands before it in its menu.
    """

    id: str
    menu: MenuName
    title: str
    explanation: str
    handler: str
    icon: str = ""
    shortcut: str = ""
    is_enabled: Test = always
    is_on: Test | None = None
    retitle: Callable[[ActionState], str] | None = None
    opens_group: bool = False

    def title_in(self, state: ActionState) -> str:
        """Return the translated title in this state."""
        if self.retitle is not None:
            return self.retitle(state)
        return translate(self.title)

    @property
    def tooltip(self) -> str:
        """The translated explanation."""
        return translate(self.explanation)


def translate(text: str) -> str:
    """Return a text of the table in the language of the window."""
    return QCoreApplication.translate(CONTEXT, text)
