"""The style sheet of the window's frame: buttons, menus, fields, scroll bars, dialogs."""

import re

from playground.resources import resource_path
from playground.ui.style import RADIUS, Theme, px

_LENGTH = re.compile(r"(\d+)px")

_SHEET = """
QMainWindow, QDialog {{ background: {window}; }}
QWidget#top, QWidget#dock {{ background: {window}; }}
QWidget#top {{ border-bottom: 1px solid {border}; }}
QWidget#transport {{ background: {window}; border-top: 1px solid {border}; }}
QMenuBar {{ background: transparent; border: none; padding: 3px 0 3px 0; spacing: 0; }}
QMenuBar::item {{ color: {muted}; padding: 5px 10px; background: transparent; border-radius: 5px; }}
QMenuBar::item:selected {{ color: {text}; background: {card_raised}; }}
QMenu {{ background: {card}; border: 1px solid {border}; padding: 5px; }}
QMenu::item {{ padding: 5px 26px 5px 10px; border-radius: 4px; color: {text}; }}
QMenu::item:selected {{ background: {card_raised}; }}
QMenu::item:disabled {{ color: {faint}; }}
QMenu::separator {{ height: 1px; background: {border}; margin: 5px 6px; }}
QMenu::icon {{ padding-left: 8px; }}
QToolTip {{ background: {card_raised}; color: {text}; border: 1px solid {border}; padding: 4px 6px; }}
QMainWindow::separator {{ background: {border}; width: 1px; height: 1px; margin: 0; padding: 0; }}
QMainWindow::separator:hover {{ background: {action}; }}
QLabel#brand {{ font-weight: 600; color: {text}; padding: 0 6px 0 16px; }}
QLabel#title {{ color: {muted}; padding-right: 16px; }}
QLabel#muted {{ color: {muted}; }}
QLabel#problem {{ color: {warning}; }}
QLabel#heading {{ color: {text}; font-weight: 600; }}
QPushButton {{
    background: {canvas}; color: {text}; border: 1px solid {border}; border-radius: {radius}px;
    padding: 5px 10px;
}}
QPushButton:hover {{ background: {card_raised}; }}
QPushButton:pressed {{ background: {border}; }}
QPushButton:disabled {{ color: {faint}; }}
QPushButton:focus {{ border-color: {action}; }}
QPushButton:default {{ background: {action}; color: {action_text}; border-color: {action}; }}
QPushButton:default:focus {{ border-color: {text}; }}
QPushButton#preset {{ padding: 3px 7px; }}
QToolButton#flat {{ background: transparent; border: 1px solid transparent; padding: 4px; border-radius: 5px; }}
QToolButton#flat:hover {{ background: {card_raised}; }}
QToolButton#flat:focus {{ border-color: {action}; }}
QFrame#popup {{ background: {card}; border: 1px solid {border}; }}
QDialog#popup {{ background: {card}; border: 1px solid {faint}; }}
QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
QLineEdit {{
    background: {canvas}; color: {text}; border: 1px solid {border}; border-radius: 5px;
    padding: 4px 7px; selection-background-color: {action}; selection-color: {action_text};
}}
QLineEdit:focus {{ border-color: {action}; }}
QComboBox {{
    background: {canvas}; color: {text}; border: 1px solid {border}; border-radius: 5px;
    padding: 3px 8px; combobox-popup: 0;
}}
QComboBox:hover {{ background: {card_raised}; }}
QComboBox:focus {{ border-color: {action}; }}
QComboBox::drop-down {{ border: none; width: 22px; }}
QComboBox::down-arrow {{ image: url("{arrow}"); width: 12px; height: 12px; }}
QComboBox QAbstractItemView {{
    background: {card}; border: 1px solid {border}; padding: 4px;
    selection-background-color: {card_raised}; selection-color: {text}; outline: none;
}}
QComboBox QAbstractItemView::item {{ padding: 5px 8px; }}
QComboBox:disabled {{ color: {faint}; }}
QComboBox#choice {{ padding: 4px 8px; }}
QDoubleSpinBox {{
    background: {canvas}; color: {text}; border: 1px solid {border}; border-radius: 5px;
    padding: 2px 0; selection-background-color: {action}; selection-color: {action_text};
}}
QDoubleSpinBox:focus {{ border-color: {action}; }}
QDoubleSpinBox::up-button, QDoubleSpinBox::down-button {{ width: 0; border: none; }}
QDoubleSpinBox QLineEdit {{ background: transparent; border: none; padding: 0; }}
QCheckBox {{ spacing: 7px; }}
QCheckBox::indicator {{
    width: 13px; height: 13px; background: {canvas}; border: 1px solid {faint}; border-radius: 4px;
}}
QCheckBox::indicator:hover {{ border-color: {action}; }}
QCheckBox::indicator:checked, QCheckBox::indicator:indeterminate {{
    background: {action}; border-color: {action};
}}
QCheckBox::indicator:checked {{ image: url("{tick}"); }}
QCheckBox::indicator:disabled {{ background: {window}; border-color: {border}; }}
QCheckBox::indicator:checked:disabled {{ background: {faint}; border-color: {faint}; }}
QCheckBox:focus, QRadioButton:focus {{ color: {action}; }}
QWidget#banner {{ background: {card_raised}; border-top: 1px solid {border}; }}
QListView, QTreeView, QTextBrowser, QTableView {{
    background: {window}; color: {text}; border: 1px solid {border}; border-radius: 5px;
}}
QListView::item {{ padding: 5px 8px; border-radius: 4px; }}
QListView::item:selected {{ background: {action}; color: {action_text}; }}
QPushButton#card {{ background: {card}; border: 1px solid {border}; border-radius: 9px; padding: 0; }}
QPushButton#card:hover {{ background: {card_raised}; border-color: {muted}; }}
QPushButton#card:focus {{ border: 2px solid {action}; }}
QMainWindow > QTabBar {{ background: {window}; border: none; }}
QMainWindow > QTabBar::tab {{
    background: transparent; color: {muted}; border: none; border-bottom: 2px solid transparent;
    padding: 7px 1px 5px 1px; margin: 0 3px 0 13px; min-width: 20px;
}}
QMainWindow > QTabBar::tab:hover {{ color: {text}; }}
QMainWindow > QTabBar::tab:selected {{ color: {text}; border-bottom-color: {action}; }}
QMainWindow > QTabBar QToolButton {{ background: {window}; border: none; padding: 2px; }}
QMainWindow > QTabBar::tear {{ width: 0; border: none; }}
QScrollArea {{ background: transparent; border: none; }}
QScrollBar:vertical {{ background: transparent; width: 9px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 9px; margin: 0; }}
QScrollBar::handle {{ background: {border}; border-radius: 4px; min-height: 24px; min-width: 24px; }}
QScrollBar::handle:hover {{ background: {faint}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""


def scaled(sheet: str) -> str:
    """Return a style sheet with its lengths in the size of the interface; hairlines stay."""

    def scale(found: re.Match[str]) -> str:
        pixels = int(found[1])
        return f"{pixels if pixels < 2 else px(pixels)}px"

    return _LENGTH.sub(scale, sheet)


def style_sheet(theme: Theme) -> str:
    """Return the Qt style sheet of a theme, in the size of the interface."""
    filled = _SHEET.format(
        radius=RADIUS,
        window=theme.window,
        canvas=theme.canvas,
        card=theme.card,
        card_raised=theme.card_raised,
        border=theme.border,
        text=theme.text,
        muted=theme.muted,
        faint=theme.faint,
        action=theme.action,
        action_text=theme.action_text,
        warning=theme.warning,
        arrow=resource_path("icons", "down.svg").as_posix(),
        tick=resource_path("icons", f"tick_{theme.name}.svg").as_posix(),
    )
    return scaled(filled)
