"""Keys that the canvas answers itself, for the shortcut sheet."""

from playground.ui.action import QT_TRANSLATE_NOOP

CANVAS_KEYS: tuple[tuple[str, str], ...] = (
    ("A", QT_TRANSLATE_NOOP("actions", "Add a layer: searchable menu at the pointer")),
    ("C", QT_TRANSLATE_NOOP("actions", "Connect from the selected layer: arrows, then Enter")),
    ("+ −", QT_TRANSLATE_NOOP("actions", "More or fewer neurons in the selected layers")),
    ("← → ↑ ↓", QT_TRANSLATE_NOOP("actions", "Move the selection between neurons and layers")),
    ("Alt+← →", QT_TRANSLATE_NOOP("actions", "Move the selected layer along the row")),
    ("Enter", QT_TRANSLATE_NOOP("actions", "Edit the selected value")),
    ("↑ ↓", QT_TRANSLATE_NOOP("actions", "While editing: change it (Shift ×10, Ctrl ÷10)")),
    (
        "↑ ↓",
        QT_TRANSLATE_NOOP("actions", "On a wire: change its weight; on several layers: neurons"),
    ),
    ("Ctrl+Click", QT_TRANSLATE_NOOP("actions", "Add a layer to the selection, or take it out")),
    ("Shift+Drag", QT_TRANSLATE_NOOP("actions", "Select the layers inside a rubber band")),
    ("Menu", QT_TRANSLATE_NOOP("actions", "Open the menu of what is selected")),
    ("Esc", QT_TRANSLATE_NOOP("actions", "Cancel the drag, restore the value")),
    ("Wheel", QT_TRANSLATE_NOOP("actions", "Zoom at the pointer")),
    ("Shift+Wheel", QT_TRANSLATE_NOOP("actions", "Pan, as does a drag on empty canvas")),
)

CURVE_KEYS: tuple[tuple[str, str], ...] = (
    ("← →", QT_TRANSLATE_NOOP("actions", "A step back or forth (Shift ×10, Ctrl ×100)")),
    ("Home  End", QT_TRANSLATE_NOOP("actions", "The first step, or the newest")),
    ("Page ↑ ↓", QT_TRANSLATE_NOOP("actions", "Where this pass over the data began, or the next")),
    ("Drag", QT_TRANSLATE_NOOP("actions", "Any step of the run")),
    ("Esc", QT_TRANSLATE_NOOP("actions", "Give up a jump that takes long")),
)
