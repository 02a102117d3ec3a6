"""What an amendment changes is told setting by setting, and nothing else."""

import pytest

from bedside.errors import ProtocolError
from bedside.models.protocol import read_protocol
from bedside.services.protocol_changes import SettingChange, changes_between, protocol_changes
from tests.services.site import NURSE, Site
from tests.services.states import PROTOCOL_FILE, demo_protocol

TEXT = PROTOCOL_FILE.read_text(encoding="utf-8")


def changed(old: str, new: str) -> tuple[SettingChange, ...]:
    assert TEXT.count(old) == 1, old
    return changes_between(demo_protocol(), read_protocol(TEXT.replace(old, new), "amended"))


def test_the_same_settings_are_no_change() -> None:
    assert changes_between(demo_protocol(), read_protocol(f"{TEXT}# a remark\n", "amended")) == ()


def test_a_setting_has_its_path_and_both_values() -> None:
    assert changed("fever_c = 38.0", "fever_c = 38.3") == (SettingChange(("thresholds", "fever_c"), "38.0", "38.3"),)


def test_a_yes_and_a_list_read_as_in_the_file() -> None:
    (change,) = changed("official_wording_required = false", "official_wording_required = true")
    assert (change.path[-1], change.old, change.new) == ("official_wording_required", "false", "true")


def test_a_setting_that_was_not_there_or_is_not_any_more_has_no_value() -> None:
    protocol = demo_protocol()
    less = protocol.model_copy(update={"escalation": protocol.escalation[:-1]})
    number = str(len(protocol.escalation))
    gone, come = changes_between(protocol, less), changes_between(less, protocol)
    assert all(change.path[:2] == ("escalation", number) for change in (*gone, *come))
    assert {change.new for change in gone} == {""}
    assert {change.old for change in come} == {""}


def test_an_amendment_is_held_against_the_protocol_at_the_desk(site: Site) -> None:
    desk = site.come(NURSE)
    assert protocol_changes(desk, TEXT) == ()
    assert len(protocol_changes(desk, TEXT.replace("fever_c = 38.0", "fever_c = 38.3"))) == 1
    with pytest.raises(ProtocolError):
        protocol_changes(desk, "no protocol")
