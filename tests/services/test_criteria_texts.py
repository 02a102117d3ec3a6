"""Criteria from a folder in place of those that ship: an instrument by what it grades, a CTCAE file by its name."""

from pathlib import Path

import pytest

from bedside.errors import CriteriaError, InputRefused
from bedside.models.ctcae import CtcaeFacts
from bedside.services.criteria_texts import CriteriaInForce, shipped_texts, texts_in
from tests.services.newer_criteria import newer_crs, write_newer
from tests.services.states import demo_protocol


def test_what_ships_is_all_there() -> None:
    texts = shipped_texts()
    assert list(texts.instruments) == ["crs-astct-2019", "icans-astct-2019"]
    assert {"terms-4.03", "terms-5.0", "vocabulary", "phrases", "measures", "laboratory"} <= set(texts.ctcae)
    criteria = CriteriaInForce(texts, demo_protocol())
    assert criteria.dictionary("5.0").version == "5.0"
    assert criteria.dictionary("4.03") is criteria.dictionary("4.03")


def test_a_folder_takes_the_place_of_what_it_has(tmp_path: Path) -> None:
    texts = texts_in(write_newer(tmp_path / "newer"))
    criteria = CriteriaInForce(texts, demo_protocol())
    assert (criteria.instruments.crs.version, criteria.instruments.icans.version) == ("1.1", "1.0")
    facts = CtcaeFacts(analyte="neutrophils_abs", value=0.4, unit="10*9/L")
    assert criteria.dictionary("4.03").grade_analyte(facts)[0].grade == 3
    newer = facts.model_copy(update={"ctcae": "5.0"})
    assert criteria.dictionary("5.0").grade_analyte(newer)[0].grade == 4


def test_an_instrument_of_another_name_takes_the_place_of_the_one_that_grades_the_same(tmp_path: Path) -> None:
    (tmp_path / "crs-of-next-year.toml").write_text(newer_crs(), encoding="utf-8")
    texts = texts_in(tmp_path)
    assert sorted(texts.instruments) == ["crs-of-next-year", "icans-astct-2019"]
    assert CriteriaInForce(texts, demo_protocol()).instruments.crs.version == "1.1"


def test_a_protocol_has_its_choices() -> None:
    protocol = demo_protocol()
    chosen = protocol.toxicity.model_copy(update={"choices": {"hypokalemia_grade_2": "number_alone"}})
    facts = CtcaeFacts(analyte="potassium", value=3.2, unit="mmol/L", lln=3.5)
    usual = CriteriaInForce(shipped_texts(), protocol).dictionary("4.03")
    other = CriteriaInForce(shipped_texts(), protocol.model_copy(update={"toxicity": chosen})).dictionary("4.03")
    assert usual.grade_analyte(facts)[0] != other.grade_analyte(facts)[0]


@pytest.mark.parametrize("name", ["", "notes.txt"])
def test_a_folder_without_criteria_is_refused(tmp_path: Path, name: str) -> None:
    if name:
        (tmp_path / name).write_text("something", encoding="utf-8")
    with pytest.raises(InputRefused, match=r"--criteria: .* a folder with criteria \(\*.toml\)"):
        texts_in(tmp_path)


def test_no_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="No such file or directory"):
        texts_in(tmp_path / "nowhere")


def test_a_file_that_no_dictionary_goes_by_is_refused(tmp_path: Path) -> None:
    (tmp_path / "terms_4.03.json").write_text("{}", encoding="utf-8")
    with pytest.raises(InputRefused, match=r"--criteria: terms_4.03.json is refused; .*terms-4.03.json"):
        texts_in(tmp_path)


def test_what_is_not_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "crs-astct-2019.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(InputRefused, match="files in UTF-8"):
        texts_in(tmp_path)


def test_criteria_that_cannot_be_used_are_named(tmp_path: Path) -> None:
    (tmp_path / "crs-astct-2019.toml").write_text("id = 1", encoding="utf-8")
    with pytest.raises(CriteriaError, match="crs-astct-2019"):
        texts_in(tmp_path)
    (tmp_path / "crs-astct-2019.toml").unlink()
    (tmp_path / "terms-4.03.json").write_text("[]", encoding="utf-8")
    criteria = CriteriaInForce(texts_in(tmp_path), demo_protocol())
    with pytest.raises(CriteriaError, match=r"terms-4\.03\.json"):
        criteria.dictionary("4.03")
