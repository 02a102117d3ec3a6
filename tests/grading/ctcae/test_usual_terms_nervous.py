"""What is recorded of nerves and mind after CAR-T cells, answer by answer; read from NCI, not from our data."""

import pytest

from tests.grading.ctcae.answered import Row, bounds, refuses, wrong

DANGER = {"life_threatening": True}
URGENT = {"interventions": ["urgent"]}
DIED = {"death": True}

BY_SYMPTOMS_AND_ACTIVITIES = [
    "Encephalopathy",
    "Tremor",
    "Memory impairment",
    "Movements involuntary",
    "Extrapyramidal disorder",
    "Akathisia",
    "Paresthesia",
]
"""Mild, moderate or limiting instrumental, severe or limiting self care: NCI prints these three alike."""

ASYMPTOMATIC_FIRST = [
    "Facial nerve disorder",
    "Peripheral motor neuropathy",
    "Ataxia",
    "Facial muscle weakness",
    "Trigeminal nerve disorder",
]
"""Grade 1 without symptoms, then as above."""

THREE: list[tuple[dict[str, str], int]] = [
    ({"symptoms": "moderate"}, 2),
    ({"symptoms": "mild", "adl": "instrumental"}, 2),
    ({"symptoms": "severe"}, 3),
    ({"symptoms": "mild", "adl": "self_care"}, 3),
    ({"symptoms": "moderate", "adl": "self_care"}, 3),
]

CONSCIOUSNESS: list[Row] = [
    ("Encephalopathy", {"symptoms": "mild"}, (1, 4)),
    ("Encephalopathy", {"symptoms": "severe", "adl": "none"}, (3, 4)),
    ("Encephalopathy", {"symptoms": "mild", **DANGER}, 4),
    ("Encephalopathy", {"symptoms": "mild", **URGENT}, 4),
    ("Encephalopathy", DIED, 5),
    ("Depressed level of consciousness", {"present": True}, 1),
    ("Depressed level of consciousness", {"sedated": True}, 2),
    ("Depressed level of consciousness", {"slow-to-respond": True}, 2),
    ("Depressed level of consciousness", {"adl": "instrumental"}, 2),
    ("Depressed level of consciousness", {"hard-to-wake": True}, 3),
    ("Depressed level of consciousness", DANGER, 4),
    ("Somnolence", {"symptoms": "mild"}, 1),
    ("Somnolence", {"sedation-moderate": True}, 2),
    ("Somnolence", {"adl": "instrumental"}, 2),
    ("Somnolence", {"obtunded-or-stuporous": True}, 3),
    ("Somnolence", URGENT, 4),
    ("Syncope", {"fainted": True}, 3),
    ("Syncope", {"collapsed-on-standing": True}, 3),
    ("Presyncope", {"present": True}, 2),
    ("Presyncope", {"present": False}, 0),
]

SEIZURES: list[Row] = [
    ("Seizure", {}, (0, 4)),
    ("Seizure", {"present": True}, 1),
    ("Seizure", {"generalised-seizure-brief": True}, 2),
    ("Seizure", {"seizures-multiple-despite-treatment": True}, 3),
    ("Seizure", {"generalised-seizure-brief": True, "seizures-prolonged-repetitive": True}, 4),
    ("Seizure", {"generalised-seizure-brief": True, **DANGER}, 4),
    ("Seizure", {"generalised-seizure-brief": True}, (2, 4)),
    ("Seizure", DIED, 5),
    ("Edema cerebral", {}, (0, 4)),
    ("Edema cerebral", {"present": False}, (0, 0)),
    ("Edema cerebral", {"present": False, **DANGER}, (4, 4)),
    ("Edema cerebral", URGENT, 4),
    ("Edema cerebral", DANGER, 4),
]

MIND: list[Row] = [
    ("Confusion", {"symptoms": "mild"}, 1),
    ("Confusion", {"symptoms": "moderate"}, 2),
    ("Confusion", {"symptoms": "mild", "adl": "instrumental"}, 2),
    ("Confusion", {"symptoms": "severe"}, 3),
    ("Confusion", {"symptoms": "moderate", "adl": "self_care"}, 3),
    ("Confusion", {"symptoms": "mild", **DANGER}, 4),
    ("Delirium", {"symptoms": "mild"}, 1),
    ("Delirium", {"symptoms": "moderate"}, 2),
    ("Delirium", {"adl": "instrumental"}, 2),
    ("Delirium", {"symptoms": "severe"}, 3),
    ("Delirium", {"adl": "self_care"}, 3),
    # Printed for grades 3 and 4 alike, so it cannot tell them apart.
    ("Delirium", {"hospitalisation_indicated": True}, 3),
    ("Delirium", {"hospitalisation_indicated": True}, (3, 4)),
    ("Delirium", {"symptoms": "mild", "harm_to_self_or_others": True}, 4),
    ("Delirium", DIED, 5),
    ("Hallucinations", {"symptoms": "mild"}, 1),
    ("Hallucinations", {"symptoms": "moderate"}, 2),
    ("Hallucinations", {"symptoms": "severe"}, 3),
    ("Hallucinations", {"symptoms": "severe", "hospitalisation_indicated": False}, 3),
    ("Hallucinations", {"symptoms": "severe", "hospitalisation_indicated": True}, 4),
    ("Hallucinations", {"symptoms": "mild", "harm_to_self_or_others": True}, 4),
    ("Agitation", {"symptoms": "moderate"}, 2),
    ("Agitation", {"symptoms": "severe"}, 3),
    ("Agitation", URGENT, 4),
    ("Insomnia", {"symptoms": "mild"}, 1),
    ("Insomnia", {"symptoms": "moderate"}, 2),
    ("Insomnia", {"symptoms": "severe"}, 3),
    ("Insomnia", {"symptoms": "none"}, 0),
    ("Cognitive disturbance", {"symptoms": "mild"}, 1),
    ("Cognitive disturbance", {"work-school-or-life-affected": True}, 2),
    ("Cognitive disturbance", {"special-help-part-time-needed": True}, 2),
    ("Cognitive disturbance", {"symptoms": "severe"}, 3),
    ("Cognitive disturbance", {"work-school-or-life-greatly-affected": True}, 3),
    ("Anxiety", {"symptoms": "mild"}, 1),
    ("Anxiety", {"symptoms": "moderate"}, 2),
    ("Anxiety", {"symptoms": "severe"}, 3),
]

SPEECH_AND_NERVES: list[Row] = [
    ("Dysphasia", {"present": True}, 1),
    ("Dysphasia", {"symptoms": "moderate"}, 2),
    ("Dysphasia", {"spontaneous-communication-impaired": True}, 2),
    ("Dysphasia", {"symptoms": "severe"}, 3),
    ("Dysphasia", {"reading-writing-or-intelligible-communication-impaired": True}, 3),
    ("Dysphasia", {"symptoms": "moderate"}, (2, 3)),
    ("Peripheral sensory neuropathy", {"present": True}, 1),
    ("Peripheral sensory neuropathy", {"tendon-reflexes-lost": True}, 1),
    ("Peripheral sensory neuropathy", {"paraesthesia": True}, 1),
    ("Peripheral sensory neuropathy", {"symptoms": "moderate"}, 2),
    ("Peripheral sensory neuropathy", {"adl": "self_care"}, 3),
    ("Peripheral sensory neuropathy", DANGER, 4),
    ("Peripheral motor neuropathy", {"interventions": ["device"]}, 3),
    ("Ataxia", {"interventions": ["device"]}, 3),
    ("Olfactory nerve disorder", {"symptoms": "mild"}, 0),
    ("Olfactory nerve disorder", {"symptoms": "moderate"}, 2),
    ("Intracranial hemorrhage", {"present": True}, 1),
    ("Intracranial hemorrhage", {"symptoms": "moderate"}, 2),
    ("Intracranial hemorrhage", {"interventions": ["medical"]}, 2),
    ("Intracranial hemorrhage", {"ventricular-drain-needed": True}, 3),
    ("Intracranial hemorrhage", {"intracranial-pressure-monitoring-needed": True}, 3),
    ("Intracranial hemorrhage", {"interventions": ["operative"]}, 3),
    ("Intracranial hemorrhage", {"interventions": ["operative", "urgent"]}, 4),
]


@pytest.mark.parametrize("term", BY_SYMPTOMS_AND_ACTIVITIES)
def test_symptoms_and_activities(term: str) -> None:
    mild: list[Row] = [(term, {"symptoms": "mild"}, 1), (term, {"symptoms": "mild", "adl": "none"}, 1)]
    assert not list(wrong([*mild, *((term, dict(told), grade) for told, grade in THREE)]))


@pytest.mark.parametrize("term", ASYMPTOMATIC_FIRST)
def test_seen_before_it_is_felt(term: str) -> None:
    first: list[Row] = [(term, {"present": True}, 1), (term, {"symptoms": "mild"}, 1), (term, {"present": False}, 0)]
    assert not list(wrong([*first, *((term, dict(told), grade) for told, grade in THREE)]))


def test_consciousness() -> None:
    assert not list(wrong(CONSCIOUSNESS))


def test_seizures_and_cerebral_oedema() -> None:
    assert not list(wrong(SEIZURES))


def test_the_mind() -> None:
    assert not list(wrong(MIND))


def test_speech_and_nerves() -> None:
    assert not list(wrong(SPEECH_AND_NERVES))


def test_what_is_told_as_gone_is_no_grade_and_what_is_not_told_stays_open() -> None:
    told = {"symptoms": "none", "adl": "none", "life_threatening": False, "interventions": []}
    assert bounds("Encephalopathy", told) == (0, 0)
    for left_out in told:
        rest = {key: answer for key, answer in told.items() if key != left_out}
        low, high = bounds("Encephalopathy", rest)
        assert (low, high > 0) == (0, True), left_out


@pytest.mark.parametrize("term", ["Tremor", "Dysphasia", "Memory impairment", "Ataxia", "Cognitive disturbance"])
def test_what_ends_at_grade_three_takes_no_danger_to_life(term: str) -> None:
    assert refuses(term, DANGER) == "findings.life_threatening"


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"symptoms": "Severe"}, "findings.symptoms"),
        ({"symptoms": True}, "findings.symptoms"),
        ({"symptoms": 3}, "findings.symptoms"),
        ({"symptoms": ["severe"]}, "findings.symptoms"),
        ({"life_threatening": "yes"}, "findings.life_threatening"),
        ({"life_threatening": 1}, "findings.life_threatening"),
        ({"interventions": "urgent"}, "interventions"),
        ({"interventions": ["antibiotics"]}, "interventions"),
        ({"interventions": {"urgent": True}}, "interventions"),
        ({"interventions": [None]}, "interventions"),
        ({"pain": "severe"}, "findings.pain"),
        ({"ice": 4}, "findings.ice"),
    ],
)
def test_an_answer_that_the_question_does_not_take(told: dict[str, object], field: str) -> None:
    assert refuses("Encephalopathy", told) == field
