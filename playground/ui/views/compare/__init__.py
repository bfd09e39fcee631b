"""The step that is shown beside the newest one: output, loss, weights."""
