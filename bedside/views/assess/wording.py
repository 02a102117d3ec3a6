"""Says items, steps and pages in words; what a choice is called stands in `wording_choices`."""

from datetime import datetime
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from bedside.models.canonical import JsonValue
from bedside.views.assess.items import ITEMS, AnswerKind, choice_of, chosen
from bedside.views.assess.wording_choices import CHOICES

CONTEXT: Final = "Check"

STEPS: Final = {
    "patient": QT_TRANSLATE_NOOP("Check", "Patient"),
    "temperature": QT_TRANSLATE_NOOP("Check", "Temperature"),
    "circulation": QT_TRANSLATE_NOOP("Check", "Circulation"),
    "oxygen": QT_TRANSLATE_NOOP("Check", "Oxygen"),
    "cause": QT_TRANSLATE_NOOP("Check", "Cause"),
    "ice": QT_TRANSLATE_NOOP("Check", "ICE"),
    "neuro": QT_TRANSLATE_NOOP("Check", "Neuro"),
    "events": QT_TRANSLATE_NOOP("Check", "Events"),
    "review": QT_TRANSLATE_NOOP("Check", "Review"),
}

PAGES: Final = {
    "patient": QT_TRANSLATE_NOOP("Check", "Is this the right patient?"),
    "temperature": QT_TRANSLATE_NOOP("Check", "Temperature"),
    "circulation": QT_TRANSLATE_NOOP("Check", "Circulation"),
    "oxygen": QT_TRANSLATE_NOOP("Check", "Oxygen"),
    "cause": QT_TRANSLATE_NOOP("Check", "What is the likely cause?"),
    "ice": QT_TRANSLATE_NOOP("Check", "ICE test"),
    "ice.orientation": QT_TRANSLATE_NOOP("Check", "ICE: orientation"),
    "ice.naming": QT_TRANSLATE_NOOP("Check", "ICE: naming"),
    "ice.command": QT_TRANSLATE_NOOP("Check", "ICE: following a command"),
    "ice.writing": QT_TRANSLATE_NOOP("Check", "ICE: writing"),
    "ice.attention": QT_TRANSLATE_NOOP("Check", "ICE: attention"),
    "neuro": QT_TRANSLATE_NOOP("Check", "Consciousness and movement"),
    "neuro.seizures": QT_TRANSLATE_NOOP("Check", "Seizures and pressure signs"),
    "events": QT_TRANSLATE_NOOP("Check", "Other events"),
    "review": QT_TRANSLATE_NOOP("Check", "Review"),
}

LABELS: Final = {
    "identity": QT_TRANSLATE_NOOP("Check", "Right patient"),
    "temperature_c": QT_TRANSLATE_NOOP("Check", "Temperature"),
    "temperature_unit": QT_TRANSLATE_NOOP("Check", "Measured in"),
    "temperature_site": QT_TRANSLATE_NOOP("Check", "Measured where"),
    "heart_rate_bpm": QT_TRANSLATE_NOOP("Check", "Heart rate"),
    "respiratory_rate_per_min": QT_TRANSLATE_NOOP("Check", "Breathing rate"),
    "temperature_since": QT_TRANSLATE_NOOP("Check", "Higher since the last check"),
    "highest_temperature_c": QT_TRANSLATE_NOOP("Check", "Highest temperature"),
    "highest_temperature_at": QT_TRANSLATE_NOOP("Check", "Time of the highest"),
    "systolic_mmhg": QT_TRANSLATE_NOOP("Check", "Systolic"),
    "diastolic_mmhg": QT_TRANSLATE_NOOP("Check", "Diastolic"),
    "hypotension": QT_TRANSLATE_NOOP("Check", "Hypotension"),
    "vasopressors": QT_TRANSLATE_NOOP("Check", "Vasopressor now"),
    "inotropes": QT_TRANSLATE_NOOP("Check", "Inotrope now"),
    "vasopressors_since": QT_TRANSLATE_NOOP("Check", "Vasopressor since the last check"),
    "vasopressors_since_at": QT_TRANSLATE_NOOP("Check", "Time of the vasopressor"),
    "oxygen_device": QT_TRANSLATE_NOOP("Check", "Oxygen device"),
    "oxygen_flow_l_min": QT_TRANSLATE_NOOP("Check", "Flow"),
    "spo2_percent": QT_TRANSLATE_NOOP("Check", "SpO2"),
    "oxygen_since": QT_TRANSLATE_NOOP("Check", "More oxygen since the last check"),
    "oxygen_device_since": QT_TRANSLATE_NOOP("Check", "Strongest device"),
    "oxygen_flow_since_l_min": QT_TRANSLATE_NOOP("Check", "Highest flow"),
    "oxygen_since_at": QT_TRANSLATE_NOOP("Check", "Time of the most oxygen"),
    "fever_cause": QT_TRANSLATE_NOOP("Check", "Cause of the fever"),
    "hypotension_cause": QT_TRANSLATE_NOOP("Check", "Cause of the hypotension"),
    "oxygen_reason": QT_TRANSLATE_NOOP("Check", "Reason for the oxygen"),
    "ice_language": QT_TRANSLATE_NOOP("Check", "Language of the ICE test"),
    "ice_interpreter": QT_TRANSLATE_NOOP("Check", "Interpreter"),
    "ice_unable": QT_TRANSLATE_NOOP("Check", "ICE test not possible"),
    "ice_year": QT_TRANSLATE_NOOP("Check", "Year"),
    "ice_month": QT_TRANSLATE_NOOP("Check", "Month"),
    "ice_city": QT_TRANSLATE_NOOP("Check", "City"),
    "ice_hospital": QT_TRANSLATE_NOOP("Check", "Hospital"),
    "ice_naming_1": QT_TRANSLATE_NOOP("Check", "First object"),
    "ice_naming_2": QT_TRANSLATE_NOOP("Check", "Second object"),
    "ice_naming_3": QT_TRANSLATE_NOOP("Check", "Third object"),
    "ice_command": QT_TRANSLATE_NOOP("Check", "Command"),
    "ice_writing": QT_TRANSLATE_NOOP("Check", "Writing"),
    "ice_writing_strokes": QT_TRANSLATE_NOOP("Check", "Handwriting"),
    "ice_attention": QT_TRANSLATE_NOOP("Check", "Counting back"),
    "consciousness": QT_TRANSLATE_NOOP("Check", "Consciousness"),
    "consciousness_cause": QT_TRANSLATE_NOOP("Check", "Cause of the drowsiness"),
    "seizures": QT_TRANSLATE_NOOP("Check", "Seizures"),
    "seizure_minutes": QT_TRANSLATE_NOOP("Check", "Longest seizure"),
    "seizure_at": QT_TRANSLATE_NOOP("Check", "Time of the seizure"),
    "seizure_now": QT_TRANSLATE_NOOP("Check", "Seizure still going on"),
    "motor_weakness": QT_TRANSLATE_NOOP("Check", "Weakness"),
    "raised_icp": QT_TRANSLATE_NOOP("Check", "Signs of brain pressure"),
    "imaging": QT_TRANSLATE_NOOP("Check", "Brain imaging"),
    "haemorrhage_only": QT_TRANSLATE_NOOP("Check", "Swelling only around a bleed"),
    "neuro_attributed_to_icans": QT_TRANSLATE_NOOP("Check", "Judged to be ICANS"),
    "other_events": QT_TRANSLATE_NOOP("Check", "Other events"),
    "note": QT_TRANSLATE_NOOP("Check", "Note"),
}

QUESTIONS: Final = {
    "identity": QT_TRANSLATE_NOOP("Check", "Scan the wristband, or compare it with the name and number above."),
    "temperature_c": QT_TRANSLATE_NOOP("Check", "Temperature now"),
    "temperature_site": QT_TRANSLATE_NOOP("Check", "Measured where? (may be left out)"),
    "temperature_since": QT_TRANSLATE_NOOP("Check", "Has it been higher since the last check?"),
    "hypotension": QT_TRANSLATE_NOOP("Check", "Hypotensive, in your judgement?"),
    "vasopressors": QT_TRANSLATE_NOOP("Check", "Is a vasopressor running now?"),
    "inotropes": QT_TRANSLATE_NOOP("Check", "Is an inotrope running now?"),
    "vasopressors_since": QT_TRANSLATE_NOOP("Check", "Did another vasopressor run since the last check?"),
    "oxygen_device": QT_TRANSLATE_NOOP("Check", "What is the patient breathing?"),
    "oxygen_since": QT_TRANSLATE_NOOP("Check", "Was more oxygen needed since the last check?"),
    "oxygen_device_since": QT_TRANSLATE_NOOP("Check", "What was the strongest device?"),
    "fever_cause": QT_TRANSLATE_NOOP("Check", "To what does the doctor attribute the fever?"),
    "hypotension_cause": QT_TRANSLATE_NOOP("Check", "To what does the doctor attribute the hypotension?"),
    "oxygen_reason": QT_TRANSLATE_NOOP("Check", "Why does the patient need the oxygen or the device?"),
    "ice_language": QT_TRANSLATE_NOOP("Check", "In which language do you test?"),
    "ice_interpreter": QT_TRANSLATE_NOOP("Check", "Does someone interpret?"),
    "ice_unable": QT_TRANSLATE_NOOP("Check", "Only if the whole test cannot be done: why?"),
    "consciousness": QT_TRANSLATE_NOOP("Check", "Wake the patient fully first. How awake does the patient stay?"),
    "consciousness_cause": QT_TRANSLATE_NOOP("Check", "What explains it?"),
    "seizures": QT_TRANSLATE_NOOP("Check", "Was there a seizure since the last check, or is there one now?"),
    "seizure_minutes": QT_TRANSLATE_NOOP("Check", "Longest seizure (may be left out)"),
    "seizure_now": QT_TRANSLATE_NOOP("Check", "Is it still going on?"),
    "motor_weakness": QT_TRANSLATE_NOOP("Check", "Lift both arms and both legs. Is there new weakness?"),
    "raised_icp": QT_TRANSLATE_NOOP("Check", "Is there a sign of raised brain pressure or swelling?"),
    "imaging": QT_TRANSLATE_NOOP("Check", "Has the brain been imaged?"),
    "haemorrhage_only": QT_TRANSLATE_NOOP("Check", "Does the swelling belong only to a bleed?"),
    "neuro_attributed_to_icans": QT_TRANSLATE_NOOP("Check", "Does the doctor take the findings for ICANS?"),
    "other_events": QT_TRANSLATE_NOOP("Check", "Has anything else happened that should be recorded?"),
    "note": QT_TRANSLATE_NOOP("Check", "Note for the next shift (may be left out)"),
}

JUDGED_RIGHT: Final = {
    "ice_year": QT_TRANSLATE_NOOP("Check", "Year, exactly"),
    "ice_month": QT_TRANSLATE_NOOP("Check", "Month, exactly"),
    "ice_city": QT_TRANSLATE_NOOP("Check", "City"),
    "ice_hospital": QT_TRANSLATE_NOOP("Check", "Hospital; any name in common use"),
    "ice_command": QT_TRANSLATE_NOOP("Check", "Correct only if done without being shown"),
    "ice_writing": QT_TRANSLATE_NOOP("Check", "Correct if the whole sentence can be read"),
    "ice_attention": QT_TRANSLATE_NOOP("Check", "Correct only if the patient reaches 10 without a mistake"),
}


def _translated(table: dict[str, object], key: str) -> str:
    source = table.get(key)
    return QCoreApplication.translate(CONTEXT, str(source)) if source is not None else key


def step_name(step: str) -> str:
    """What a step is called in the list."""
    return _translated(STEPS, step)


def page_title(key: str) -> str:
    """The heading of a page."""
    return _translated(PAGES, key)


def label(item: str) -> str:
    """The short name of an item: for fields, for what is missing, for the review."""
    return _translated(LABELS, item)


def question(item: str) -> str:
    """What is asked for an item; its label where that says it all."""
    return _translated(QUESTIONS, item) if item in QUESTIONS else label(item)


def judged_right(item: str) -> str:
    """What makes an ICE point right; "" where the words say it."""
    return _translated(JUDGED_RIGHT, item) if item in JUDGED_RIGHT else ""


def choice(item: str, code: str) -> str:
    """What one choice of an item is called."""
    family = CHOICES.get(item, CHOICES["ice_point"] if ITEMS[item].kind is AnswerKind.ICE else CHOICES["yes_no"])
    return _translated(family, code)


def none_of(item: str) -> str:
    """The button that says 'none' to an item of several."""
    return choice(item, "none")


def describe(item: str, value: JsonValue) -> str:
    """A kept value in words: '38.2 °C', 'Nasal cannula', 'No'; "" for an unanswered item."""
    if value is None:
        return ""
    spec = ITEMS[item]
    if spec.kind is AnswerKind.SEVERAL:
        return ", ".join(choice(item, code) for code in chosen(value)) or none_of(item)
    if spec.kind is AnswerKind.NUMBER and isinstance(value, int | float):
        return f"{number(value, spec.decimals)} {spec.unit}"
    if spec.kind is AnswerKind.TIME and isinstance(value, str):
        return datetime.fromisoformat(value).astimezone().strftime("%H:%M")
    if spec.kind is AnswerKind.STROKES:
        return QCoreApplication.translate("Check", "Written")
    code = choice_of(item, value)
    return choice(item, code) if code else str(value)


def number(value: float, decimals: int) -> str:
    """A number as it was given: at least `decimals` places, and more where they were given, so that none is rounded."""
    shown = f"{value:.{decimals}f}"
    return shown if float(shown) == value else f"{value:.6f}".rstrip("0").rstrip(".")
