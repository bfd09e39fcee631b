"""The View menu: zoom, colours, panels."""

from playground.ui.action import QT_TRANSLATE_NOOP, Action, ActionState, translate
from playground.ui.style import ZOOMS


def _theme_title(state: ActionState) -> str:
    if state.theme == "dark":
        return translate(QT_TRANSLATE_NOOP("actions", "Light colours"))
    return translate(QT_TRANSLATE_NOOP("actions", "Dark colours"))


VIEW = (
    Action(
        "view.fit",
        "view",
        QT_TRANSLATE_NOOP("actions", "Fit"),
        QT_TRANSLATE_NOOP("actions", "Zooms so that the whole network can be seen."),
        "canvas.fit",
        icon="fit",
        shortcut="F",
    ),
    Action(
        "view.zoom_in",
        "view",
        QT_TRANSLATE_NOOP("actions", "Zoom in"),
        QT_TRANSLATE_NOOP("actions", "Shows the network larger."),
        "canvas.zoom_in",
        icon="zoom_in",
        shortcut="+",
    ),
    Action(
        "view.zoom_out",
        "view",
        QT_TRANSLATE_NOOP("actions", "Zoom out"),
        QT_TRANSLATE_NOOP("actions", "Shows the network smaller."),
        "canvas.zoom_out",
        icon="zoom_out",
        shortcut="-",
    ),
    Action(
        "view.tiles",
        "view",
        QT_TRANSLATE_NOOP("actions", "Tiles show the example"),
        QT_TRANSLATE_NOOP(
            "actions", "Shows each neuron's value for one example, or its whole plane."
        ),
        "sight.switch_tiles",
        shortcut="T",
        is_on=lambda state: "view.tiles" in state.switched,
        opens_group=True,
    ),
    Action(
        "view.discretise",
        "view",
        QT_TRANSLATE_NOOP("actions", "Signs only"),
        QT_TRANSLATE_NOOP("actions", "Shows only whether neurons answer positive or negative."),
        "sight.switch_discrete",
        is_on=lambda state: "view.discretise" in state.switched,
    ),
    Action(
        "view.theme",
        "view",
        QT_TRANSLATE_NOOP("actions", "Light colours"),
        QT_TRANSLATE_NOOP("actions", "Changes between dark and light colours."),
        "appearance.switch_theme",
        icon="theme",
        shortcut="Ctrl+Shift+L",
        retitle=_theme_title,
        opens_group=True,
    ),
    Action(
        "view.larger",
        "view",
        QT_TRANSLATE_NOOP("actions", "Larger interface"),
        QT_TRANSLATE_NOOP("actions", "Makes words, numbers and buttons larger, for a projector."),
        "appearance.enlarge",
        shortcut="Ctrl++",
        opens_group=True,
        is_enabled=lambda state: state.zoom < ZOOMS[-1],
    ),
    Action(
        "view.smaller",
        "view",
        QT_TRANSLATE_NOOP("actions", "Smaller interface"),
        QT_TRANSLATE_NOOP("actions", "Makes words, numbers and buttons smaller."),
        "appearance.reduce",
        shortcut="Ctrl+-",
        is_enabled=lambda state: state.zoom > ZOOMS[0],
    ),
    Action(
        "view.usual_size",
        "view",
        QT_TRANSLATE_NOOP("actions", "Usual size"),
        QT_TRANSLATE_NOOP("actions", "Gives words, numbers and buttons their usual size again."),
        "appearance.take_usual_size",
        shortcut="Ctrl+0",
        is_enabled=lambda state: state.zoom != 1.0,
    ),
    Action(
        "view.full_screen",
        "view",
        QT_TRANSLATE_NOOP("actions", "Full screen"),
        QT_TRANSLATE_NOOP("actions", "Gives the window the whole screen, or a frame again."),
        "window.switch_full_screen",
        shortcut="F11",
        is_on=lambda state: state.is_full_screen,
    ),
    Action(
        "view.reset_layout",
        "view",
        QT_TRANSLATE_NOOP("actions", "Reset the layout"),
        QT_TRANSLATE_NOOP("actions", "Shows every part of the window at its usual place."),
        "window.reset_layout",
    ),
    Action(
        "view.settings",
        "view",
        QT_TRANSLATE_NOOP("actions", "Settings…"),
        QT_TRANSLATE_NOOP("actions", "Colours, size, pace, safety and language, applied at once."),
        "frame.open_settings",
        icon="settings",
        shortcut="Ctrl+,",
        opens_group=True,
    ),
    Action(
        "view.health",
        "view",
        QT_TRANSLATE_NOOP("actions", "Why does it not learn?"),
        QT_TRANSLATE_NOOP("actions", "Shows what was found in the run, and what would help."),
        "health.open",
        opens_group=True,
    ),
    Action(
        "view.find",
        "view",
        QT_TRANSLATE_NOOP("actions", "Find in the network…"),
        QT_TRANSLATE_NOOP("actions", "Finds layers, neurons and weights by name or value."),
        "finder.open",
        icon="find",
        shortcut="Ctrl+F",
        opens_group=True,
    ),
    Action(
        "view.palette",
        "view",
        QT_TRANSLATE_NOOP("actions", "Find a command…"),
        QT_TRANSLATE_NOOP("actions", "Lists every command; type to filter, Enter runs it."),
        "frame.open_command_palette",
        icon="palette",
        shortcut="Ctrl+K",
    ),
)
