"""The way back, in the units in which training goes forward."""

from playground.engine.travel import Traveller
from playground.kernels.optable import State


class Retreating(Traveller):
    """A run that takes back single operations, examples, batches and passes over the data.

    The batch that is looked at begins again from its first row: the same rows on the same numbers.
    """

    def retreat_operation(self) -> None:
        """Take back one row of the tape; before a batch's first, the last one of the batch before."""
        if self.row > 0:
            self.begin_again(self.row - 1)
        elif self._retreat_step():
            self.take_back_operation()

    def retreat_example(self) -> None:
        """Show the lane before; before the first one, the batch has not begun."""
        lane = self._lane
        if lane is not None and lane > 0:
            self._lane = lane - 1
        elif self.row > 0:
            self.drop_batch()
        elif self._retreat_step():
            self.take_back_example()

    def take_back_operation(self) -> None:
        """Run the next update but for its last operation."""
        self.begin_again(len(self.bound.tape) - 1)

    def take_back_example(self) -> None:
        """Show the last lane of the next update; of one example: nothing of it."""
        count = self._count_ahead()
        if count > 1:
            self.begin_again(self._update, count - 1)

    def retreat_batch(self) -> None:
        """Take back the batch in progress, or the one before."""
        if self.row > 0:
            self.drop_batch()
        else:
            self._retreat_step()

    def retreat_epoch(self) -> None:
        """Go to where this pass over the data began, or the one before."""
        self.visit(self.epoch_before)

    @property
    def epoch_before(self) -> int:
        """The step at which this pass over the data began; where it has not, the one before."""
        batch = self.bound.program.batch
        updates = -(-int(self.counters[State.CURSOR]) // batch)
        if updates == 0 and self.row == 0:
            updates = self.updates_per_epoch
        return max(0, self.step - updates)

    def _retreat_step(self) -> bool:
        if self.step == 0:
            return False
        self.visit(self.step - 1)
        return True

    def begin_again(self, row: int, lane: int | None = None) -> None:
        """Run the batch from its first row up to ``row``, and show this lane of it."""
        self.drop_batch()
        if row > 0:
            self._run_to(row)
            self._lane = lane

    def _count_ahead(self) -> int:
        """Return the number of examples in the next batch."""
        left = self.bound.data.train - int(self.counters[State.CURSOR])
        return min(self.bound.program.batch, left)
