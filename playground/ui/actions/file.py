"""The File menu: documents, exports."""

from playground.ui.action import QT_TRANSLATE_NOOP, Action
from playground.ui.actions.conditions import can_train

FILE = (
    Action(
        "file.new",
        "file",
        QT_TRANSLATE_NOOP("actions", "New"),
        QT_TRANSLATE_NOOP("actions", "Starts an empty network: data, output, and nothing between."),
        "documents.new",
        icon="new",
        shortcut="Ctrl+N",
    ),
    Action(
        "file.new_window",
        "file",
        QT_TRANSLATE_NOOP("actions", "New window"),
        QT_TRANSLATE_NOOP("actions", "Opens a second window with a network of its own."),
        "assembly.open_window",
        shortcut="Ctrl+Shift+N",
    ),
    Action(
        "file.open",
        "file",
        QT_TRANSLATE_NOOP("actions", "Open…"),
        QT_TRANSLATE_NOOP(
            "actions", "Opens a saved network and goes on where its training stopped."
        ),
        "documents.open",
        icon="open",
        shortcut="Ctrl+O",
    ),
    Action(
        "file.open_table",
        "file",
        QT_TRANSLATE_NOOP("actions", "Open a table…"),
        QT_TRANSLATE_NOOP(
            "actions", "Takes the rows of a CSV file as data: columns of numbers, one to predict."
        ),
        "tables.open",
    ),
    Action(
        "file.columns",
        "file",
        QT_TRANSLATE_NOOP("actions", "Columns of the table…"),
        QT_TRANSLATE_NOOP("actions", "Chooses another column to predict, and other features."),
        "tables.choose_columns",
    ),
    Action(
        "file.examples",
        "file",
        QT_TRANSLATE_NOOP("actions", "Examples…"),
        QT_TRANSLATE_NOOP("actions", "Shows the examples that come with the program."),
        "gallery.open",
        icon="gallery",
        shortcut="Ctrl+Shift+O",
    ),
    Action(
        "file.save",
        "file",
        QT_TRANSLATE_NOOP("actions", "Save"),
        QT_TRANSLATE_NOOP("actions", "Saves the network and its training, to go on to the bit."),
        "documents.save",
        icon="save",
        shortcut="Ctrl+S",
        opens_group=True,
    ),
    Action(
        "file.save_as",
        "file",
        QT_TRANSLATE_NOOP("actions", "Save as…"),
        QT_TRANSLATE_NOOP("actions", "Saves the network and its training under another name."),
        "documents.save_as",
        shortcut="Ctrl+Shift+S",
    ),
    Action(
        "file.export",
        "file",
        QT_TRANSLATE_NOOP("actions", "Export trained weights…"),
        QT_TRANSLATE_NOOP(
            "actions", "Writes the weights for other programs, reads them back and compares."
        ),
        "documents.export",
        icon="export",
        shortcut="Ctrl+E",
        is_enabled=can_train,
    ),
    Action(
        "file.close",
        "file",
        QT_TRANSLATE_NOOP("actions", "Close window"),
        QT_TRANSLATE_NOOP("actions", "Closes this window, after asking about unsaved changes."),
        "frame.close",
        shortcut="Ctrl+W",
        opens_group=True,
    ),
    Action(
        "file.quit",
        "file",
        QT_TRANSLATE_NOOP("actions", "Quit"),
        QT_TRANSLATE_NOOP("actions", "Closes every window, after asking about unsaved changes."),
        "assembly.quit",
        icon="quit",
        shortcut="Ctrl+Q",
    ),
)
