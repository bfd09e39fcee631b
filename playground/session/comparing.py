"""The end of a line beside a step of its past: computed once, for as long as the end stays the same."""

from playground.engine.prepare import make_data_block, prepare
from playground.engine.state import Checkpoint
from playground.engine.still import Still
from playground.engine.trainer import Trainer
from playground.model.errors import PlaygroundError
from playground.readout.examples import confusion
from playground.readout.maps import answers
from playground.session.commands import Watch
from playground.session.pictures import big_map_of, fit_of
from playground.session.snapshot import Comparison


class Comparing:
    """What is known of the end of the line.

    Attributes
    ----------
    now
        None where nobody asked, where the present is the end, and where there is no memory for it.
    """

    def __init__(self) -> None:
        self.now: Comparison | None = None
        self._still: Still | None = None
        self._end: Checkpoint | None = None
        self._asked: tuple[object, ...] | None = None

    def look(self, trainer: Trainer, watch: Watch) -> None:
        """Look at the end, if it is watched, where anything is another than before."""
        end = trainer.last
        if end is None or not watch.compares:
            self.now = self._still = self._end = self._asked = None
            return
        asked = (
            *(watch.map_unit, watch.map_size, watch.map_axes, watch.map_example),
            *(watch.curve_size, watch.answers, watch.confusion, watch.example),
        )
        is_same = self._end is end
        if asked == self._asked and is_same:
            return
        self._end, self._asked = end, asked
        try:
            if self._still is None or not is_same:
                self._still = _still(trainer, end)
            self.now = _comparison(self._still, watch)
        except PlaygroundError:
            # There is no memory for it beside the run: everything else goes on.
            self.now = self._still = None


def _still(trainer: Trainer, end: Checkpoint) -> Still:
    """Return the end of the line; PlaygroundError where it is damaged or there is no memory."""
    evaluator = trainer.evaluator
    prepared, data = evaluator.prepared, evaluator.data
    if end.project != trainer.project:
        prepared = prepare(end.project, trainer.dataset)
        data = make_data_block(prepared)
    return Still(end, prepared, data, trainer.bound.machine)


def _comparison(still: Still, watch: Watch) -> Comparison:
    shape = still.dataset.shape
    example = watch.example
    has_example = example is not None and 0 <= example < still.dataset.size
    return Comparison(
        step=still.step,
        project=still.project,
        resolution=still.resolution,
        dataset=still.dataset,
        weights=still.weights(),
        metrics=still.metrics(),
        big_map=big_map_of(still, watch) if watch.map_size else None,
        fit=fit_of(still, watch) if watch.curve_size and shape.line else None,
        answers=answers(still) if watch.answers else None,
        probe=still.probe(example) if has_example and example is not None else None,
        confusion=confusion(still) if watch.confusion and shape.classes else None,
    )
