"""`bedside selftest` on an altered installation: each kind of case notices, is counted, and sets the status."""

import json
import re
from collections.abc import Callable

import pytest

from bedside.cli import laboratory_cases, selftest
from bedside.resources import resource_texts
from bedside.services import terms
from tests.cli.conftest import Outcome, Run

Texts = Callable[..., dict[str, str]]
CLINICAL = "ctcae-4.03-clinical"


def altered(place: tuple[str, ...], stem: str, was: str, becomes: str) -> Texts:
    """The shipped texts, of which one file says something else in its first place."""

    def texts(*parts: str, **how: str) -> dict[str, str]:
        found = resource_texts(*parts, **how)
        if parts == place and stem in found:
            assert was in found[stem]
            found[stem] = found[stem].replace(was, becomes, 1)
        return found

    return texts


def counts(outcome: Outcome) -> dict[str, tuple[int, int]]:
    """Agreeing and all cases of each suite."""
    found = [re.fullmatch(r"(\S+): (\d+) of (\d+) cases agree", line) for line in outcome.answers]
    return {match[1]: (int(match[2]), int(match[3])) for match in found if match}


@pytest.fixture
def whole(run: Run) -> dict[str, tuple[int, int]]:
    """What the untouched installation counts."""
    outcome = run("selftest")
    assert (outcome.status, outcome.err) == (0, "")
    found = counts(outcome)
    assert all(agree == cases > 0 for agree, cases in found.values())
    return found


def notices(outcome: Outcome, whole: dict[str, tuple[int, int]], suite: str, failures: int = 1) -> str:
    """The first complaint of a run in which cases of one suite alone fail."""
    agree, cases = whole[suite]
    assert counts(outcome) == {**whole, suite: (agree - failures, cases)}
    assert (outcome.status, len(outcome.complaints)) == (1, failures)
    return outcome.complaints[0]


class TestCases:
    """One expected grade was changed."""

    def test_of_crs(self, run: Run, whole: dict[str, tuple[int, int]], monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(
            selftest, "resource_texts", altered(("selftest",), "crs-astct-2019", "grade = 1", "grade = 4")
        )
        assert "not (4, 4)" in notices(run("selftest"), whole, "crs-astct-2019")

    def test_of_icans(self, run: Run, whole: dict[str, tuple[int, int]], monkeypatch: pytest.MonkeyPatch) -> None:
        texts = altered(("selftest",), "icans-astct-2019", "grade = 1", "grade = 4")
        monkeypatch.setattr(selftest, "resource_texts", texts)
        assert "not (4, 4)" in notices(run("selftest"), whole, "icans-astct-2019")

    def test_of_clinical_terms(
        self, run: Run, whole: dict[str, tuple[int, int]], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        texts = altered(("selftest", "terms"), CLINICAL, "grade = 1\n", "grade = 3\n")
        monkeypatch.setattr(selftest, "resource_texts", texts)
        assert notices(run("selftest"), whole, CLINICAL).startswith(f"{CLINICAL}: fever, ")

    def test_of_laboratory_values(
        self, run: Run, whole: dict[str, tuple[int, int]], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        texts = altered(("selftest",), "ctcae-4.03", '"expected": 1', '"expected": 2')
        monkeypatch.setattr(laboratory_cases, "resource_texts", texts)
        assert notices(run("selftest"), whole, "ctcae-4.03").endswith("grade 1, not 2")

    @pytest.mark.parametrize("stem", ["icaht-eha-ebmt-2023", "iec-hs-2023", "neurotoxicity-screen"])
    def test_of_a_scale_that_is_damaged(self, run: Run, monkeypatch: pytest.MonkeyPatch, stem: str) -> None:
        first = resource_texts("selftest", "scales")[stem].index("[[case]]")
        head = resource_texts("selftest", "scales")[stem][:first]
        monkeypatch.setattr(selftest, "resource_texts", altered(("selftest", "scales"), stem, head, f"{head}\n= ?\n"))
        outcome = run("selftest")
        assert outcome.status == 2
        assert len(outcome.complaints) == 1
        assert stem in outcome.err


class TestDictionary:
    """The cases are as they ship; the dictionary is not."""

    def shipped(self, stem: str) -> str:
        """One file of the dictionary."""
        return resource_texts("ctcae", suffix=".json")[stem]

    def test_a_limit_that_overlaps_the_next_grade_is_refused(
        self, run: Run, whole: dict[str, tuple[int, int]], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        texts = altered(("ctcae",), "terms-4.03", '6.0 mmol/L to 7.0 mmol/L"]', '6.0 mmol/L to 8.0 mmol/L"]')
        monkeypatch.setattr(laboratory_cases, "resource_texts", texts)
        outcome = run("selftest")
        assert (outcome.status, len(outcome.complaints)) == (2, 1)
        assert "hyperkalemia" in outcome.complaints[0]
        assert len(counts(outcome)) < len(whole)

    def test_one_changed_step_of_a_clinical_term(
        self, run: Run, whole: dict[str, tuple[int, int]], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        given = json.loads(self.shipped("terms-4.03"))
        fever = next(term for term in given["terms"] if term["code"] == "fever")
        fever["grades"]["1"] = [["temperature_c >= 37.5 Cel to 39.0 Cel"]]
        text = json.dumps(given)
        monkeypatch.setattr(terms, "_text", lambda stem: text if stem == "terms-4.03" else self.shipped(stem))
        terms._dictionary.cache_clear()
        try:
            complaint = notices(run("selftest"), whole, CLINICAL)
        finally:
            terms._dictionary.cache_clear()
        assert complaint.endswith("grade is (1, 1), not (0, 0)")
