"""A trial gets exactly one instrument for each scale, with the thresholds of its own protocol."""

import pytest

from bedside.errors import CriteriaError
from bedside.grading import Instruments, load_instruments
from bedside.grading.instruments import parameters_of
from bedside.models.facts import CrsFacts
from bedside.models.protocol import TrialProtocol
from bedside.resources import resource_texts

TEXTS = resource_texts("criteria")
CRS, ICANS = sorted(TEXTS)


def test_instruments_name_their_criteria(instruments: Instruments) -> None:
    assert (instruments.crs.criteria_id, instruments.icans.criteria_id) == ("crs-astct-2019", "icans-astct-2019")
    assert instruments.crs.version == "1.0"
    assert instruments.crs.checksum != instruments.icans.checksum


def test_the_protocol_sets_the_thresholds(protocol: TrialProtocol) -> None:
    warmer = protocol.thresholds.model_copy(update={"fever_c": 38.5})
    changed = load_instruments(TEXTS, protocol.model_copy(update={"thresholds": warmer}))
    assert changed.crs.grade(CrsFacts(temperature_c=38.4, crs_established=False)).grade == 0
    assert changed.crs.grade(CrsFacts(temperature_c=38.5)).at_least == 1


@pytest.mark.parametrize(("unanswered", "value"), [("counts", 1.0), ("unknown", 0.0)])
def test_the_attribution_setting_becomes_a_parameter(
    instruments: Instruments, protocol: TrialProtocol, unanswered: str, value: float
) -> None:
    setting = protocol.attribution.model_copy(update={"unanswered": unanswered})
    changed = protocol.model_copy(update={"attribution": setting})
    assert parameters_of(instruments.icans.criteria, changed) == {"attribution": value}


def test_the_checksum_is_of_the_criteria_and_not_of_the_protocol(
    instruments: Instruments, protocol: TrialProtocol
) -> None:
    warmer = protocol.thresholds.model_copy(update={"fever_c": 38.5})
    changed = load_instruments(TEXTS, protocol.model_copy(update={"thresholds": warmer}))
    assert changed.crs.checksum == instruments.crs.checksum


def test_a_setting_that_the_protocol_lacks_is_named(protocol: TrialProtocol) -> None:
    text = TEXTS[CRS].replace("thresholds.fever_c", "thresholds.warmth.c")
    with pytest.raises(
        CriteriaError, match=r"parameters\.fever_threshold: the protocol has no setting thresholds\.warmth\.c"
    ):
        load_instruments({**TEXTS, CRS: text}, protocol)


def test_a_missing_instrument_is_named(protocol: TrialProtocol) -> None:
    with pytest.raises(CriteriaError, match="no criteria in use for icans"):
        load_instruments({CRS: TEXTS[CRS]}, protocol)


def test_a_second_instrument_of_one_scale_is_refused(protocol: TrialProtocol) -> None:
    with pytest.raises(CriteriaError, match="criteria crs-second, facts_of: a second instrument for crs"):
        load_instruments({**TEXTS, "crs-second": TEXTS[CRS]}, protocol)


def test_retired_criteria_are_left_aside(protocol: TrialProtocol) -> None:
    retired = TEXTS[CRS].replace('status = "draft"', 'status = "retired"')
    assert load_instruments({**TEXTS, "a-former-crs": retired}, protocol).crs.criteria_id == CRS
    with pytest.raises(CriteriaError, match="no criteria in use for crs"):
        load_instruments({CRS: retired, ICANS: TEXTS[ICANS]}, protocol)
