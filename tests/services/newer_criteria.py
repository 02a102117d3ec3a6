"""Criteria as a later release might bring them: a fever alone is CRS 2, and a neutrophil count of 0.4 is grade 3."""

from pathlib import Path

from bedside.resources import resource_texts


def newer_crs() -> str:
    """CRS in a version 1.1, in which a fever alone is grade 2."""
    text = resource_texts("criteria")["crs-astct-2019"]
    for old, new in (('version = "1.0"', 'version = "1.1"'), ("fever = { floor = 1,", "fever = { floor = 2,")):
        assert text.count(old) == 1
        text = text.replace(old, new)
    return text


def newer_terms() -> str:
    """CTCAE 4.03 in which neutropenia of grade 4 begins below 0.3, and encephalopathy has gone."""
    lines = resource_texts("ctcae", suffix=".json")["terms-4.03"].splitlines()
    kept = [line for line in lines if '"code": "encephalopathy"' not in line]
    assert len(kept) == len(lines) - 1
    text = "\n".join(kept)
    old, new = "500 /mm3 = 0.5 10*9/L", "300 /mm3 = 0.3 10*9/L"
    assert '"code": "neutrophil-count-decreased"' in text
    place = text.index('"code": "neutrophil-count-decreased"')
    end = text.index("\n", place)
    assert text[place:end].count(old) == 2
    return text[:place] + text[place:end].replace(old, new) + text[end:]


def write_newer(folder: Path) -> Path:
    """A folder with both."""
    folder.mkdir()
    (folder / "crs-astct-2019.toml").write_text(newer_crs(), encoding="utf-8")
    (folder / "terms-4.03.json").write_text(newer_terms(), encoding="utf-8")
    return folder
