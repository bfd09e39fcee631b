"""Where training stops by itself: the words for it, read and written."""

from PySide6.QtCore import QCoreApplication

from playground.session.commands import StopAt
from playground.ui import numbers

MOST_STEPS = 10**12


def _tr(text: str) -> str:
    return QCoreApplication.translate("Stopping", text)


def stop_words(stop: StopAt | None) -> str:
    """Return e.g. "step 5,000 or test loss 0.05"; "" for nowhere."""
    if stop is None:
        return ""
    words = []
    if stop.step is not None:
        words.append(_tr("step {0}").format(numbers.thousands(stop.step)))
    if stop.epoch is not None:
        words.append(_tr("epoch {0}").format(numbers.thousands(stop.epoch)))
    for text, loss in ((_tr("loss {0}"), stop.train_loss), (_tr("test loss {0}"), stop.test_loss)):
        if loss is not None:
            words.append(text.format(numbers.plain(loss)))
    for text, share in (
        (_tr("accuracy {0}"), stop.train_accuracy),
        (_tr("test accuracy {0}"), stop.test_accuracy),
    ):
        if share is not None:
            words.append(text.format(f"{numbers.plain(100 * share)}%"))
    return _tr(" or ").join(words)


def read_count(text: str) -> int | None:
    """Return the whole number above 0 that was typed, or None; commas and spaces may group it."""
    digits = text.replace(",", "").replace(" ", "").replace("_", "")
    if not (digits.isascii() and digits.isdigit()) or len(digits) > 13:
        return None
    return int(digits) if 0 < int(digits) <= MOST_STEPS else None


def read_loss(text: str) -> float | None:
    """Return the loss that was typed, or None."""
    value = numbers.parse(text)
    return value if value is not None and value >= 0 else None


def read_share(text: str) -> float | None:
    """Return the share that was typed as a percentage ("95", "95%"), or None."""
    value = numbers.parse(text.strip().removesuffix("%"))
    return value / 100.0 if value is not None and 0 < value <= 100 else None
