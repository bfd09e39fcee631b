"""Nothing that goes wrong is lost: every error reaches the log file and the window.

Exceptions of other threads are kept in a queue that the window empties while polling, because no
Qt signal crosses threads here.
"""

import logging
import sys
import threading
import traceback
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from playground.model.errors import PlaygroundError
from playground.ui.places import log_file

LOG = logging.getLogger("playground")
_MEGABYTE = 1 << 20
_KEPT = 100
"""Reports kept while nobody takes them: a fault in a loop must not fill the memory."""

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
_HARMLESS = ("propagateSizeHints", "This plugin does not support")


@dataclass(frozen=True, slots=True)
class ErrorReport:
    """One plain message for the banner; details for "Copy details" and the log."""

    message: str
    details: str = ""


def report_of(error: BaseException) -> ErrorReport:
    """Return what to tell about an exception: a PlaygroundError speaks for itself."""
    if isinstance(error, PlaygroundError):
        return ErrorReport(str(error))
    details = "".join(traceback.format_exception(error))
    return ErrorReport(
        "Something went wrong inside the program. Your network is still here; save it, and send "
        "the details to the authors.",
        details,
    )


class ErrorJournal:
    """Catches what nobody else caught, writes it down, keeps it for the window."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or log_file()
        self._reports: deque[ErrorReport] = deque(maxlen=_KEPT)
        self._handler: logging.Handler | None = None
        self._hooks: (
            tuple[Callable[..., object], Callable[[threading.ExceptHookArgs], object]] | None
        ) = None

    def install(self) -> None:
        """Begin to listen. A log that cannot be written is done without."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._handler = RotatingFileHandler(
                self.path, maxBytes=_MEGABYTE, backupCount=2, encoding="utf-8", delay=True
            )
        except OSError:
            self._handler = logging.NullHandler()
        self._handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        LOG.addHandler(self._handler)
        LOG.setLevel(logging.INFO)
        self._hooks = (sys.excepthook, threading.excepthook)
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception
        qInstallMessageHandler(self._on_qt_message)

    def uninstall(self) -> None:
        """Give back what was there before."""
        if self._hooks is not None:
            sys.excepthook, threading.excepthook = self._hooks
            self._hooks = None
            qInstallMessageHandler(None)
        if self._handler is not None:
            LOG.removeHandler(self._handler)
            self._handler.close()
            self._handler = None

    def report(self, error: BaseException) -> None:
        """Write an exception down and keep it for the window."""
        self.add(report_of(error))

    def add(self, report: ErrorReport) -> None:
        """Write a report down and keep it for the window."""
        LOG.error("%s\n%s", report.message, report.details)
        self._reports.append(report)

    def take(self) -> ErrorReport | None:
        """Return the oldest report that the window has not seen yet."""
        return self._reports.popleft() if self._reports else None

    def _on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self.report(error.with_traceback(trace))

    def _on_thread_exception(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            self.report(arguments.exc_value)

    def _on_qt_message(
        self, kind: QtMsgType, context: QMessageLogContext, message: str | None
    ) -> None:
        if message and not any(text in message for text in _HARMLESS):
            LOG.log(_LEVELS.get(kind, logging.WARNING), "Qt: %s", message)
