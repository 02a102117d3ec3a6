"""What was worse between two checks is graded by the same instrument, and what nobody asked is not taken as calm."""

from typing import Any

import pytest

from bedside.grading.engine import Instrument
from bedside.grading.worst import SinceLast, worst_crs, worst_icans
from bedside.models.facts import CrsFacts, IcansFacts

CALM = CrsFacts(
    temperature_c=37.0,
    fever_other_cause=False,
    crs_established=True,
    treated_since_onset=("tocilizumab",),
    hypotension=False,
    hypotension_other_cause=False,
    vasopressors=(),
    oxygen_device="room_air",
    oxygen_reason="hypoxia",
)
AS_NOW = SinceLast(highest_temperature_c=37.0, vasopressors=(), oxygen_device="room_air", seizures=())
AWAKE = IcansFacts(
    age_years=60,
    ice_score=10,
    consciousness="alert",
    seizures=(),
    motor_weakness="none",
    raised_icp=(),
    attributed_to_icans=True,
)


def since(**changes: Any) -> SinceLast:
    """Nothing worse than now but for `changes`."""
    asked = {name: getattr(AS_NOW, name) for name in AS_NOW.__slots__}
    return SinceLast(**{**asked, **changes})


def now(**changes: Any) -> CrsFacts:
    """Calm but for `changes`."""
    return CALM.model_copy(update=changes)


class TestCrs:
    def test_nothing_worse_changes_nothing(self, crs: Instrument) -> None:
        assert worst_crs(crs, CALM, AS_NOW) == CALM

    @pytest.mark.parametrize(
        ("change", "grade"),
        [
            ({"highest_temperature_c": 38.0}, 1),
            ({"vasopressors": ("norepinephrine",)}, 3),
            ({"vasopressors": ("norepinephrine", "epinephrine")}, 4),
            ({"oxygen_device": "nasal_cannula", "oxygen_flow_l_min": 6.0}, 2),
            ({"oxygen_device": "nasal_cannula", "oxygen_flow_l_min": 8.0}, 3),
            ({"oxygen_device": "cpap"}, 4),
        ],
    )
    def test_a_finding_since_is_graded(self, crs: Instrument, change: dict[str, Any], grade: int) -> None:
        assert crs.grade(CALM).grade == 0
        assert crs.grade(worst_crs(crs, CALM, since(**change))).grade == grade

    def test_the_higher_temperature_stands(self, crs: Instrument) -> None:
        assert worst_crs(crs, now(temperature_c=39.0), since()).temperature_c == 39.0
        assert worst_crs(crs, now(temperature_c=38.0), since(highest_temperature_c=40.0)).temperature_c == 40.0

    def test_vasopressors_of_both_times_are_joined(self, crs: Instrument) -> None:
        worst = worst_crs(
            crs, now(vasopressors=("vasopressin",)), since(vasopressors=("epinephrine", "norepinephrine"))
        )
        assert worst.vasopressors == ("norepinephrine", "epinephrine", "vasopressin")

    @pytest.mark.parametrize(
        ("here", "there", "worst"),
        [
            (("venturi", None), ("blow_by", None), ("venturi", None)),
            (("blow_by", None), ("venturi", 10.0), ("venturi", 10.0)),
            (("nasal_cannula", 2.0), ("nasal_cannula", 8.0), ("nasal_cannula", 8.0)),
            (("nasal_cannula", 8.0), ("nasal_cannula", None), ("nasal_cannula", 8.0)),
            (("nasal_cannula", 2.0), ("nasal_cannula", None), ("nasal_cannula", None)),
            (("nasal_cannula", 2.0), ("nasal_cannula", 4.0), ("nasal_cannula", 2.0)),
            (("room_air", None), ("room_air", None), ("room_air", None)),
        ],
    )
    def test_the_device_of_the_higher_level_stands_with_its_flow(
        self, crs: Instrument, here: tuple[Any, Any], there: tuple[Any, Any], worst: tuple[Any, Any]
    ) -> None:
        facts = worst_crs(
            crs,
            now(oxygen_device=here[0], oxygen_flow_l_min=here[1]),
            since(oxygen_device=there[0], oxygen_flow_l_min=there[1]),
        )
        assert (facts.oxygen_device, facts.oxygen_flow_l_min) == worst

    def test_what_nobody_asked_is_unknown_and_not_calm(self, crs: Instrument) -> None:
        worst = worst_crs(crs, CALM, SinceLast())
        assert (worst.temperature_c, worst.vasopressors, worst.oxygen_device) == (None, None, None)
        result = crs.grade(worst)
        assert (result.at_least, result.at_most) == (0, 4)
        assert {"temperature_c", "vasopressors", "oxygen_device"} <= set(result.missing)

    def test_a_finding_of_now_stands_where_nobody_asked(self, crs: Instrument) -> None:
        facts = now(temperature_c=39.0, vasopressors=("dopamine",), oxygen_device="cpap")
        assert worst_crs(crs, facts, SinceLast()) == facts

    def test_a_finding_since_stands_where_now_is_unknown(self, crs: Instrument) -> None:
        facts = now(temperature_c=None, vasopressors=None, oxygen_device=None)
        known = since(
            highest_temperature_c=39.0, vasopressors=("dopamine",), oxygen_device="nasal_cannula", oxygen_flow_l_min=3.0
        )
        worst = worst_crs(crs, facts, known)
        assert (worst.temperature_c, worst.vasopressors) == (39.0, ("dopamine",))
        assert (worst.oxygen_device, worst.oxygen_flow_l_min) == ("nasal_cannula", 3.0)

    def test_calm_since_leaves_an_unknown_now_unknown(self, crs: Instrument) -> None:
        worst = worst_crs(crs, now(temperature_c=None, vasopressors=None, oxygen_device=None), AS_NOW)
        assert (worst.temperature_c, worst.vasopressors, worst.oxygen_device) == (None, None, None)

    def test_oxygen_that_is_not_for_hypoxia_is_no_finding(self, crs: Instrument) -> None:
        worst = worst_crs(crs, now(oxygen_reason="comfort"), since(oxygen_device="cpap"))
        assert crs.grade(worst).grade == 0

    @pytest.mark.parametrize("device", ["room_air", "blow_by", "cpap"])
    @pytest.mark.parametrize("pressors", [(), ("norepinephrine",)])
    def test_the_worst_is_never_under_the_grade_of_now(
        self, crs: Instrument, device: str, pressors: tuple[str, ...]
    ) -> None:
        facts = now(temperature_c=39.0, oxygen_device=device, vasopressors=pressors)
        for asked in (SinceLast(), AS_NOW, since(highest_temperature_c=36.0)):
            assert crs.grade(worst_crs(crs, facts, asked)).at_least >= crs.grade(facts).at_least


class TestIcans:
    def test_a_seizure_that_is_over_is_graded(self, icans: Instrument) -> None:
        assert icans.grade(AWAKE).grade == 0
        worst = worst_icans(AWAKE, since(seizures=("resolved_rapidly",), seizure_minutes=2.0))
        assert icans.grade(worst).grade == 3

    @pytest.mark.parametrize(("minutes", "grade"), [(5.0, 3), (5.5, 4)])
    def test_the_longest_counts(self, icans: Instrument, minutes: float, grade: int) -> None:
        facts = AWAKE.model_copy(update={"seizures": ("resolved_rapidly",), "seizure_minutes": 1.0})
        worst = worst_icans(facts, since(seizures=("resolved_rapidly",), seizure_minutes=minutes))
        assert worst.seizure_minutes == minutes
        assert icans.grade(worst).grade == grade

    def test_none_now_and_none_since_is_none(self) -> None:
        assert worst_icans(AWAKE, since()) == AWAKE

    @pytest.mark.parametrize(("here", "there"), [(None, ()), ((), None), (None, None)])
    def test_unknown_on_one_side_is_unknown(self, here: tuple[()] | None, there: tuple[()] | None) -> None:
        facts = AWAKE.model_copy(update={"seizures": here})
        assert worst_icans(facts, since(seizures=there)).seizures is None

    def test_a_length_without_a_kind_is_kept(self) -> None:
        facts = AWAKE.model_copy(update={"seizures": None})
        assert worst_icans(facts, since(seizures=None, seizure_minutes=3.0)).seizure_minutes == 3.0
