"""Who may do what: the acts that need leave and the roles that have it; services and window hold to one table."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Literal, get_args

Role = Literal["nurse", "investigator", "coordinator", "administrator", "monitor", "system"]
ROLES: tuple[Role, ...] = tuple(role for role in get_args(Role) if role != "system")
"""The roles that a person can have; `system` is the program itself and never signs in."""


class Act(StrEnum):
    """Something that not everybody may do."""

    SEE_PATIENTS = "see_patients"
    """Board, patient pages, laboratory courses: under trial numbers."""
    SEE_IDENTITIES = "see_identities"
    """Names, record numbers and beds, from the sealed table."""
    ADMIT = "admit"
    """Take a patient onto the ward, confirm the infusion, correct who a patient is."""
    RECORD = "record"
    """Checks, treatments, adverse events, laboratory values."""
    TAKE_OVER = "take_over"
    """Take a check over that a colleague has in hand."""
    APPROVE_PROTOCOL = "approve_protocol"
    """Approve a protocol amendment for this site from a date on; needs a delegation in force."""
    PROPOSE_PROTOCOL = "propose_protocol"
    MANAGE_PEOPLE = "manage_people"
    """Add people, change roles, end access, set a password that must be changed."""
    DELEGATE = "delegate"
    """Write the delegation log."""
    SEE_PEOPLE = "see_people"
    """The list of people and the delegation log."""
    SEE_AUDIT = "see_audit"
    REVIEW_AUDIT = "review_audit"
    """Say 'reviewed by' of a stretch of the audit trail."""
    EXPORT_AUDIT = "export_audit"
    CHECK_STORE = "check_store"
    """Verify everything on disk, and say which grades would come out otherwise."""
    BACK_UP = "back_up"
    CONFIGURE = "configure"
    """Where backups go and how often."""
    RESTORE = "restore"
    """Put a backup in the store's place, or go on with an older copy."""
    REKEY = "rekey"
    """Give the store a new key, or make new recovery codes."""
    REDACT = "redact"
    """Take out what never belonged in the journal, such as a name; a signed mark stays."""
    SEE_HEALTH = "see_health"
    REPORT_PROBLEM = "report_problem"


_EVERYBODY: frozenset[Role] = frozenset(ROLES)
_CARE: frozenset[Role] = frozenset({"nurse", "investigator"})
_SITE: frozenset[Role] = frozenset({"nurse", "investigator", "coordinator"})

LEAVE: Mapping[Act, frozenset[Role]] = MappingProxyType(
    {
        Act.SEE_PATIENTS: _SITE | {"monitor"},
        Act.SEE_IDENTITIES: _SITE,
        Act.ADMIT: _SITE,
        Act.RECORD: _CARE,
        Act.TAKE_OVER: _CARE,
        Act.APPROVE_PROTOCOL: frozenset({"investigator"}),
        Act.PROPOSE_PROTOCOL: frozenset({"coordinator", "administrator"}),
        Act.MANAGE_PEOPLE: frozenset({"administrator"}),
        Act.DELEGATE: frozenset({"investigator"}),
        Act.SEE_PEOPLE: _EVERYBODY,
        Act.SEE_AUDIT: frozenset({"investigator", "coordinator", "administrator", "monitor"}),
        Act.REVIEW_AUDIT: frozenset({"investigator", "coordinator", "monitor"}),
        Act.EXPORT_AUDIT: frozenset({"investigator", "coordinator", "administrator", "monitor"}),
        Act.CHECK_STORE: _EVERYBODY,
        Act.BACK_UP: _SITE | {"administrator"},
        Act.CONFIGURE: frozenset({"coordinator", "administrator"}),
        Act.RESTORE: frozenset({"coordinator", "administrator"}),
        Act.REKEY: frozenset({"administrator"}),
        Act.REDACT: frozenset({"investigator"}),
        Act.SEE_HEALTH: _EVERYBODY,
        Act.REPORT_PROBLEM: _EVERYBODY,
    }
)
"""Which roles have leave for each act. A monitor only looks; an administrator looks after people and the store and sees
no patient; nobody has two roles. The audit trail never shows ward identities: they are not in it."""

NEED_DELEGATION: frozenset[Act] = frozenset({Act.APPROVE_PROTOCOL, Act.REDACT})
"""Acts that besides the role need a delegation in force at that moment. What a nurse observes is never refused for want
of one, because a finding that is not written down harms; it is recorded and the audit trail marks it."""


def may(role: str, act: Act) -> bool:
    """Whether `role` has leave for `act`; a role that nobody knows has none."""
    return role in LEAVE[act]
