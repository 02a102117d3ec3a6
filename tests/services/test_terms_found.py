"""What a ward types and what it finds first, in both languages; what stands first changes with what it records."""

from dataclasses import replace
from functools import partial

import pytest

from bedside.services.adverse_events import record_adverse_event
from bedside.services.criteria_texts import CriteriaInForce, shipped_texts
from bedside.services.desk import Desk
from bedside.services.laboratory import LabValue, record_lab_panel
from bedside.services.regrade import GRADED_KINDS, regrade
from bedside.services.terms import RECENT, dictionary_for, find_terms, preview_term, recent_terms, term_page
from tests.services.states import demo_protocol
from tests.services.ward import Ward

FIRST = {
    "crs": "cytokine-release-syndrome",
    "icans": "encephalopathy",
    "fn": "febrile-neutropenia",
    "anc": "neutrophil-count-decreased",
    "aki": "acute-kidney-injury",
    "dic": "disseminated-intravascular-coagulation",
    "tls": "tumor-lysis-syndrome",
    "sob": "dyspnea",
    "qtc": "electrocardiogram-qt-corrected-interval-prolonged",
    "alt": "alanine-aminotransferase-increased",
    "hlh": "immune-system-disorders-other-specify",
    "low k": "hypokalemia",
    "bell": "facial-nerve-disorder",
    "parkinson": "extrapyramidal-disorder",
    "diarrhoea": "diarrhea",
    "anaemia": "anemia",
    "ftigue": "fatigue",
    "sezure": "seizure",
    "thrombocytopenia": "platelet-count-decreased",
    "pneumonia": "lung-infection",
    "发热": "fever",
    "脑病": "encephalopathy",
    "癫痫": "seizure",
    "震颤": "tremor",
    "腹泻": "diarrhea",
    "低血压": "hypotension",
    "缺氧": "hypoxia",
    "细胞因子释放综合征": "cytokine-release-syndrome",
    "中性粒": "neutrophil-count-decreased",
}
"""What is typed, and the term that stands first."""


@pytest.mark.parametrize(("typed", "code"), FIRST.items())
def test_what_a_ward_types_finds_its_term_first(desk: Desk, typed: str, code: str) -> None:
    assert find_terms(desk, typed)[0].code == code
    assert find_terms(desk, f"  {typed.upper()} ")[0].code == code


def test_each_event_of_special_interest_is_marked_and_found_by_either_name(desk: Desk) -> None:
    for code in desk.protocol.toxicity.aesi:
        page = term_page(desk, code)
        for name in (page.name.en, page.name.zh):
            hit = find_terms(desk, name)[0]
            assert (hit.code, hit.aesi, hit.name) == (code, True, page.name)


def test_every_page_speaks_both_languages_and_says_that_it_is_a_draft(desk: Desk) -> None:
    for term in dictionary_for(desk.protocol).terms[::9]:
        page = term_page(desk, term.code)
        wordings = [page.name, page.soc, *(text for cell in page.cells for text in cell.alternatives)]
        wordings += [question.text for question in page.questions]
        wordings += [choice.text for question in page.questions for choice in question.choices]
        assert all(text.en and text.zh for text in wordings), term.code
        assert not any(text.zh.isascii() for text in (page.name, page.soc)), term.code
        assert (page.draft, [cell.grade for cell in page.cells]) == (True, list(term.grades))


class TestRecent:
    def record(self, ward: Ward, *codes: str) -> None:
        """Events by these terms, one after the other."""
        for code in codes:
            grade = min(dictionary_for(ward.desk.protocol).term(code).grades)
            told = partial(record_adverse_event, ward.desk, ward.subject_id, findings={}, override_reason="seen")
            told(term=code, grade=grade, onset_at=ward.clock.now())

    def test_the_last_twelve_the_newest_first_each_once(self, ward: Ward) -> None:
        codes = [term.code for term in dictionary_for(ward.desk.protocol).terms if term.grades[0] < 5][5:20]
        self.record(ward, *codes, codes[3], codes[10])
        last = [codes[10], codes[3], *(code for code in reversed(codes) if code not in (codes[3], codes[10]))]
        assert recent_terms(ward.desk) == tuple(last[:RECENT])
        assert [hit.code for hit in find_terms(ward.desk, "")][:RECENT] == last[:RECENT]

    def test_a_term_just_recorded_leads_those_that_match_as_well(self, ward: Ward) -> None:
        before = [hit.code for hit in find_terms(ward.desk, "pain")]
        assert before[0] == "pain"
        self.record(ward, "bone-pain")
        found = find_terms(ward.desk, "pain")
        places = {hit.code: place for place, hit in enumerate(found)}
        assert found[places["bone-pain"]].recent
        assert places["bone-pain"] < places["back-pain"]
        assert found[0].code == "pain"  # the whole name is a better match than any recent one

    def test_what_was_only_looked_at_is_not_recent(self, ward: Ward) -> None:
        term_page(ward.desk, "fever")
        preview_term(ward.desk, "fever", {"temperature_c": 39.0})
        assert recent_terms(ward.desk) == ()

    def test_a_term_that_the_other_version_lacks_is_not_recent_there(self, ward: Ward) -> None:
        self.record(ward, "spleen-disorder", "fever")
        newer = replace(ward.desk, protocol=ward.desk.protocol.model_copy(update={"ctcae": "5.0"}))
        assert recent_terms(ward.desk) == ("fever", "spleen-disorder")
        assert recent_terms(newer) == ("fever",)


class TestChoices:
    """Another reading of NCI's text changes grades, and a regrade says which."""

    def under(self, **choices: str) -> CriteriaInForce:
        """The shipped criteria under choices of a protocol."""
        protocol = demo_protocol()
        toxicity = protocol.toxicity.model_copy(update={"choices": choices})
        return CriteriaInForce(shipped_texts(), protocol.model_copy(update={"toxicity": toxicity}))

    @pytest.mark.parametrize(
        ("value", "choice", "term", "before", "after"),
        [
            (LabValue("neutrophils_abs", 1.4, "10*9/L", lln=1.3), "not_an_event", "neutrophil-count-decreased", 2, 0),
            (LabValue("neutrophils_abs", 1.2, "10*9/L", lln=1.3), "not_an_event", "neutrophil-count-decreased", 2, 2),
        ],
    )
    def test_a_count_within_the_limits(
        self, ward: Ward, value: LabValue, choice: str, term: str, before: int, after: int
    ) -> None:
        record_lab_panel(ward.desk, ward.subject_id, taken_at=ward.clock.now(), values=[value])
        with ward.desk.store.read() as reader:
            same = regrade(reader.records_of_kinds(GRADED_KINDS), self.under())
            other = regrade(reader.records_of_kinds(GRADED_KINDS), self.under(within_limits=choice))
        assert same.changes == ()
        found = {change.what: (change.recorded, change.again) for change in other.changes}
        assert set(found) == ({term} if before != after else set())
        for recorded, again in found.values():
            assert recorded is not None
            assert again is not None
            assert (recorded.at_least, again.at_least) == (before, after)
