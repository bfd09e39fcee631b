"""The top line of the output: what is shown, and how good it is."""

from playground.ui.widgets.text import Header


class OutputHeading(Header):
    """Its title may go where a tab says the same, but never while it names a neuron."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self._usual = title
        self._is_wanted = True
        self.is_needless = False
        """Something else says how good the output is: the line goes while it names no neuron."""

    def show_title(self, is_shown: bool) -> None:
        self._is_wanted = is_shown
        super().show_title(is_shown or self.title.text() != self._usual)

    def show_subject(self, title: str | None) -> None:
        """Name a neuron; None is the output itself."""
        self.title.show_text(self._usual if title is None else title)
        super().show_title(self._is_wanted or title is not None)
        is_seen = title is not None or not self.is_needless
        if self.isHidden() == is_seen:
            self.setVisible(is_seen)
