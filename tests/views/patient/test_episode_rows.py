"""From the services' episodes to the page's cards, on a real store."""

from datetime import timedelta

from bedside.models.canonical import JsonValue
from bedside.models.check import Override
from bedside.services.ward import patient_page
from bedside.views.patient.episode_rows import apart_rows, clock_state, episode_cards
from bedside.views.patient.presenter import read_rows
from bedside.views.patient.state import EpisodeCard
from bedside.views.widgets.badge_state import BadgeState
from tests.services.ward import FEVER, WELL, Ward


def cards(ward: Ward) -> tuple[EpisodeCard, ...]:
    """The cards of the patient's page."""
    return read_rows(ward.desk, ward.subject_id).episodes


def described(item: str, value: JsonValue) -> str:
    """Which item and value were asked for."""
    return f"{item}={value}"


def well_for_a_day(ward: Ward) -> None:
    for _ in range(7):
        ward.pass_time(hours=4)
        ward.check(WELL)


def test_a_card_holds_the_episode_with_its_doses(ward: Ward) -> None:
    began = ward.check(FEVER).observed_at
    ward.pass_time(hours=1)
    ward.give("tocilizumab")
    (card,) = cards(ward)
    assert (card.scale, card.number, card.peak) == ("crs", 1, BadgeState("crs", 1, 1))
    assert (card.began_at, card.ended_at, card.peak_at, card.onset_day) == (began, None, began, 1)
    assert (card.lasted, card.days, card.calm_hours) == (timedelta(hours=1), 1, 24)
    assert [(dose.drug, dose.author) for dose in card.doses] == [("tocilizumab", "Nurse A")]
    assert (card.first_began_at, card.by_criteria, card.late_after) == (None, None, None)


def test_a_return_comes_first_and_names_the_first_of_its_own_scale(ward: Ward) -> None:
    ward.check({**WELL, "ice_attention": "wrong", "neuro_attributed_to_icans": True})
    ward.pass_time(hours=1)
    first = ward.check(FEVER).observed_at
    well_for_a_day(ward)
    ward.pass_time(hours=1)
    ward.check(FEVER)
    again, crs, icans = cards(ward)
    assert [(one.scale, one.number, one.first_began_at) for one in (again, crs, icans)] == [
        ("crs", 2, first),
        ("crs", 1, None),
        ("icans", 1, None),
    ]


def test_what_the_criteria_gave_is_a_badge_beside(ward: Ward) -> None:
    ward.check(FEVER, (Override(scale="crs", grade=2, reason="pressure fell in between"),))
    (card,) = cards(ward)
    assert (card.peak, card.by_criteria) == (BadgeState("crs", 2, 2), BadgeState("crs", 1, 1))


def test_what_was_kept_apart_comes_newest_first_with_its_cause_in_words(ward: Ward) -> None:
    ward.check({**FEVER, "fever_cause": "infection"})
    ward.pass_time(hours=1)
    ward.check({**WELL, "oxygen_device": "ventilator", "oxygen_reason": "comfort"})
    ward.pass_time(hours=1)
    ward.check({**WELL, "ice_attention": "wrong", "neuro_attributed_to_icans": False})
    rows = apart_rows(read_rows(ward.desk, ward.subject_id).apart, described)
    assert [(row.finding, row.cause) for row in rows] == [
        ("neuro", ""),
        ("oxygen", "oxygen_reason=comfort"),
        ("fever", "fever_cause=infection"),
    ]


def test_the_clock_has_the_doses_of_the_page_and_the_protocols_figures(ward: Ward) -> None:
    ward.check(FEVER)
    given_at = ward.give("tocilizumab").given_at
    ward.give("steroid", dose=10.0, dose_unit="mg")
    clock = read_rows(ward.desk, ward.subject_id).clock
    rule = ward.desk.protocol.tocilizumab
    assert clock.next_at == given_at + timedelta(hours=rule.every.hours)
    assert (clock.every_hours.number, clock.every_hours.source) == (rule.every.hours, rule.every.source)
    assert (clock.most_in_24_hours.number, clock.most_in_all.number) == (3, 4)
    assert clock.tocilizumab_last is not None
    assert clock.steroid_last is not None
    assert (clock.tocilizumab_last.given_at, clock.steroid_last.dose) == (given_at, 10.0)
    assert set(clock.waiving) == {"tocilizumab", "steroid"}


def test_without_doses_the_clock_is_empty(ward: Ward) -> None:
    page = patient_page(ward.desk, ward.subject_id)
    clock = clock_state(page.clock, {})
    assert (clock.tocilizumab_last, clock.steroid_last, clock.next_at) == (None, None, None)
    assert episode_cards(page, {}) == ()
