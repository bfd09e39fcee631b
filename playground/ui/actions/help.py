"""The Help menu."""

from playground.ui.action import QT_TRANSLATE_NOOP, Action

HELP = (
    Action(
        "help.selection",
        "help",
        QT_TRANSLATE_NOOP("actions", "Explain the selection"),
        QT_TRANSLATE_NOOP("actions", "Says what the selected layer or neuron is and computes."),
        "frame.explain_selection",
        icon="help",
        shortcut="F1",
    ),
    Action(
        "help.shortcuts",
        "help",
        QT_TRANSLATE_NOOP("actions", "Keys"),
        QT_TRANSLATE_NOOP("actions", "Lists every key."),
        "frame.open_shortcut_sheet",
        icon="keyboard",
        shortcut="?",
    ),
    Action(
        "help.log",
        "help",
        QT_TRANSLATE_NOOP("actions", "Show log"),
        QT_TRANSLATE_NOOP("actions", "Opens the file in which errors are written down."),
        "frame.show_log",
        icon="log",
        opens_group=True,
    ),
    Action(
        "help.about",
        "help",
        QT_TRANSLATE_NOOP("actions", "About Playground"),
        QT_TRANSLATE_NOOP("actions", "Shows version and licences."),
        "frame.open_about",
        icon="about",
    ),
)
