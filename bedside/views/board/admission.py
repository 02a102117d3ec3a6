"""Takes a patient onto the ward: the trial's number, the infusion, and the identity that stays in the sealed table."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from bedside.errors import InputRefused
from bedside.views.messages import message_for, refusal_words
from bedside.views.tasks import Runner
from bedside.views.widgets.form_page import FormPage
from bedside.views.widgets.tiles import TileGroup


class Admit(Protocol):
    """The use case `services.subjects.admit_subject`, with the desk already given."""

    def __call__(
        self,
        *,
        subject_id: str,
        bed: str,
        full_name: str,
        record_number: str,
        age_years: int,
        developmental_delay: bool,
        product: str,
        infused_at: datetime,
        given: bool,
    ) -> str: ...


class AdmissionForm(FormPage):
    """The fields of an admission; nothing is filled in beforehand."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("admission", self.tr("Board"), self.tr("Add patient"), parent)
        self.bar.title.setText(self.tr("Add patient"))
        sealed = self.tr("Stays on this ward, never sent")
        self.add_field("subject_id", self.tr("Trial subject number"), self.tr("For example 01-004"))
        self.add_field("bed", self.tr("Bed"), sealed)
        self.add_field("full_name", self.tr("Name"), sealed)
        self.add_field("record_number", self.tr("Hospital record number, as on the wristband"), sealed)
        self.add_field("age_years", self.tr("Age in years"))
        self.delay = self._add_choice(
            "developmental_delay",
            self.tr("Developmental delay known from before"),
            (("no", self.tr("No")), ("yes", self.tr("Yes"))),
        )
        self.add_field("product", self.tr("CAR-T product"))
        self.given = self._add_choice(
            "given",
            self.tr("The infusion"),
            (("planned", self.tr("is planned")), ("given", self.tr("has begun"))),
        )
        self.add_field("infused_date", self.tr("Date of infusion"), self.tr("Year-month-day, for example 2026-11-22"))
        self.add_field("infused_time", self.tr("Time of infusion"), self.tr("Hours:minutes, for example 10:30"))

    def _add_choice(self, name: str, caption: str, choices: tuple[tuple[str, str], ...]) -> TileGroup:
        tiles = TileGroup(f"admission.{name}", caption, choices, digits="")
        tiles.pressed.connect(self._on_tile_pressed)
        self.add_captioned(caption, tiles)
        return tiles

    @Slot(str)
    def _on_tile_pressed(self, code: str) -> None:
        group = self.sender()
        if isinstance(group, TileGroup):
            group.show_checked((code,))


class AdmissionPresenter(QObject):
    """Reads the form, admits off the GUI thread, and tells who was admitted."""

    admitted = Signal(str)
    closed = Signal()

    def __init__(
        self, runner: Runner, admit: Admit, now: Callable[[], datetime], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._runner, self._admit, self._now = runner, admit, now
        self.screen = AdmissionForm()
        self.screen.save_requested.connect(self._on_save_requested)
        self.screen.back_requested.connect(self.closed)

    @Slot()
    def _on_save_requested(self) -> None:
        self.screen.refuse("", "")
        try:
            job = self._job()
        except InputRefused as refusal:
            self._on_failed(refusal)
            return
        self.screen.show_busy(True)
        self._runner.run(job, self._on_admitted, self._on_failed)

    def _job(self) -> Callable[[], str]:
        form, texts = self.screen, self.screen.texts()
        return partial(
            self._admit,
            subject_id=texts["subject_id"],
            bed=texts["bed"],
            full_name=texts["full_name"],
            record_number=texts["record_number"],
            age_years=read_age(texts["age_years"]),
            developmental_delay=_chosen(form.delay, "developmental_delay") == "yes",
            product=texts["product"],
            given=_chosen(form.given, "given") == "given",
            infused_at=read_local_time(texts["infused_date"], texts["infused_time"], self._now()),
        )

    @Slot(object)
    def _on_admitted(self, subject_id: str) -> None:
        self.screen.show_busy(False)
        self.admitted.emit(subject_id)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self.screen.show_busy(False)
        if not isinstance(error, InputRefused):
            self.screen.refuse("", message_for(error))
            return
        field = {"infused_at": "infused_date"}.get(error.field, error.field)
        self.screen.refuse(field, refusal_words(error, at_field=field in self.screen.fields))


def read_age(text: str) -> int:
    """Whole years.

    Raises:
        InputRefused: not a whole number.
    """
    if not (text.isascii() and text.isdigit() and len(text) <= 3):
        allowed = QCoreApplication.translate("Forms", "whole years, 0 to 130")
        raise InputRefused("age_years", text[:20], allowed)
    return int(text)


def read_local_time(date: str, time: str, now: datetime) -> datetime:
    """The ward's wall time of a typed date and time, with the ward's offset from UTC at that moment.

    Raises:
        InputRefused: naming `infused_date` or `infused_time`.
    """
    try:
        day = datetime.strptime(date, "%Y-%m-%d").date()  # noqa: DTZ007 (only the date is taken)
    except ValueError:
        allowed = QCoreApplication.translate("Forms", "a date such as 2026-11-22")
        raise InputRefused("infused_date", date[:20], allowed) from None
    try:
        clock = datetime.strptime(time, "%H:%M").time()  # noqa: DTZ007 (only the time is taken)
    except ValueError:
        allowed = QCoreApplication.translate("Forms", "a time such as 10:30")
        raise InputRefused("infused_time", time[:20], allowed) from None
    return datetime.combine(day, clock, tzinfo=now.tzinfo)


def _chosen(tiles: TileGroup, field: str) -> str:
    """The one code that is chosen.

    Raises:
        InputRefused: none is.
    """
    for code in tiles.checked:
        return code
    names = {
        "developmental_delay": QCoreApplication.translate("Forms", "Developmental delay"),
        "given": QCoreApplication.translate("Forms", "The infusion"),
    }
    allowed = QCoreApplication.translate("Forms", "one of the choices")
    raise InputRefused(names[field], QCoreApplication.translate("Forms", "no answer"), allowed)
