"""The gallery: examples that learn while they are looked at, kinds of data, recent projects."""

from playground.ui.views.gallery.dialog import GalleryDialog

__all__ = ["GalleryDialog"]
