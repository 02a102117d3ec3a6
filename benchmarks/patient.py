"""How long the page of a patient with 500 checks takes to open and to refresh, and how long it holds the window."""

import os
import statistics
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from time import perf_counter
from typing import TypeVar
from unittest.mock import patch
from uuid import UUID

from bedside.models.projections import GradeBounds
from bedside.services.assessments import complete_check, keep_answers, start_check
from bedside.services.desk import Desk
from bedside.services.interventions import record_intervention
from bedside.services.ward import PatientPage, patient_page
from benchmarks.desk import ANSWERS, SUBJECT, desk_with_a_patient
from benchmarks.table import Figure

CHECKS, DOSES, ROUNDS = 500, 100, 9
T = TypeVar("T")


class LaterRunner:
    """Does each job at once and delivers its outcome when asked to, so that only the window's own work is timed."""

    def __init__(self) -> None:
        self._outcomes: list[Callable[[], None]] = []

    def run(self, job: Callable[[], T], done: Callable[[T], None], _failed: Callable[[Exception], None]) -> None:
        """See `bedside.views.tasks.Runner.run`."""
        self._outcomes.append(partial(done, job()))

    def deliver(self, holds: list[float]) -> None:
        """Deliver what waits, also what follows from it; notes how long each delivery and each painting took."""
        # Imported here: the other suites need no Qt.
        from PySide6.QtCore import QCoreApplication

        while self._outcomes:
            for act in (self._outcomes.pop(0), QCoreApplication.processEvents):
                start = perf_counter()
                act()
                holds.append(perf_counter() - start)


def measure() -> list[Figure]:
    """The figures of the patient page."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from bedside.views.appearance import Appearance, Chosen
    from bedside.views.assess.check_words import CheckWords
    from bedside.views.patient import presenter as module

    QApplication.instance() or QApplication([])
    Appearance(Chosen(), lambda _look: None).apply()
    with desk_with_a_patient() as (desk, _clock):
        page = _long_page(desk)
        with patch.object(module, "patient_page", return_value=page):
            runner = LaterRunner()
            presenter = module.PatientPresenter(runner, desk, desk.clock, CheckWords())
            presenter.screen.resize(1366, 768)
            presenter.screen.show()
            opened = [_holds(runner, lambda: presenter.open(SUBJECT)) for _ in range(ROUNDS)]
            refreshed = [_holds(runner, presenter.refresh) for _ in range(ROUNDS)]
            presenter.stop()
    return [
        Figure(f"patient page of {CHECKS} checks opens", statistics.median(map(sum, opened)) * 1000, "ms", 200),
        Figure("longest hold while it opens", statistics.median(map(max, opened)) * 1000, "ms", 50),
        Figure("longest hold of a refresh", statistics.median(map(max, refreshed)) * 1000, "ms", 50),
    ]


def _holds(runner: LaterRunner, act: Callable[[], object]) -> list[float]:
    holds: list[float] = []
    start = perf_counter()
    act()
    holds.append(perf_counter() - start)
    runner.deliver(holds)
    return holds


def _long_page(desk: Desk) -> PatientPage:
    """A month of checks every ninety minutes with fevers, grades and doses, shaped from one real check and one dose."""
    check = start_check(desk, SUBJECT)
    keep_answers(desk, check.draft_id, ANSWERS, "review")
    complete_check(desk, check, ANSWERS)
    record_intervention(
        desk,
        SUBJECT,
        drug="tocilizumab",
        name="tocilizumab",
        dose=8.0,
        dose_unit="mg/kg",
        route="iv",
        given_at=desk.clock.now(),
    )
    page = patient_page(desk, SUBJECT)
    (seen,), (dose,) = page.assessments, page.interventions
    checks = tuple(
        replace(
            seen,
            record_id=seen.record_id if number == 0 else UUID(int=number),
            observed_at=seen.observed_at - timedelta(minutes=90 * number),
            temperature_c=36.5 + number * 7 % 40 / 10,
            systolic_mmhg=80.0 + number * 13 % 60,
            crs=GradeBounds(number // 5 % 4, number // 5 % 4),
            icans=GradeBounds(0, 3) if number % 2 else GradeBounds(0, 0),
        )
        for number in range(CHECKS)
    )
    doses = tuple(replace(dose, given_at=dose.given_at - timedelta(hours=7 * number)) for number in range(DOSES))
    infused_at = seen.observed_at - timedelta(days=31)
    row = replace(page.row, infused_at=infused_at, day=31, since_infusion=timedelta(days=31))
    return replace(page, row=row, assessments=checks, interventions=doses)
