"""Changes of a project: pure functions, each Project → Project, and the named edit around one.

Every function raises EditError, in plain words, where the change makes no sense; it never returns
a project that the canvas could not show. The makers of named edits stand in ``wishes``.

Unit ids are counted per layer (u1, u2, ...). A unit that is removed and added again gets its id
back, and with it the weights it had learned: − and then + loses nothing.
"""

from playground.model.edits.connections import connect, disconnect, join
from playground.model.edits.data import (
    add_points,
    clear_points,
    move_point,
    relabel_points,
    remove_points,
    set_data,
    set_formula,
    set_table,
    toggle_feature,
)
from playground.model.edits.fragments import Fragment, copy, duplicate, insert_template, paste
from playground.model.edits.guards import MAX_NAME
from playground.model.edits.holding import (
    clamp_unit,
    cut_weight,
    freeze_weight,
    release_unit,
    release_weight,
    restore_weight,
    set_frozen,
)
from playground.model.edits.layers import (
    insert_layer,
    move_layers,
    removable,
    remove_layers,
    rename_layer,
    reorder_layer,
    tidy,
)
from playground.model.edits.record import Edit
from playground.model.edits.record import Place as Point
from playground.model.edits.settings import (
    Layers,
    add_units,
    remove_unit,
    set_activation,
    set_bias,
    set_dropout_rate,
    set_initialiser,
    set_layer_decay,
    set_loss,
    set_setting,
    set_units,
)
from playground.model.edits.training import (
    set_clip,
    set_decay,
    set_l1,
    set_momentum,
    set_optimizer,
    set_schedule,
    set_training,
    set_weight_decay,
)
from playground.model.edits.whole import rename, set_network
from playground.model.templates import TEMPLATES, Template

__all__ = [
    "MAX_NAME",
    "TEMPLATES",
    "Edit",
    "Fragment",
    "Layers",
    "Point",
    "Template",
    "add_points",
    "add_units",
    "clamp_unit",
    "clear_points",
    "connect",
    "copy",
    "cut_weight",
    "disconnect",
    "duplicate",
    "freeze_weight",
    "insert_layer",
    "insert_template",
    "join",
    "move_layers",
    "move_point",
    "paste",
    "relabel_points",
    "release_unit",
    "release_weight",
    "removable",
    "remove_layers",
    "remove_points",
    "remove_unit",
    "rename",
    "rename_layer",
    "reorder_layer",
    "restore_weight",
    "set_activation",
    "set_bias",
    "set_clip",
    "set_data",
    "set_decay",
    "set_dropout_rate",
    "set_formula",
    "set_frozen",
    "set_initialiser",
    "set_l1",
    "set_layer_decay",
    "set_loss",
    "set_momentum",
    "set_network",
    "set_optimizer",
    "set_schedule",
    "set_setting",
    "set_table",
    "set_training",
    "set_units",
    "set_weight_decay",
    "tidy",
    "toggle_feature",
]
