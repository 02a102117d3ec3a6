"""The files of the scales: heads that say where they stand, what was seen of sources, and refusals in one line."""

import tomllib
from typing import Any

import pytest

from bedside.errors import CriteriaError
from bedside.grading.loader import read_file
from bedside.models.haematotoxicity import IcahtScale
from bedside.models.iec_hs import IecHsScale
from bedside.models.neurotoxicity import ScreenScale
from bedside.models.scale import Scale
from bedside.resources import resource_texts

TEXTS = resource_texts("scales")
MODELS: dict[str, type[Scale]] = {
    "icaht-eha-ebmt-2023": IcahtScale,
    "iec-hs-2023": IecHsScale,
    "neurotoxicity-screen": ScreenScale,
}


def test_each_file_has_its_model() -> None:
    assert TEXTS.keys() == MODELS.keys()


@pytest.mark.parametrize("stem", MODELS)
class TestHead:
    def test_it_is_named_as_its_file(self, stem: str) -> None:
        scale, _ = read_file(MODELS[stem], TEXTS[stem], stem)
        assert scale.id == stem

    def test_a_draft_says_that_nobody_has_checked_it(self, stem: str) -> None:
        scale, _ = read_file(MODELS[stem], TEXTS[stem], stem)
        assert (scale.status, scale.checked_on) == ("draft", "")
        assert scale.checked_by.startswith("not yet checked")

    def test_each_source_says_what_was_seen_of_it(self, stem: str) -> None:
        scale, _ = read_file(MODELS[stem], TEXTS[stem], stem)
        assert all(source.seen for source in scale.sources)
        assert len({source.key for source in scale.sources}) == len(scale.sources)
        assert scale.source.partition("doi:")[2] in {source.doi for source in scale.sources}

    def test_the_checksum_does_not_depend_on_layout(self, stem: str) -> None:
        text = TEXTS[stem]
        assert read_file(MODELS[stem], f"# a remark\n\n{text}", stem)[1] == read_file(MODELS[stem], text, stem)[1]

    def test_and_changes_with_any_word(self, stem: str) -> None:
        text = TEXTS[stem]
        changed = text.replace('version = "1.0"', 'version = "1.1"')
        assert read_file(MODELS[stem], changed, stem)[1] != read_file(MODELS[stem], text, stem)[1]

    @pytest.mark.parametrize(
        ("was", "becomes", "where", "problem"),
        [
            ('status = "draft"', 'status = "good"', "status", "draft"),
            ('status = "draft"', 'status = "draft"\nextra = 1', "extra", "not permitted"),
            ('version = "1.0"', "version = 1.0", "version", "valid string"),
            ('version = "1.0"', "version =", "file", "not TOML"),
            ('version = "1.0"', "version = 2026-01-01", "file", "date"),
            ('prepared_on = "2026-11-22"', 'prepared_on = "today"', "prepared_on", "pattern"),
        ],
    )
    def test_what_is_wrong_is_one_line(self, stem: str, was: str, becomes: str, where: str, problem: str) -> None:
        assert TEXTS[stem].count(was) == 1
        with pytest.raises(CriteriaError) as caught:
            read_file(MODELS[stem], TEXTS[stem].replace(was, becomes), stem)
        line = str(caught.value)
        assert line.startswith(f"criteria {stem}, {where}: ")
        assert problem in line
        assert "\n" not in line

    def test_every_sentence_is_in_both_languages(self, stem: str) -> None:
        for english, chinese in wordings(tomllib.loads(TEXTS[stem])):
            assert english.strip() == english != ""
            assert chinese.strip() == chinese != ""


def wordings(data: Any) -> list[tuple[str, str]]:
    """Every sentence of a file in English and Chinese."""
    if isinstance(data, list):
        return [pair for one in data for pair in wordings(one)]
    if not isinstance(data, dict):
        return []
    if data.keys() == {"en", "zh"}:
        return [(data["en"], data["zh"])]
    return [pair for one in data.values() for pair in wordings(one)]


def test_the_highest_icaht_grade_is_4() -> None:
    scale, _ = read_file(IcahtScale, TEXTS["icaht-eha-ebmt-2023"], "icaht")
    assert scale.highest_grade == 4


def test_deeper_or_longer_is_never_milder() -> None:
    scale, _ = read_file(IcahtScale, TEXTS["icaht-eha-ebmt-2023"], "icaht")
    for rungs in (scale.early.rungs, scale.companion.early, scale.companion.late):
        for one in rungs:
            for other in rungs:
                if one.limit <= other.limit and one.days_at_least >= other.days_at_least:
                    assert one.grade >= other.grade
    for lower in scale.late.rungs:
        assert all(lower.grade >= other.grade for other in scale.late.rungs if lower.limit <= other.limit)


def test_each_kind_of_iec_hs_finding_is_worse_than_the_last() -> None:
    severity = read_file(IecHsScale, TEXTS["iec-hs-2023"], "iec-hs")[0].severity
    steps = [severity.base, severity.interventions, severity.severe_events, severity.life_threatening_events]
    assert [*steps, severity.death] == [1, 2, 3, 4, 5]
    assert severity.symptoms == {"moderate": 2, "severe": 3}


def test_no_item_of_the_screen_suggests_icans() -> None:
    scale, _ = read_file(ScreenScale, TEXTS["neurotoxicity-screen"], "screen")
    for item in scale.items.values():
        assert item.terms.keys() == {"4.03", "5.0"}
        for terms in item.terms.values():
            assert terms
            assert not [term for term in terms if "ICANS" in term or "ncephalopathy" in term]
