"""Reads the treatment form, records what it holds off the GUI thread, and says so only after the commit."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

from bedside.errors import InputRefused
from bedside.services.interventions import InterventionSaved
from bedside.views.messages import message_for, refusal_words
from bedside.views.moments import moment_words
from bedside.views.patient import words
from bedside.views.patient.treatment import TreatmentForm
from bedside.views.tasks import Runner
from bedside.views.widgets.given_at import Now

LARGEST_DOSE = 100_000
LONGEST_NAME = 120
FIELDS = frozenset({"drug", "name", "dose", "dose_unit", "route", "given_at", "note"})


class Record(Protocol):
    """The use case `services.interventions.record_intervention`, with desk and patient already given."""

    def __call__(
        self, *, drug: str, name: str, dose: float, dose_unit: str, route: str, given_at: datetime, note: str = ""
    ) -> InterventionSaved: ...


class TreatmentPresenter(QObject):
    """One form for one patient."""

    saved = Signal(str)
    """What is on disk now, in words."""
    closed = Signal()

    def __init__(self, runner: Runner, record: Record, now: Now, patient: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner, self._record, self._now = runner, record, now
        self._said = ""
        self.screen = TreatmentForm(patient, now)
        self.screen.save_requested.connect(self._on_save_requested)
        self.screen.back_requested.connect(self.closed)

    @Slot()
    def _on_save_requested(self) -> None:
        self.screen.refuse_at("", "")
        try:
            job = self._job()
        except InputRefused as refusal:
            self._refuse(refusal)
            return
        self.screen.show_busy(True)
        self._runner.run(job, self._on_saved, self._on_failed)

    def _job(self) -> Callable[[], InterventionSaved]:
        form, texts = self.screen, self.screen.texts()
        drug, name = _chosen("drug", form.drug.code), read_name(texts["name"])
        dose = read_dose(texts["dose"])
        unit, route = _chosen("dose_unit", form.unit.code), _chosen("route", form.route.code)
        given_at = form.given_at.read()
        self._said = self.tr("Recorded: {name} {dose}, {time}").format(
            name=words.drug_name(name), dose=words.amount(dose, unit), time=moment_words(given_at, self._now())
        )
        return partial(
            self._record,
            drug=drug,
            name=name,
            dose=dose,
            dose_unit=unit,
            route=route,
            given_at=given_at,
            note=form.note.toPlainText(),
        )

    @Slot(object)
    def _on_saved(self, _saved: InterventionSaved) -> None:
        self.screen.show_busy(False)
        self.saved.emit(self._said)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self.screen.show_busy(False)
        if isinstance(error, InputRefused):
            self._refuse(error)
        else:
            self.screen.refuse_at("", message_for(error))

    def _refuse(self, refusal: InputRefused) -> None:
        known = refusal.field in FIELDS
        self.screen.refuse_at(refusal.field if known else "", refusal_words(refusal, at_field=known))


def _chosen(field: str, code: str) -> str:
    if not code:
        raise InputRefused(field, "", QCoreApplication.translate("Forms", "one of the choices"))
    return code


def read_name(text: str) -> str:
    """The name of a drug.

    Raises:
        InputRefused: there is none, or it is too long.
    """
    if not 0 < len(text) <= LONGEST_NAME:
        allowed = QCoreApplication.translate("Forms", "a name of up to {most} characters").format(most=LONGEST_NAME)
        raise InputRefused("name", text[:20], allowed)
    return text


def read_dose(text: str) -> float:
    """A dose typed with a point or a comma.

    Raises:
        InputRefused: not a number above 0 and up to the largest.
    """
    figures = text.replace(",", ".", 1)
    digits = figures.replace(".", "", 1)
    plain = digits.isascii() and digits.isdigit() and len(digits) <= 12
    if not plain or not 0 < float(figures) <= LARGEST_DOSE:
        allowed = QCoreApplication.translate("Forms", "a number above 0, up to {most}").format(most=LARGEST_DOSE)
        raise InputRefused("dose", text[:20], allowed)
    return float(figures)
