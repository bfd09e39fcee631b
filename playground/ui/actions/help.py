"""The Help menu."""

from playground.ui.action import QT_TRANSLATE_NOOP, Action

HELP = (
    Action(
        "help.selection",
        "help",
        QT_TRANSLATE_NOOP("actions", "Explain this"),
        QT_TRANSLATE_NOOP(
            "actions", "Says what the control in focus, or the selected layer or neuron, is."
        ),
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
        "help.glossary",
        "help",
        QT_TRANSLATE_NOOP("actions", "Glossary"),
        QT_TRANSLATE_NOOP(
            "actions", "Lists layers, activations, losses, optimizers and data with their formulas."
        ),
        "frame.open_glossary",
        shortcut="Shift+F1",
    ),
    Action(
        "help.hints",
        "help",
        QT_TRANSLATE_NOOP("actions", "Show the hints again"),
        QT_TRANSLATE_NOOP("actions", "Shows the three hints of the first start once more."),
        "hints.show_again",
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
