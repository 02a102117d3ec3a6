"""Says every act of access, every kind of record and everything that needs leave in words, none of them raw."""

from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

CONTEXT: Final = "Audit"

ACTS: Final[dict[str, object]] = {
    "store_created": QT_TRANSLATE_NOOP("Audit", "Set the site's store up"),
    "device_key_made": QT_TRANSLATE_NOOP("Audit", "Gave this device a key of its own"),
    "signed_in": QT_TRANSLATE_NOOP("Audit", "Signed in"),
    "signed_out": QT_TRANSLATE_NOOP("Audit", "Signed out"),
    "sign_in_failed": QT_TRANSLATE_NOOP("Audit", "Failed to sign in"),
    "locked_out": QT_TRANSLATE_NOOP("Audit", "Locked out after failed sign-ins"),
    "lock_out_lifted": QT_TRANSLATE_NOOP("Audit", "Lifted a lock-out"),
    "locked": QT_TRANSLATE_NOOP("Audit", "The screen was locked"),
    "unlocked": QT_TRANSLATE_NOOP("Audit", "Unlocked the screen"),
    "unlock_failed": QT_TRANSLATE_NOOP("Audit", "Failed to unlock the screen"),
    "session_ended": QT_TRANSLATE_NOOP("Audit", "The session ended by itself"),
    "user_switched": QT_TRANSLATE_NOOP("Audit", "Another person took over the desk"),
    "password_changed": QT_TRANSLATE_NOOP("Audit", "Changed the own password"),
    "password_reset": QT_TRANSLATE_NOOP("Audit", "Gave somebody a new password"),
    "pin_set": QT_TRANSLATE_NOOP("Audit", "Set a PIN"),
    "pin_removed": QT_TRANSLATE_NOOP("Audit", "A PIN was removed"),
    "access_ended": QT_TRANSLATE_NOOP("Audit", "Ended somebody's access"),
    "rekeyed": QT_TRANSLATE_NOOP("Audit", "Gave the store a new key"),
    "recovery_codes_made": QT_TRANSLATE_NOOP("Audit", "Made new recovery codes"),
    "recovered": QT_TRANSLATE_NOOP("Audit", "Got back in with both recovery codes"),
    "refused": QT_TRANSLATE_NOOP("Audit", "Was refused"),
    "viewed": QT_TRANSLATE_NOOP("Audit", "Looked at"),
    "exported": QT_TRANSLATE_NOOP("Audit", "Exported"),
    "printed": QT_TRANSLATE_NOOP("Audit", "Printed"),
    "audit_reviewed": QT_TRANSLATE_NOOP("Audit", "Reviewed the audit trail"),
    "verified": QT_TRANSLATE_NOOP("Audit", "The store was verified and holds"),
    "verification_failed": QT_TRANSLATE_NOOP("Audit", "The store was verified and does not hold"),
    "backed_up": QT_TRANSLATE_NOOP("Audit", "A backup was made and verified"),
    "backup_failed": QT_TRANSLATE_NOOP("Audit", "A backup failed"),
    "restored": QT_TRANSLATE_NOOP("Audit", "Restored the store from a backup"),
    "older_copy_accepted": QT_TRANSLATE_NOOP("Audit", "Went on with an older copy of the store"),
    "clone_detected": QT_TRANSLATE_NOOP("Audit", "The store was found copied to another place"),
    "attempts_tampered": QT_TRANSLATE_NOOP("Audit", "The list of failed sign-ins had been tampered with"),
    "settings_changed": QT_TRANSLATE_NOOP("Audit", "Changed settings"),
    "problem_reported": QT_TRANSLATE_NOOP("Audit", "Reported a problem"),
    "identity_set": QT_TRANSLATE_NOOP("Audit", "Entered or changed who the patient is on the ward"),
    "draft_started": QT_TRANSLATE_NOOP("Audit", "Started a check"),
    "draft_resumed": QT_TRANSLATE_NOOP("Audit", "Went on with a check"),
    "draft_set_aside": QT_TRANSLATE_NOOP("Audit", "Set a check aside"),
    "draft_taken_over": QT_TRANSLATE_NOOP("Audit", "Took a check over from a colleague"),
    "draft_handed_over": QT_TRANSLATE_NOOP("Audit", "Handed a check over"),
}
"""What was done, by `AccessAct`."""

KINDS: Final[dict[str, object]] = {
    "subject": QT_TRANSLATE_NOOP("Audit", "Patient in the trial"),
    "infusion": QT_TRANSLATE_NOOP("Audit", "Infusion"),
    "assessment": QT_TRANSLATE_NOOP("Audit", "Check"),
    "not_done": QT_TRANSLATE_NOOP("Audit", "Check not done"),
    "adverse_event": QT_TRANSLATE_NOOP("Audit", "Adverse event"),
    "lab_panel": QT_TRANSLATE_NOOP("Audit", "Laboratory panel"),
    "intervention": QT_TRANSLATE_NOOP("Audit", "Treatment"),
    "response": QT_TRANSLATE_NOOP("Audit", "Response of the myeloma"),
    "review": QT_TRANSLATE_NOOP("Audit", "Review of a grade"),
    "adjudication": QT_TRANSLATE_NOOP("Audit", "Ruling on a grade"),
    "signature": QT_TRANSLATE_NOOP("Audit", "Signature"),
    "query": QT_TRANSLATE_NOOP("Audit", "Question about a record"),
    "alert": QT_TRANSLATE_NOOP("Audit", "Alert"),
    "acknowledgement": QT_TRANSLATE_NOOP("Audit", "Answer to an alert"),
    "resolution": QT_TRANSLATE_NOOP("Audit", "Choice between two versions"),
    "consent": QT_TRANSLATE_NOOP("Audit", "Consent"),
    "disposition": QT_TRANSLATE_NOOP("Audit", "Patient leaves the ward or the trial"),
    "user": QT_TRANSLATE_NOOP("Audit", "Person with access"),
    "delegation": QT_TRANSLATE_NOOP("Audit", "Delegation"),
    "access": QT_TRANSLATE_NOOP("Audit", "Access and store"),
    "protocol": QT_TRANSLATE_NOOP("Audit", "Trial protocol"),
    "redaction": QT_TRANSLATE_NOOP("Audit", "Redaction of an entry"),
}
"""What a record is, by `Kind`."""

AREAS: Final[dict[str, object]] = {
    "see_patients": QT_TRANSLATE_NOOP("Audit", "seeing patients"),
    "see_identities": QT_TRANSLATE_NOOP("Audit", "seeing names and beds"),
    "admit": QT_TRANSLATE_NOOP("Audit", "taking a patient onto the ward"),
    "record": QT_TRANSLATE_NOOP("Audit", "recording for a patient"),
    "take_over": QT_TRANSLATE_NOOP("Audit", "taking a check over"),
    "approve_protocol": QT_TRANSLATE_NOOP("Audit", "approving a protocol amendment"),
    "propose_protocol": QT_TRANSLATE_NOOP("Audit", "proposing a protocol amendment"),
    "manage_people": QT_TRANSLATE_NOOP("Audit", "changing who has access"),
    "delegate": QT_TRANSLATE_NOOP("Audit", "writing the delegation log"),
    "see_people": QT_TRANSLATE_NOOP("Audit", "seeing people and delegations"),
    "see_audit": QT_TRANSLATE_NOOP("Audit", "seeing the audit trail"),
    "review_audit": QT_TRANSLATE_NOOP("Audit", "reviewing the audit trail"),
    "export_audit": QT_TRANSLATE_NOOP("Audit", "exporting the audit trail"),
    "check_store": QT_TRANSLATE_NOOP("Audit", "verifying the store"),
    "back_up": QT_TRANSLATE_NOOP("Audit", "backing up"),
    "configure": QT_TRANSLATE_NOOP("Audit", "changing backup settings"),
    "restore": QT_TRANSLATE_NOOP("Audit", "restoring a backup"),
    "rekey": QT_TRANSLATE_NOOP("Audit", "changing keys and recovery codes"),
    "redact": QT_TRANSLATE_NOOP("Audit", "redacting an entry"),
    "see_health": QT_TRANSLATE_NOOP("Audit", "seeing the health page"),
    "report_problem": QT_TRANSLATE_NOOP("Audit", "reporting a problem"),
    "patient": QT_TRANSLATE_NOOP("Audit", "patient page"),
    "audit": QT_TRANSLATE_NOOP("Audit", "audit trail"),
    "health": QT_TRANSLATE_NOOP("Audit", "health page"),
    "people": QT_TRANSLATE_NOOP("Audit", "people and delegations"),
    "board": QT_TRANSLATE_NOOP("Audit", "ward board"),
    "store": QT_TRANSLATE_NOOP("Audit", "store"),
    "backup": QT_TRANSLATE_NOOP("Audit", "backup"),
    "backups": QT_TRANSLATE_NOOP("Audit", "backup folder and interval"),
}
"""Pages, files and acts by the fixed names that `Access.area` carries."""

ROLES: Final[dict[str, object]] = {
    "nurse": QT_TRANSLATE_NOOP("Audit", "nurse"),
    "investigator": QT_TRANSLATE_NOOP("Audit", "investigator"),
    "coordinator": QT_TRANSLATE_NOOP("Audit", "site coordinator"),
    "administrator": QT_TRANSLATE_NOOP("Audit", "administrator"),
    "monitor": QT_TRANSLATE_NOOP("Audit", "monitor"),
    "system": QT_TRANSLATE_NOOP("Audit", "the program"),
}

QUERY_NAMES: Final[dict[str, object]] = {
    "": QT_TRANSLATE_NOOP("Audit", "Everything"),
    "odd_hours": QT_TRANSLATE_NOOP("Audit", "At odd hours"),
    "late": QT_TRANSLATE_NOOP("Audit", "Written late"),
    "corrections": QT_TRANSLATE_NOOP("Audit", "Corrections"),
    "failed_sign_ins": QT_TRANSLATE_NOOP("Audit", "Failed sign-ins"),
    "clock_jumps": QT_TRANSLATE_NOOP("Audit", "Clock jumps"),
    "refusals": QT_TRANSLATE_NOOP("Audit", "Refused"),
    "without_delegation": QT_TRANSLATE_NOOP("Audit", "Without delegation"),
    "device_faults": QT_TRANSLATE_NOOP("Audit", "Store and device"),
    "exports": QT_TRANSLATE_NOOP("Audit", "Exports and views"),
}
"""The built-in review queries, in the order they are offered."""


def act(code: str) -> str:
    """What was done."""
    return _in(ACTS, code)


def kind(code: str) -> str:
    """What a record is."""
    return _in(KINDS, code)


def area(code: str) -> str:
    """A page, a file or an act that needs leave."""
    return _in(AREAS if code in AREAS else QUERY_NAMES, code)


def has_area(code: object) -> bool:
    """Whether an area has words; the id of a device has none."""
    return code in AREAS or code in QUERY_NAMES


def role(code: str) -> str:
    """In which role somebody acted."""
    return _in(ROLES, code)


def query(name: str) -> str:
    """A built-in review query."""
    return _in(QUERY_NAMES, name)


def _in(table: dict[str, object], code: str) -> str:
    """The words of a code; one that has none stands in brackets, so that it is seen to be technical."""
    source = table.get(code)
    return QCoreApplication.translate(CONTEXT, str(source)) if source is not None else f"[{code}]"
