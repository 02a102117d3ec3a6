"""Findings with another cause (A.6, CRS-24, CRS-25): they make and prolong no episode, and are told beside."""

from bedside.models.projections import GradeBounds
from bedside.services.kept_apart import KeptApart, kept_apart
from tests.services.episodes import SEPSIS, TUBE, after, found, only, page, well_for
from tests.services.ward import FEVER, WELL, Ward


class TestNeurologicalTube:
    """CRS-24: intubated for a neurological reason alone, CRS is over once its other signs are gone."""

    def test_it_does_not_prolong(self, ward: Ward) -> None:
        ward.check(FEVER)
        calm = well_for(ward, 24, TUBE)
        assert only(ward).ended_at == calm

    def test_a_tube_for_hypoxia_does(self, ward: Ward) -> None:
        ward.check(FEVER)
        ward.pass_time(hours=1)
        ward.give("tocilizumab")
        well_for(ward, 24, {**TUBE, "oxygen_reason": "hypoxia"})
        assert only(ward).ended_at is None


class TestInfection:
    """CRS-25 and A.6: kept apart where a clinician says so, and by nothing else."""

    def test_a_fever_of_an_infection_opens_none_and_is_told_beside(self, ward: Ward) -> None:
        first = ward.check(SEPSIS).observed_at
        last = after(ward, 4, SEPSIS)
        assert found(ward) == []
        assert page(ward).apart == (KeptApart("fever", "infection", first, last, 2),)

    def test_it_does_not_prolong_one(self, ward: Ward) -> None:
        ward.check(FEVER)
        calm = well_for(ward, 24, SEPSIS)
        assert only(ward).ended_at == calm
        assert [one.finding for one in page(ward).apart] == ["fever"]

    def test_treating_for_infection_does_not_take_the_fever_from_crs(self, ward: Ward) -> None:
        ward.check(FEVER)
        ward.give("antiinfective")
        after(ward, 4, FEVER)
        assert (only(ward).ended_at, page(ward).apart) == (None, ())
        assert [given.drug for given in only(ward).treatments] == ["antiinfective"]

    def test_where_crs_cannot_be_excluded_it_counts(self, ward: Ward) -> None:
        ward.check({**FEVER, "fever_cause": "cannot_exclude"})
        assert only(ward).peak == GradeBounds(1, 1)
        assert page(ward).apart == ()

    def test_both_may_be_there_at_once(self, ward: Ward) -> None:
        ward.check({**FEVER, "hypotension": True, "systolic_mmhg": 84, "hypotension_cause": "infection"})
        assert only(ward).peak == GradeBounds(1, 1)
        assert [(one.finding, one.cause) for one in page(ward).apart] == [("hypotension", "infection")]

    def test_oxygen_and_neurological_findings_are_told_with_their_reason(self, ward: Ward) -> None:
        answers = {**TUBE, "consciousness": "awakens_to_touch", "consciousness_cause": "sedation"}
        ward.check({**answers, "neuro_attributed_to_icans": False})
        assert [(one.finding, one.cause) for one in page(ward).apart] == [
            ("oxygen", "airway_protection"),
            ("consciousness", "sedation"),
            ("neuro", "other"),
        ]

    def test_a_cause_without_its_finding_keeps_nothing_apart(self, ward: Ward) -> None:
        ward.check({**SEPSIS, "temperature_c": 37.9})
        assert page(ward).apart == ()

    def test_an_attribution_without_neurological_finding_keeps_nothing_apart(self, ward: Ward) -> None:
        ward.check({**WELL, "neuro_attributed_to_icans": False})
        assert page(ward).apart == ()

    def test_one_cause_after_another_and_a_pause_are_told_apart(self, ward: Ward) -> None:
        ward.check(SEPSIS)
        after(ward, 24, SEPSIS)
        after(ward, 4, {**FEVER, "fever_cause": "drug"})
        after(ward, 24 + 1 / 60, SEPSIS)
        assert [(one.cause, one.checks) for one in page(ward).apart] == [
            ("infection", 2),
            ("drug", 1),
            ("infection", 1),
        ]

    def test_nothing_is_nothing(self, ward: Ward) -> None:
        assert kept_apart((), ward.desk.protocol) == ()
