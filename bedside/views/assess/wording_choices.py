"""What each choice of a check is called; kept apart because it is long and dull."""

from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

_CAUSES: Final = {
    "crs": QT_TRANSLATE_NOOP("Check", "CRS"),
    "cannot_exclude": QT_TRANSLATE_NOOP("Check", "CRS not excluded"),
    "infection": QT_TRANSLATE_NOOP("Check", "Infection"),
    "transfusion": QT_TRANSLATE_NOOP("Check", "Transfusion"),
    "drug": QT_TRANSLATE_NOOP("Check", "Medicine"),
    "tumour": QT_TRANSLATE_NOOP("Check", "Myeloma"),
    "bleeding": QT_TRANSLATE_NOOP("Check", "Bleeding"),
    "cardiac": QT_TRANSLATE_NOOP("Check", "Heart"),
    "other": QT_TRANSLATE_NOOP("Check", "Other cause"),
}
_VASOPRESSORS: Final = {
    "none": QT_TRANSLATE_NOOP("Check", "No"),
    "norepinephrine": QT_TRANSLATE_NOOP("Check", "Norepinephrine"),
    "epinephrine": QT_TRANSLATE_NOOP("Check", "Epinephrine"),
    "dopamine": QT_TRANSLATE_NOOP("Check", "Dopamine"),
    "phenylephrine": QT_TRANSLATE_NOOP("Check", "Phenylephrine"),
    "angiotensin_ii": QT_TRANSLATE_NOOP("Check", "Angiotensin II"),
    "vasopressin": QT_TRANSLATE_NOOP("Check", "Vasopressin"),
    "other": QT_TRANSLATE_NOOP("Check", "Other vasopressor"),
}
_DEVICES: Final = {
    "room_air": QT_TRANSLATE_NOOP("Check", "Room air"),
    "nasal_cannula": QT_TRANSLATE_NOOP("Check", "Nasal cannula"),
    "face_mask": QT_TRANSLATE_NOOP("Check", "Face mask"),
    "high_flow_nasal_cannula": QT_TRANSLATE_NOOP("Check", "High flow"),
    "non_rebreather": QT_TRANSLATE_NOOP("Check", "Non-rebreather"),
    "venturi": QT_TRANSLATE_NOOP("Check", "Venturi mask"),
    "blow_by": QT_TRANSLATE_NOOP("Check", "Blow-by"),
    "cpap": QT_TRANSLATE_NOOP("Check", "CPAP"),
    "bipap": QT_TRANSLATE_NOOP("Check", "BiPAP"),
    "ventilator": QT_TRANSLATE_NOOP("Check", "Ventilator"),
    "ecmo": QT_TRANSLATE_NOOP("Check", "ECMO"),
}

CHOICES: Final[dict[str, dict[str, object]]] = {
    "yes_no": {"no": QT_TRANSLATE_NOOP("Check", "No"), "yes": QT_TRANSLATE_NOOP("Check", "Yes")},
    "identity": {"match": QT_TRANSLATE_NOOP("Check", "Yes, wristband matches")},
    "temperature_unit": {
        "celsius": QT_TRANSLATE_NOOP("Check", "°C"),
        "fahrenheit": QT_TRANSLATE_NOOP("Check", "°F"),
    },
    "temperature_site": {
        "oral": QT_TRANSLATE_NOOP("Check", "Mouth"),
        "axillary": QT_TRANSLATE_NOOP("Check", "Armpit"),
        "tympanic": QT_TRANSLATE_NOOP("Check", "Ear"),
        "rectal": QT_TRANSLATE_NOOP("Check", "Rectal"),
        "core": QT_TRANSLATE_NOOP("Check", "Core probe"),
    },
    "temperature_since": {
        "not_higher": QT_TRANSLATE_NOOP("Check", "Not higher"),
        "higher": QT_TRANSLATE_NOOP("Check", "Yes, higher"),
    },
    "vasopressors": _VASOPRESSORS,
    "vasopressors_since": _VASOPRESSORS,
    "inotropes": {
        "none": QT_TRANSLATE_NOOP("Check", "No"),
        "dobutamine": QT_TRANSLATE_NOOP("Check", "Dobutamine"),
        "milrinone": QT_TRANSLATE_NOOP("Check", "Milrinone"),
        "other": QT_TRANSLATE_NOOP("Check", "Other inotrope"),
    },
    "oxygen_device": _DEVICES,
    "oxygen_device_since": _DEVICES,
    "oxygen_since": {
        "not_more": QT_TRANSLATE_NOOP("Check", "Not more"),
        "more": QT_TRANSLATE_NOOP("Check", "Yes, more"),
    },
    "fever_cause": _CAUSES,
    "hypotension_cause": _CAUSES,
    "oxygen_reason": {
        "hypoxia": QT_TRANSLATE_NOOP("Check", "Low oxygen"),
        "airway_protection": QT_TRANSLATE_NOOP("Check", "To protect the airway"),
        "unchanged_from_home": QT_TRANSLATE_NOOP("Check", "Same as at home"),
        "comfort": QT_TRANSLATE_NOOP("Check", "Comfort only"),
        "other_cause": QT_TRANSLATE_NOOP("Check", "Low oxygen, not from CRS"),
    },
    "ice_language": {
        "zh": QT_TRANSLATE_NOOP("Check", "Chinese"),
        "en": QT_TRANSLATE_NOOP("Check", "English"),
        "other": QT_TRANSLATE_NOOP("Check", "Another language"),
    },
    "ice_unable": {
        "unarousable": QT_TRANSLATE_NOOP("Check", "Cannot be woken"),
        "not_woken": QT_TRANSLATE_NOOP("Check", "Asleep, not woken"),
        "intubated": QT_TRANSLATE_NOOP("Check", "Intubated"),
        "sedated": QT_TRANSLATE_NOOP("Check", "Sedated"),
        "language": QT_TRANSLATE_NOOP("Check", "No common language"),
        "refused": QT_TRANSLATE_NOOP("Check", "Refused"),
        "other": QT_TRANSLATE_NOOP("Check", "Other reason"),
    },
    "ice_point": {
        "correct": QT_TRANSLATE_NOOP("Check", "Correct"),
        "wrong": QT_TRANSLATE_NOOP("Check", "Wrong"),
        "asleep": QT_TRANSLATE_NOOP("Check", "Fell asleep"),
        "sedated": QT_TRANSLATE_NOOP("Check", "Sedated"),
        "language": QT_TRANSLATE_NOOP("Check", "Language"),
        "hand_injury": QT_TRANSLATE_NOOP("Check", "Hand cannot be used"),
        "sight": QT_TRANSLATE_NOOP("Check", "Cannot see well enough"),
        "hearing": QT_TRANSLATE_NOOP("Check", "Cannot hear well enough"),
        "refused": QT_TRANSLATE_NOOP("Check", "Refused"),
        "other": QT_TRANSLATE_NOOP("Check", "Other reason"),
    },
    "consciousness": {
        "alert": QT_TRANSLATE_NOOP("Check", "Awake and stays awake"),
        "awakens_spontaneously": QT_TRANSLATE_NOOP("Check", "Drowsy, wakes by itself"),
        "awakens_to_voice": QT_TRANSLATE_NOOP("Check", "Wakes to voice"),
        "awakens_to_touch": QT_TRANSLATE_NOOP("Check", "Wakes only to touch"),
        "unarousable": QT_TRANSLATE_NOOP("Check", "Cannot be woken, or only by vigorous stimuli"),
    },
    "consciousness_cause": {
        "icans": QT_TRANSLATE_NOOP("Check", "ICANS"),
        "cannot_exclude": QT_TRANSLATE_NOOP("Check", "ICANS not excluded"),
        "sedation": QT_TRANSLATE_NOOP("Check", "Sedation"),
        "sleep": QT_TRANSLATE_NOOP("Check", "Ordinary sleep"),
        "other": QT_TRANSLATE_NOOP("Check", "Other cause"),
    },
    "seizures": {
        "none": QT_TRANSLATE_NOOP("Check", "No"),
        "resolved_rapidly": QT_TRANSLATE_NOOP("Check", "Stopped quickly"),
        "nonconvulsive_resolved": QT_TRANSLATE_NOOP("Check", "Only on EEG, stopped by treatment"),
        "prolonged": QT_TRANSLATE_NOOP("Check", "Longer than 5 minutes"),
        "repetitive": QT_TRANSLATE_NOOP("Check", "Repeated, not awake between"),
    },
    "motor_weakness": {
        "none": QT_TRANSLATE_NOOP("Check", "No weakness"),
        "deep_focal": QT_TRANSLATE_NOOP("Check", "One side or both legs, deep"),
        "other": QT_TRANSLATE_NOOP("Check", "Other weakness"),
    },
    "raised_icp": {
        "none": QT_TRANSLATE_NOOP("Check", "No"),
        "focal_oedema": QT_TRANSLATE_NOOP("Check", "Local swelling on imaging"),
        "diffuse_oedema": QT_TRANSLATE_NOOP("Check", "Diffuse swelling on imaging"),
        "posturing": QT_TRANSLATE_NOOP("Check", "Abnormal posturing"),
        "sixth_nerve_palsy": QT_TRANSLATE_NOOP("Check", "Eye cannot turn outward (VI)"),
        "papilloedema": QT_TRANSLATE_NOOP("Check", "Papilloedema"),
        "cushing_triad": QT_TRANSLATE_NOOP("Check", "Cushing's triad"),
    },
    "imaging": {
        "not_indicated": QT_TRANSLATE_NOOP("Check", "Not needed"),
        "pending": QT_TRANSLATE_NOOP("Check", "Result awaited"),
        "normal": QT_TRANSLATE_NOOP("Check", "Normal"),
        "finding": QT_TRANSLATE_NOOP("Check", "Finding, entered above"),
    },
    "other_events": {
        "none": QT_TRANSLATE_NOOP("Check", "Nothing else"),
        "some": QT_TRANSLATE_NOOP("Check", "Yes, in the note"),
    },
}
"""Item (or family of items) to choice code to its English name."""
