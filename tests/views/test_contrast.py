"""Words and lines stand out of every ground in every theme; computed, not looked at."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QColor

from bedside.views.theme import DARK, GRADE_COLOURS, LIGHT, NIGHT, Theme


def luminance(colour: str) -> float:
    """WCAG 2.2's relative luminance."""
    parts = QColor(colour)
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (parts.redF(), parts.greenF(), parts.blueF())
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """WCAG 2.2's contrast ratio, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def faint(theme: Theme) -> list[str]:
    """Pairs of colours that stand on each other with too little contrast."""
    grounds = ("background", "surface", "raised")
    words = [(word, ground, 4.5) for word in ("text", "muted") for ground in grounds]
    words += [(word, ground, 4.5) for word in ("accent", "good", "caution", "danger") for ground in grounds]
    lines = [(line, ground, 3.0) for line in ("border", "accent") for ground in grounds[:2]]
    pairs = [*words, *lines, ("on_accent", "accent", 4.5)]
    return [
        f"{theme.name}: {one} on {other} {contrast(getattr(theme, one), getattr(theme, other)):.2f}"
        for one, other, least in pairs
        if contrast(getattr(theme, one), getattr(theme, other)) < least
    ]


@pytest.mark.parametrize("theme", [LIGHT, DARK, NIGHT], ids=lambda theme: theme.name)
def test_words_and_lines_stand_out_in_every_theme(theme: Theme) -> None:
    assert faint(theme) == []


def test_numerals_stand_out_of_their_grade() -> None:
    assert [pair for pair in GRADE_COLOURS if pair is not None and contrast(pair.ground, pair.numeral) < 4.5] == []


def test_known_contrasts_are_computed() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_a_faint_colour_is_found() -> None:
    assert faint(replace(LIGHT, muted="#8A8F98"))[0].startswith("light: muted on background")
