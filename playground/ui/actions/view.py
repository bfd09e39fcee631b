"""The View menu: zoom, colours, panels."""

from playground.ui.action import QT_TRANSLATE_NOOP, Action, ActionState, translate


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
        shortcut="Ctrl+0",
    ),
    Action(
        "view.zoom_in",
        "view",
        QT_TRANSLATE_NOOP("actions", "Zoom in"),
        QT_TRANSLATE_NOOP("actions", "Shows the network larger."),
        "canvas.zoom_in",
        icon="zoom_in",
        shortcut="Ctrl++",
    ),
    Action(
        "view.zoom_out",
        "view",
        QT_TRANSLATE_NOOP("actions", "Zoom out"),
        QT_TRANSLATE_NOOP("actions", "Shows the network smaller."),
        "canvas.zoom_out",
        icon="zoom_out",
        shortcut="Ctrl+-",
    ),
    Action(
        "view.theme",
        "view",
        QT_TRANSLATE_NOOP("actions", "Light colours"),
        QT_TRANSLATE_NOOP("actions", "Changes between dark and light colours."),
        "frame.switch_theme",
        icon="theme",
        shortcut="Ctrl+Shift+L",
        retitle=_theme_title,
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
