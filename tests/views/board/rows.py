"""A ward of a few rows for the board's tests; nobody in it exists."""

from datetime import datetime, timedelta, timezone

from bedside.views.board.state import BoardState, Note, OpenCheck, PatientRow
from bedside.views.widgets.badge_state import BadgeState

EAST = timezone(timedelta(hours=8))
NOW = datetime(2026, 11, 22, 3, 12, tzinfo=EAST)

OVERDUE = PatientRow(
    "01-004",
    bed="12",
    day=4,
    since_infusion=timedelta(days=3, hours=7),
    due_state="overdue",
    due_at=NOW - timedelta(minutes=12),
    due_minutes=12,
    due_why="crs_at_least",
    crs=BadgeState("crs", 2, 2, "up"),
    icans=BadgeState("icans", 1, 1, "up"),
    temperature_c=38.9,
    temperature_at=NOW - timedelta(hours=1),
    notes=(Note("missed", (1,)), Note("unsigned", (2,))),
)
SOON = PatientRow(
    "01-006",
    bed="15",
    day=2,
    since_infusion=timedelta(days=1, hours=22),
    due_state="due_soon",
    due_at=NOW + timedelta(minutes=8),
    due_minutes=8,
    due_why="fever",
    crs=BadgeState("crs", 1, 4),
    icans=BadgeState("icans", 0, 0, "level"),
    temperature_c=37.9,
    temperature_at=NOW - timedelta(hours=20),
    notes=(Note("tocilizumab_ago", (5,)),),
)
OPEN = PatientRow(
    "01-002",
    bed="3",
    day=9,
    since_infusion=timedelta(days=8, hours=15),
    due_state="later",
    due_at=NOW + timedelta(minutes=64),
    due_minutes=64,
    due_why="period",
    open_check=OpenCheck("Nurse B", NOW - timedelta(minutes=4)),
    notes=(Note("draft_open", (4, "Nurse B")),),
)
BEFORE = PatientRow(
    "01-009",
    day=-1,
    since_infusion=timedelta(days=-1),
    due_state="later",
    due_at=NOW + timedelta(hours=20),
    due_minutes=1200,
    due_why="baseline",
    notes=(Note("no_baseline"),),
)
WARD = BoardState(
    "Site 01", NOW, (OVERDUE, SOON, OPEN, BEFORE), overdue=1, unsigned=2, unsent=214, fever_c=38.0, loaded=True
)


def many(count: int) -> tuple[PatientRow, ...]:
    """`count` rows, for measuring."""
    return tuple(
        PatientRow(
            f"01-{number:03d}",
            bed=str(number),
            day=5,
            since_infusion=timedelta(days=5),
            due_state="later",
            due_at=NOW + timedelta(minutes=number),
            due_minutes=number,
            due_why="period",
            crs=BadgeState("crs", number % 5, number % 5, "level"),
            icans=BadgeState("icans", 0, 0, "level"),
            temperature_c=37.0,
            temperature_at=NOW,
            notes=(Note("unsigned", (number,)),),
        )
        for number in range(1, count + 1)
    )
