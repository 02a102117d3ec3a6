"""Every colour and size of the desktop in one frozen value, so that contrast is computed and nothing is set twice."""

from dataclasses import asdict, dataclass, fields, replace
from functools import lru_cache
from string import Template
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from bedside.errors import ResourceMissing
from bedside.resources import resource_path

ThemeName = Literal["light", "dark", "night"]
TEXT_SIZES = (100, 125, 150, 200)
"""Text sizes offered, in percent of the token sizes."""

CHINESE_FAMILY = "WenQuanYi Micro Hei"
_PROPERTY = "bedside_theme"


@dataclass(frozen=True, slots=True)
class GradeColours:
    """Ground and numeral of one grade; the same in every theme, because a colour that means something must not move."""

    ground: str
    numeral: str


GRADE_COLOURS: tuple[GradeColours | None, ...] = (
    None,  # grade 0 is an outline in text colour
    GradeColours("#F4D35E", "#1B1B1F"),
    GradeColours("#F08A24", "#1B1B1F"),
    GradeColours("#C62828", "#FFFFFF"),
    GradeColours("#6A1B9A", "#FFFFFF"),
    GradeColours("#1B1B1F", "#FFFFFF"),
)
"""Indexed by grade 0..5."""


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours as #RRGGBB, sizes in device-independent pixels."""

    name: ThemeName
    background: str
    surface: str
    raised: str
    text: str
    muted: str
    border: str
    accent: str
    on_accent: str
    good: str
    caution: str
    danger: str
    percent: int = 100
    small: int = 14
    body: int = 16
    section: int = 20
    title: int = 28
    number: int = 44
    control: int = 48
    target: int = 44
    row: int = 56
    radius: int = 6
    line: int = 1
    ring: int = 3
    ring_gap: int = 2

    def scaled(self, percent: int) -> "Theme":
        """This theme with its type and its controls at `percent` of their size; spaces and lines stay."""
        scaled_fields = {
            name: round(getattr(self, name) * percent / self.percent)
            for name in ("small", "body", "section", "title", "number", "control", "target", "row")
        }
        return replace(self, percent=percent, **scaled_fields)

    def colour(self, token: str) -> QColor:
        """The colour of one token, as Qt draws with it."""
        return QColor(getattr(self, token))

    def length(self, pixels: int) -> int:
        """A length that grows with the text."""
        return round(pixels * self.percent / 100)


SPACE_HALF, SPACE, SPACE_3, SPACE_4, SPACE_6, SPACE_8 = 4, 8, 12, 16, 24, 32
"""The only distances between things."""

LIGHT = Theme(
    "light", "#F6F7F9", "#FFFFFF", "#EEF1F5", "#14181F", "#4A5563", "#7F8B9B", "#0B5FCC", "#FFFFFF",
    "#17693F", "#7A4F00", "#B3261E",
)  # fmt: skip
DARK = Theme(
    "dark", "#0F1318", "#171C23", "#222A34", "#E8ECF1", "#A9B4C2", "#66758A", "#7DB3FF", "#08172B",
    "#6FCF97", "#F2C265", "#FF8A80",
)  # fmt: skip
NIGHT = Theme(
    "night", "#0A0705", "#120D09", "#1B140E", "#C79A6B", "#9C7C5A", "#7A6247", "#D08A4A", "#160D06",
    "#8FA05A", "#C9922E", "#D9694F",
)  # fmt: skip
THEMES: dict[ThemeName, Theme] = {"light": LIGHT, "dark": DARK, "night": NIGHT}


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two #RRGGBB colours after WCAG 2.2 (1 to 21)."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def for_scheme(scheme: Qt.ColorScheme) -> ThemeName:
    """The theme that follows the system's colour scheme; light where the system does not say."""
    return "dark" if scheme == Qt.ColorScheme.Dark else "light"


@lru_cache(maxsize=1)
def _template() -> Template:
    return Template(resource_path("qss", "bedside.qss").read_text(encoding="utf-8"))


def style_sheet(theme: Theme) -> str:
    """The application's style sheet with the tokens of `theme` filled in.

    Raises:
        KeyError: when the sheet names a token that does not exist.
    """
    tokens = {name: str(value) for name, value in asdict(theme).items()}
    # Controls are given by their outer height; Qt's style sheets count the border extra.
    inner = {f"{name}_inner": str(getattr(theme, name) - 2 * theme.line) for name in ("control", "target")}
    widths = {"person": str(theme.length(120))}
    return _template().substitute(tokens | inner | widths)


def palette(theme: Theme) -> QPalette:
    """What Fusion itself draws with, so that nothing grey is left between the rules of the style sheet."""
    made = QPalette()
    roles = {
        QPalette.ColorRole.Window: "background",
        QPalette.ColorRole.WindowText: "text",
        QPalette.ColorRole.Base: "surface",
        QPalette.ColorRole.AlternateBase: "raised",
        QPalette.ColorRole.Text: "text",
        QPalette.ColorRole.Button: "surface",
        QPalette.ColorRole.ButtonText: "text",
        QPalette.ColorRole.BrightText: "danger",
        QPalette.ColorRole.ToolTipBase: "raised",
        QPalette.ColorRole.ToolTipText: "text",
        QPalette.ColorRole.PlaceholderText: "muted",
        QPalette.ColorRole.Highlight: "accent",
        QPalette.ColorRole.HighlightedText: "on_accent",
        QPalette.ColorRole.Link: "accent",
        QPalette.ColorRole.Light: "raised",
        QPalette.ColorRole.Mid: "border",
        QPalette.ColorRole.Dark: "border",
        QPalette.ColorRole.Shadow: "border",
    }
    for role, token in roles.items():
        made.setColor(role, theme.colour(token))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, theme.colour("muted"))
    return made


def font(theme: Theme, token: str = "body", bold: bool = False) -> QFont:
    """The system's face in one of the sizes small, body, section, title, number; figures all equally wide.

    Bold and no lighter: a Chinese face without a bold of its own is thickened only from there on.
    """
    made = QFont(QApplication.font())
    made.setPixelSize(getattr(theme, token))
    made.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    return made


def install_fonts() -> None:
    """Make Chinese readable where the system has no such face but the program's folder brings one."""
    family = QApplication.font().family()
    try:
        bundled = resource_path("fonts", "wqy-microhei.ttc")
    except ResourceMissing:
        return
    QFontDatabase.addApplicationFont(str(bundled))
    QFont.insertSubstitution(family, CHINESE_FAMILY)


def apply_theme(theme: Theme) -> None:
    """Dress the running application in `theme`; every widget hears of it by its change event."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        raise TypeError("a theme needs a running QApplication")
    application.setProperty(_PROPERTY, theme)
    base = QApplication.font()
    base.setPixelSize(theme.body)
    base.setFeature(QFont.Tag("tnum"), 1)
    QApplication.setFont(base)
    QApplication.setPalette(palette(theme))
    application.setStyleSheet(style_sheet(theme))


def current_theme() -> Theme:
    """The theme that the application wears; light before any was applied."""
    application = QApplication.instance()
    worn = application.property(_PROPERTY) if application is not None else None
    return worn if isinstance(worn, Theme) else LIGHT


def set_kind(widget: QWidget, kind: str) -> None:
    """Mark `widget` with a look of the style sheet: primary, plain, danger, quiet, choice ..."""
    set_look(widget, "kind", kind)


def set_look(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet looks at, and let the sheet look again."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    # A widget that was never shown is polished when it is; doing it now would be done again at every new parent.
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)


TOKEN_NAMES = tuple(field.name for field in fields(Theme))
"""What a style sheet may name."""
