"""Waits for a snapshot with the event loop running: for pictures taken without a person."""

from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QTimer

from playground.model.errors import PlaygroundError
from playground.session.snapshot import Snapshot
from playground.ui.controller import Controller
from playground.ui.watching import compose_watch


def wait_until(controller: Controller, is_met: Callable[[], bool], seconds: float) -> bool:
    """Let the window live until a condition is met; False where the time is over before.

    Raises
    ------
    PlaygroundError
        The worker failed, a guard stopped the run, or the network cannot start.
    """
    loop = QEventLoop()
    results: list[bool] = []

    def look() -> None:
        if is_met():
            results.append(True)
            loop.quit()
        elif controller.snapshot.status in ("failed", "stopped", "invalid"):
            loop.quit()

    limit = QTimer()
    limit.setSingleShot(True)
    limit.timeout.connect(loop.quit)
    limit.start(round(seconds * 1000))
    controller.polled.connect(look)
    loop.exec()
    controller.polled.disconnect(look)
    limit.stop()
    if not results:
        _raise_trouble(controller)
    return bool(results)


def _raise_trouble(controller: Controller) -> None:
    snapshot = controller.snapshot
    if snapshot.guard is not None:
        raise PlaygroundError(snapshot.guard.message)
    if snapshot.status == "failed":
        raise PlaygroundError(snapshot.notice or "Training met an error and stopped.")
    if snapshot.status == "invalid":
        problems = controller.store.shown.resolution.problems
        raise PlaygroundError(problems[0].message if problems else "The network cannot start.")


def has_all_pictures(controller: Controller) -> bool:
    """Whether everything that the visible views asked for has arrived, and belongs to this step."""
    snapshot, shown = controller.snapshot, controller.store.shown
    if snapshot.status not in ("paused", "stopped") or shown.dataset is None:
        return False
    watch = compose_watch(controller.feed.visible(), shown, controller.selection)
    is_plane = shown.dataset.shape.plane
    return (
        snapshot.metrics is not None
        and _is_at(snapshot, snapshot.metrics.step)
        and (not watch.weights or bool(snapshot.weights))
        and (watch.map_size == 0 or snapshot.big_map is not None)
        and (not watch.confusion or snapshot.confusion is not None)
        and (not (is_plane and watch.tiles) or _has_tiles(snapshot))
        and (watch.example is None or _has_probe(snapshot))
    )


def _has_tiles(snapshot: Snapshot) -> bool:
    return snapshot.plane is not None and _is_at(snapshot, snapshot.plane.step)


def _has_probe(snapshot: Snapshot) -> bool:
    return snapshot.probe is not None and _is_at(snapshot, snapshot.probe.step)


def _is_at(snapshot: Snapshot, step: int) -> bool:
    return step == snapshot.step
