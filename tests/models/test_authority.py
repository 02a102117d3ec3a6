"""The matrix of leave as data: whole, closed, and sparing with what it gives."""

from types import MappingProxyType

import pytest

from bedside.models.authority import LEAVE, NEED_DELEGATION, ROLES, Act, may


def test_every_act_has_its_roles_and_no_other_act_is_there() -> None:
    assert LEAVE.keys() == set(Act)
    assert all(roles and roles <= set(ROLES) for roles in LEAVE.values())


def test_nobody_can_change_it() -> None:
    assert isinstance(LEAVE, MappingProxyType)
    assert all(isinstance(roles, frozenset) for roles in LEAVE.values())


@pytest.mark.parametrize("act", Act)
def test_a_role_that_nobody_knows_may_nothing(act: Act) -> None:
    assert not any(may(role, act) for role in ("system", "", "Nurse", "physician"))


def test_a_monitor_changes_nothing_of_patients_people_or_rules() -> None:
    changes = {
        Act.ADMIT, Act.RECORD, Act.TAKE_OVER, Act.PROPOSE_PROTOCOL, Act.APPROVE_PROTOCOL, Act.MANAGE_PEOPLE,
        Act.DELEGATE, Act.CONFIGURE, Act.RESTORE, Act.REKEY, Act.REDACT, Act.BACK_UP,
    }  # fmt: skip
    assert not any(may("monitor", act) for act in changes)


def test_an_administrator_sees_no_patient() -> None:
    assert not any(may("administrator", act) for act in (Act.SEE_PATIENTS, Act.SEE_IDENTITIES, Act.ADMIT, Act.RECORD))


def test_nobody_both_proposes_and_approves_a_protocol() -> None:
    assert not LEAVE[Act.PROPOSE_PROTOCOL] & LEAVE[Act.APPROVE_PROTOCOL]


def test_what_is_seen_at_the_bed_needs_no_delegation() -> None:
    assert not NEED_DELEGATION & {Act.RECORD, Act.ADMIT, Act.TAKE_OVER, Act.SEE_PATIENTS}
