"""The names of vasopressors and inotropes that a ward may write: a drug that is not understood cannot be counted."""

from bedside.errors import InputRefused

VASOPRESSORS = (
    "norepinephrine",
    "epinephrine",
    "dopamine",
    "phenylephrine",
    "angiotensin_ii",
    "metaraminol",
    "ephedrine",
    "vasopressin",
    "other",
)
"""Grading rules CRS-12, CRS-14; metaraminol and ephedrine are used for the same purpose and are not named there."""

INOTROPES = ("dobutamine", "milrinone", "levosimendan", "enoximone", "amrinone", "other")
"""Grading rule CRS-14: support for the heart, not counted as vasopressors."""

_SYNONYMS = {
    "noradrenaline": "norepinephrine",
    "levarterenol": "norepinephrine",
    "去甲肾上腺素": "norepinephrine",
    "adrenaline": "epinephrine",
    "肾上腺素": "epinephrine",
    "多巴胺": "dopamine",
    "neosynephrine": "phenylephrine",
    "neo_synephrine": "phenylephrine",
    "去氧肾上腺素": "phenylephrine",
    "苯肾上腺素": "phenylephrine",
    "angiotensin_2": "angiotensin_ii",
    "angiotensin": "angiotensin_ii",
    "血管紧张素ii": "angiotensin_ii",
    "间羟胺": "metaraminol",
    "麻黄碱": "ephedrine",
    "argipressin": "vasopressin",
    "arginine_vasopressin": "vasopressin",
    "antidiuretic_hormone": "vasopressin",
    "adh": "vasopressin",
    "avp": "vasopressin",
    "血管加压素": "vasopressin",
    "多巴酚丁胺": "dobutamine",
    "米力农": "milrinone",
    "左西孟旦": "levosimendan",
    "inamrinone": "amrinone",
}
"""Spellings of other places, in the plain form of `_plain`."""


def _plain(name: str) -> str:
    return "_".join(name.casefold().replace("-", " ").replace("_", " ").split())


def drug_name(field: str, name: str) -> str:
    """The one name of this program for a drug of the list `field` ("vasopressors" or "inotropes").

    Raises:
        InputRefused: for a name that neither list knows, or that belongs in the other list; says where to put it.
    """
    plain = _plain(name)
    known = _SYNONYMS.get(plain, plain)
    here, there, other = (
        (VASOPRESSORS, INOTROPES, "inotropes") if field == "vasopressors" else (INOTROPES, VASOPRESSORS, "vasopressors")
    )
    if known in here:
        return known
    if known in there:
        raise InputRefused(field, name, f"{known} in {other}, where it belongs")
    raise InputRefused(field, name, "one of " + ", ".join(here))
