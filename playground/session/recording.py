"""What is shown of the record of a run."""

from playground.engine.trainer import Trainer
from playground.session.motion import Motion
from playground.session.snapshot import LineFacts, Record


def record_of(trainer: Trainer, motion: Motion) -> Record:
    """Return where the present stands on the record, and what is kept of it."""
    copies = trainer.copies
    return Record(
        end=trainer.end,
        is_past=trainer.is_past,
        line=trainer.number,
        name=trainer.name,
        lines=tuple(
            LineFacts(
                line.number, line.name, line.left_at, line.end.step, line.curve, line.end.project
            )
            for line in trainer.lines
        ),
        used=trainer.used,
        memory=trainer.memory,
        copies=copies.count,
        gap=copies.widest_gap,
        was_thinned=is_thinned(trainer),
        problem=trainer.replay_problem,
        reachable=trainer.reachable,
        journey=motion.journeys.shown(trainer),
    )


def is_thinned(trainer: Trainer) -> bool:
    """Say whether copies had to go because there was no room for more."""
    return trainer.copies.was_thinned
