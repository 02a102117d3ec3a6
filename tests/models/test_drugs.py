"""Drug names: one name a drug, in the list where it counts."""

import pytest

from bedside.errors import InputRefused
from bedside.models import drugs
from bedside.models.drugs import INOTROPES, VASOPRESSORS, drug_name


@pytest.mark.parametrize("name", VASOPRESSORS)
def test_each_vasopressor_keeps_its_name(name: str) -> None:
    assert drug_name("vasopressors", name) == name
    assert drug_name("vasopressors", f"  {name.upper().replace('_', ' ')} ") == name


@pytest.mark.parametrize("name", INOTROPES)
def test_each_inotrope_keeps_its_name(name: str) -> None:
    assert drug_name("inotropes", name) == name


@pytest.mark.parametrize(("spelling", "name"), sorted(drugs._SYNONYMS.items()))
def test_each_other_spelling_is_one_known_drug(spelling: str, name: str) -> None:
    assert name in VASOPRESSORS + INOTROPES
    field = "vasopressors" if name in VASOPRESSORS else "inotropes"
    assert drug_name(field, spelling) == name


def test_only_other_stands_in_both_lists() -> None:
    assert set(VASOPRESSORS) & set(INOTROPES) == {"other"}


@pytest.mark.parametrize(
    ("spelling", "name"),
    [("Angiotensin-II", "angiotensin_ii"), ("neo-synephrine", "phenylephrine"), ("ADH", "vasopressin")],
)
def test_hyphens_and_capitals_do_not_matter(spelling: str, name: str) -> None:
    assert drug_name("vasopressors", spelling) == name


@pytest.mark.parametrize("name", ["", "water", "norepi", "去甲"])
def test_an_unknown_name_is_refused_with_the_known_ones(name: str) -> None:
    with pytest.raises(InputRefused, match="one of dobutamine, milrinone"):
        drug_name("inotropes", name)


def test_a_drug_of_the_other_list_is_sent_there() -> None:
    with pytest.raises(InputRefused, match="allowed is milrinone in inotropes, where it belongs"):
        drug_name("vasopressors", "米力农")
    with pytest.raises(InputRefused, match="allowed is vasopressin in vasopressors, where it belongs"):
        drug_name("inotropes", "AVP")
