"""How one window looks: theme, colour pair, size, stillness. What the person settles is kept."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from playground.ui import zooming
from playground.ui.pairs import themed
from playground.ui.platform_wishes import wants_stillness, wished_theme
from playground.ui.preferences import Preferences
from playground.ui.sheet import style_sheet
from playground.ui.style import ZOOMS, Theme, ThemeName, palette, sans, zoom
from playground.ui.window import MainWindow
from playground.ui.wording import call_pair


class Appearance(QObject):
    """Handlers of the View menu that change colours and sizes.

    Parameters
    ----------
    forced
        A theme that counts instead of the preferred one, e.g. for a picture.
    """

    theme_changed = Signal(object)
    """Theme: everything that is drawn must be drawn again."""
    settled = Signal()
    """The person changed a setting: other windows follow."""

    def __init__(
        self,
        window: MainWindow,
        preferences: Preferences,
        forced: ThemeName | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window = window
        self.preferences = preferences
        self._forced = forced
        self._size = 1.0
        self._shown: tuple[Theme, float] | None = None
        self._may_ask = False
        self.theme: Theme = self._wanted_theme()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_platform_changed)

    def close(self) -> None:
        """Listen to the platform no longer."""
        QGuiApplication.styleHints().colorSchemeChanged.disconnect(self._on_platform_changed)

    def show(self) -> None:
        """Bring the whole window in agreement with the preferences."""
        self.theme = self._wanted_theme()
        if self._shown == (self.theme, self.preferences.zoom):
            return
        self._shown = (self.theme, self.preferences.zoom)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            zooming.apply_zoom(application, self.preferences.zoom)
        call_pair(self.theme)
        QApplication.setPalette(palette(self.theme))
        zooming.rescale(self._window, self._size, zoom())
        # Under a style sheet, widgets follow the face of their window and not the application's.
        self._window.setFont(sans(10.0))
        has_grown, self._size = zoom() != self._size, zoom()
        self._window.setStyleSheet(style_sheet(self.theme))
        self._window.show_theme(self.theme)
        self.theme_changed.emit(self.theme)
        if has_grown and self._window.isVisible():
            self._window.docks.arrange()

    def ask_platform(self) -> None:
        """Follow what the platform wants of motion; the question may take a while, so it comes late."""
        self._may_ask = True
        self.show()

    # --- actions ---------------------------------------------------------------------------

    def switch_theme(self) -> None:
        """Change between dark and light."""
        self._forced = None
        self.preferences.theme = "light" if self.theme.name == "dark" else "dark"
        self._settle()

    def enlarge(self) -> None:
        self._take_size(min((z for z in ZOOMS if z > zoom() + 0.01), default=ZOOMS[-1]))

    def reduce(self) -> None:
        self._take_size(max((z for z in ZOOMS if z < zoom() - 0.01), default=ZOOMS[0]))

    def take_usual_size(self) -> None:
        self._take_size(1.0)

    def _take_size(self, factor: float) -> None:
        self.preferences.zoom = factor
        self._settle()

    def _settle(self) -> None:
        self.show()
        self.settled.emit()

    def _wanted_theme(self) -> Theme:
        chosen = self.preferences.theme
        name = self._forced or (wished_theme() if chosen == "system" else chosen)
        motion = self.preferences.motion
        is_still = motion == "reduced"
        if motion == "system":
            is_still = self._may_ask and wants_stillness()
        return themed(name, self.preferences.pair, is_still=is_still)

    def _on_platform_changed(self) -> None:
        if self.preferences.theme == "system":
            self.show()
