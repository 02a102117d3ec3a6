"""The search: what a ward types, in two languages, short, misspelt or in any order, finds its term first."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bedside.grading.ctcae.names import Names, read_names
from bedside.grading.ctcae.search import EXACT, NEAR, STARTS, WITHIN, WORD, TermIndex, american, plain
from tests.grading.ctcae.conftest import VERSIONS, shipped, shipped_texts

STANDS_FOR = {"ICANS": "encephalopathy"}


@cache
def index(version: str = "4.03") -> TermIndex:
    """Every name of one version's terms."""
    return TermIndex(shipped(version).terms, read_names(shipped_texts()), STANDS_FOR)


def codes(text: str, limit: int = 20) -> list[str]:
    """What `text` finds."""
    return [hit.code for hit in index().find(text, limit=limit)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("anc", "neutrophil-count-decreased"),
        ("neu", "neutrophil-count-decreased"),
        ("plt", "platelet-count-decreased"),
        ("low k", "hypokalemia"),
        ("k low", "hypokalemia"),
        ("feve", "fever"),
        ("crs", "cytokine-release-syndrome"),
        ("icans", "encephalopathy"),
        ("hb", "anemia"),
        ("wbc", "white-blood-cell-decreased"),
        ("fn", "febrile-neutropenia"),
        ("tls", "tumor-lysis-syndrome"),
        ("uti", "urinary-tract-infection"),
        ("low bp", "hypotension"),
        ("hea", "headache"),
        ("dia", "diarrhea"),
        ("con", "constipation"),
        ("pai", "pain"),
        ("rash", "rash-maculo-papular"),
        ("tired", "fatigue"),
        ("low igg", "immune-system-disorders-other-specify"),
        ("cmv", "infections-and-infestations-other-specify"),
        ("crp", "investigations-other-specify"),
        ("parkinson", "extrapyramidal-disorder"),
        ("anaemia", "anemia"),
        ("diarrhoea", "diarrhea"),
        ("oedema", "edema-limbs"),
        ("hypokalaemia", "hypokalemia"),
        ("dyspnoea", "dyspnea"),
        ("leucocytosis", "leukocytosis"),
        ("nausia", "nausea"),
        ("vomitting", "vomiting"),
        ("diarhea", "diarrhea"),
        ("siezure", "seizure"),
        ("hicups", "hiccups"),
        ("neutrophil low", "neutrophil-count-decreased"),
        ("decreased platelet", "platelet-count-decreased"),
        ("FEVER", "fever"),
        ("血小板", "platelet-count-decreased"),
        ("中性粒", "neutrophil-count-decreased"),
        ("白细胞", "white-blood-cell-decreased"),
        ("感染", "lung-infection"),
        ("肺炎", "lung-infection"),
        ("发烧", "fever"),
        ("低钾", "hypokalemia"),
        ("腹泻", "diarrhea"),
        ("痛", "pain"),
        ("细胞因子", "cytokine-release-syndrome"),
        ("脑病", "encephalopathy"),
    ],
)
def test_a_ward_finds_what_it_types(typed: str, first: str) -> None:
    assert codes(typed)[:1] == [first]


def test_the_word_that_matched_is_told() -> None:
    assert index().find("icans")[0].matched == "ICANS"
    assert index().find("anc")[0].matched == "ANC"
    assert index().find("血小板")[0].matched == "血小板计数降低"
    assert index().find("neutrophil count")[0].matched == "Neutrophil count decreased"


@pytest.mark.parametrize(
    ("typed", "code", "fit"),
    [
        ("fever", "fever", EXACT),
        ("feve", "fever", STARTS),
        ("血小板", "thrombotic-thrombocytopenic-purpura", STARTS),
        ("infusion reaction", "infusion-related-reaction", EXACT),
        ("hemorrhage", "anal-hemorrhage", WORD),
        ("phalopathy", "encephalopathy", WITHIN),
        ("fatige", "fatigue", NEAR),
    ],
)
def test_how_well_it_matched_is_told(typed: str, code: str, fit: int) -> None:
    assert {hit.code: hit.fit for hit in index().find(typed)}[code] == fit


def test_short_letters_are_not_looked_for_inside_words() -> None:
    assert codes("anc") == ["neutrophil-count-decreased"]
    assert "pancreatitis" in codes("ancr")


def test_what_is_only_alike_stays_away_where_something_is_spelt_so() -> None:
    assert codes("hypotension") == ["hypotension"]
    assert "hyperkalemia" not in codes("hypokalemia")


def test_what_was_used_and_what_is_of_interest_leads_among_equals() -> None:
    def first(text: str, used: tuple[str, ...] = (), interest: tuple[str, ...] = ()) -> list[str]:
        return [hit.code for hit in index().find(text, first=used, then=interest)][:2]

    assert first("pain", used=("back-pain",)) == ["pain", "back-pain"]  # an exact name stays the first
    assert first("inf", used=("eye-infection",), interest=("sepsis", "kidney-infection"))[0] == "eye-infection"
    assert first("inf", interest=("kidney-infection",))[0] == "kidney-infection"


def test_a_terms_own_name_leads_before_a_synonym_of_another() -> None:
    assert codes("thr")[:2] == ["thromboembolic-event", "platelet-count-decreased"]


def test_nothing_typed_finds_what_was_used_then_what_is_of_interest() -> None:
    found = index().find("  ", first=("sepsis", "no-such-term"), then=("fever", "sepsis"))
    assert [(hit.code, hit.matched) for hit in found] == [("sepsis", ""), ("fever", "")]
    assert index().find("") == ()


def test_no_more_are_found_than_asked_for() -> None:
    assert len(codes("pain", limit=3)) == 3


def test_a_name_that_stands_for_nothing_known_is_refused() -> None:
    with pytest.raises(KeyError):
        TermIndex(shipped("4.03").terms, read_names(shipped_texts()), {"ICANS": "no-such-term"})


@pytest.mark.parametrize("version", VERSIONS)
def test_every_term_is_found_by_its_own_two_names(version: str) -> None:
    names = read_names(shipped_texts()).terms
    for term in shipped(version).terms:
        for name in (term.name, names[term.code].zh):
            hits = {hit.code: hit.fit for hit in index(version).find(name)}
            assert hits.get(term.code) == EXACT, name


def test_every_other_name_and_abbreviation_finds_its_term() -> None:
    names = read_names(shipped_texts()).terms
    for term in shipped("4.03").terms:
        for name in names[term.code].others():
            assert term.code in codes(name, limit=60), name


@pytest.mark.parametrize(
    ("british", "written"),
    [
        ("haemorrhage", "hemorrhage"),
        ("oesophagitis", "esophagitis"),
        ("diarrhoea", "diarrhea"),
        ("tumour", "tumor"),
        ("oed", "oed"),
        ("does", "does"),
        ("toe", "toe"),
    ],
)
def test_british_spelling_is_read(british: str, written: str) -> None:
    assert american(british) == ("des" if british == "does" else written)


def test_a_term_that_nobody_named_is_found_by_its_own_name() -> None:
    nameless = TermIndex(shipped("4.03").terms, Names("draft", {}, {}))
    assert [hit.code for hit in nameless.find("hiccups")] == ["hiccups"]
    assert nameless.find("发热") == ()


def test_names_are_compared_without_case_hyphens_and_commas() -> None:
    assert plain("  Eye disorders - Other,  specify ") == "eye disorders other specify"


@given(st.text(max_size=40))
def test_anything_can_be_typed(text: str) -> None:
    found = index().find(text, first=("fever",), then=("sepsis",))
    assert len({hit.code for hit in found}) == len(found) <= 20
