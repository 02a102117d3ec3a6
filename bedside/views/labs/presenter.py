"""Glue of the laboratory screen: grades each row while it is typed, and saves the panel off the GUI thread."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial

from pydantic import JsonValue
from PySide6.QtCore import QObject, QTimer, Signal, Slot

from bedside.errors import InputRefused
from bedside.services.analytes import USUAL_PANEL, AnalyteInfo, analytes, in_unit
from bedside.services.desk import Desk
from bedside.services.lab_limits import LastLimits, last_limits
from bedside.services.laboratory import (
    Baseline,
    LabPanelSaved,
    baseline_for,
    grade_panel,
    record_lab_panel,
)
from bedside.views.labs.proposing import Judged, faulty, judged, lab_value, proposals_of
from bedside.views.labs.row import RowSpec
from bedside.views.labs.screen import LabsScreen
from bedside.views.labs.state import Fault, LabRow, Reading, RowEntry, read_row, reading_key
from bedside.views.messages import message_for, refusal_words
from bedside.views.moments import moment_words
from bedside.views.tasks import Runner
from bedside.views.widgets.lab_words import analyte_words, in_language, number_text, unit_words

ALBUMIN, CALCIUM = "albumin", "calcium_total"
AT_A_TIME = 6
"""Rows that are made in one go; all at once would hold the window up."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is read before the first key: the analytes, and what may be offered for them."""

    analytes: tuple[AnalyteInfo, ...]
    limits: Mapping[str, LastLimits]
    baselines: Mapping[str, Baseline]


def read_known(desk: Desk, subject_id: str) -> Known:
    """Loads the dictionary at its first use: not for the GUI thread."""
    return Known(analytes(desk.protocol), last_limits(desk), baseline_for(desk, subject_id))


class LabsPresenter(QObject):
    """One panel for one patient."""

    saved = Signal(str)
    """What is on disk now, in words."""
    told = Signal(str, str)
    """A notice: its kind and its text."""
    closed = Signal()

    def __init__(
        self, runner: Runner, desk: Desk, subject_id: str, patient: str, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._runner, self._desk, self.subject_id = runner, desk, subject_id
        self._infos: dict[str, AnalyteInfo] = {}
        self._known: Known | None = None
        self._waiting: list[str] = []
        self._judged: dict[str, Judged] = {}
        self._saving: tuple[str, ...] = ()
        self.screen = LabsScreen(patient, desk.clock.now)
        self._connect()

    def _connect(self) -> None:
        screen = self.screen
        screen.edited.connect(self._on_edited)
        screen.answered.connect(self._on_answered)
        screen.confirmed.connect(self._on_confirmed)
        screen.more_requested.connect(self._on_more_requested)
        screen.limits_requested.connect(self._on_limits_requested)
        screen.baselines_requested.connect(self._on_baselines_requested)
        screen.analyte_added.connect(self._on_analyte_added)
        screen.save_requested.connect(self._on_save_requested)
        screen.back_requested.connect(self._on_back_requested)
        screen.leave_confirmed.connect(self.closed)

    def open(self) -> None:
        """Read what the rows are made of."""
        job = partial(read_known, self._desk, self.subject_id)
        self._runner.run(job, self._on_known, self._on_not_known)

    @property
    def judged(self) -> Mapping[str, Judged]:
        """Every row with what is known of it."""
        return self._judged

    # ------------------------------------------------------------------ the rows

    @Slot(object)
    def _on_known(self, known: Known) -> None:
        self._known = known
        self._infos = {info.id: info for info in known.analytes}
        self._waiting = [analyte for analyte in USUAL_PANEL if analyte in self._infos]
        self._make_rows()

    @Slot(object)
    def _on_not_known(self, error: Exception) -> None:
        self.told.emit("danger", message_for(error))

    @Slot()
    def _make_rows(self) -> None:
        """Some rows at a time, so that the window answers in between."""
        now, self._waiting = self._waiting[:AT_A_TIME], self._waiting[AT_A_TIME:]
        self.screen.add_rows([self._spec(analyte) for analyte in now])
        for analyte in now:
            self._judged[analyte] = Judged(LabRow(RowEntry(analyte, unit=self._only_unit(analyte))))
        if self._waiting:
            QTimer.singleShot(0, self, self._make_rows)
        else:
            self._offer()

    def _spec(self, analyte: str) -> RowSpec:
        info = self._infos[analyte]
        units = tuple((code, unit_words(code)) for code in info.units)
        return RowSpec(analyte, self._title(analyte), units, info.compared)

    def _title(self, analyte: str) -> str:
        name = self._infos[analyte].name
        return analyte_words(analyte, in_language(name.en, name.zh))

    def _only_unit(self, analyte: str) -> str:
        units = self._infos[analyte].units
        return units[0] if len(units) == 1 else ""

    def _offer(self) -> None:
        if self._known is None:
            return
        rows = self._judged.keys()
        self.screen.show_offers(
            limits=bool(rows & self._known.limits.keys()), baselines=bool(rows & self._known.baselines.keys())
        )
        others = []
        for info in self._infos.values():
            if info.id not in rows:
                searched = f"{info.id} {info.name.en} {info.name.zh} {self._title(info.id)}"
                others.append((info.id, self._title(info.id), searched))
        self.screen.adder.offer(others)

    @Slot(str)
    def _on_analyte_added(self, analyte: str) -> None:
        self.screen.add_rows([self._spec(analyte)])
        self._judged[analyte] = Judged(LabRow(RowEntry(analyte, unit=self._only_unit(analyte))))
        self._offer()
        self.screen.focus_row(analyte)

    # ------------------------------------------------------------------ what is typed

    def _entry(self, analyte: str) -> RowEntry:
        return self._judged[analyte].row.entry

    @Slot(str, str, str)
    def _on_edited(self, analyte: str, column: str, text: str) -> None:
        self._take(self._entry(analyte).typed(column, text))

    @Slot(str, str, str)
    def _on_answered(self, analyte: str, question: str, code: str) -> None:
        entry = self._entry(analyte)
        answers = {key: kept for key, kept in entry.answers.items() if key != question}
        self._take(replace(entry, answers={**answers, question: code} if code else answers))

    @Slot(str)
    def _on_confirmed(self, analyte: str) -> None:
        entry = self._entry(analyte)
        reading = read_row(entry, self._infos[analyte].units)
        if isinstance(reading, Reading):
            self._take(replace(entry, right=reading_key(reading)))
            self.screen.focus_row(analyte)

    @Slot(str)
    def _on_more_requested(self, analyte: str) -> None:
        self._take(replace(self._entry(analyte), more=True))

    @Slot()
    def _on_limits_requested(self) -> None:
        """Fill in units and limits where neither is told; what a person typed stays."""
        offered = self._known.limits if self._known is not None else {}
        for analyte in list(self._judged):
            entry, last = self._entry(analyte), offered.get(analyte)
            untold = not (entry.lln or entry.uln) and (not entry.unit or last is None or entry.unit == last.unit)
            if last is not None and untold and last.unit in self._infos[analyte].units:
                lln = "" if last.lln is None else number_text(last.lln)
                uln = "" if last.uln is None else number_text(last.uln)
                taken = replace(entry, unit=last.unit, lln=lln, uln=uln, limits_of=last.taken_at)
                self._judge(taken)
        self._show_proposals()

    @Slot()
    def _on_baselines_requested(self) -> None:
        """Fill in the values before infusion, in the unit of the row; what a person typed stays."""
        offered = self._known.baselines if self._known is not None else {}
        for analyte in list(self._judged):
            entry, before = self._entry(analyte), offered.get(analyte)
            if before is None or entry.baseline or "baseline" not in self._infos[analyte].compared:
                continue
            unit = entry.unit or before.unit
            value = in_unit(self._desk.protocol, analyte, before.value, before.unit, unit)
            if value is not None and unit in self._infos[analyte].units:
                text = number_text(float(f"{value:.4g}")) if unit != before.unit else number_text(value)
                self._judge(replace(entry, unit=unit, baseline=text, baseline_of=before.taken_at))
        self._show_proposals()

    # ------------------------------------------------------------------ grading

    def _take(self, entry: RowEntry) -> None:
        self._judge(entry)
        if entry.analyte == ALBUMIN and CALCIUM in self._judged:
            self._judge(self._entry(CALCIUM))
        self._show_proposals()

    def _judge(self, entry: RowEntry) -> None:
        info = self._infos[entry.analyte]
        reading = read_row(entry, info.units)
        if reading is None:
            found = Judged(LabRow(entry, marks=self._marks(entry, None)))
        elif isinstance(reading, Fault):
            found = faulty(entry, reading, self._marks(entry, None))
        else:
            beside = self._told_by_others(entry.analyte)
            value = lab_value(entry, reading, beside)
            (graded,) = grade_panel(self._desk, (value,))
            found = judged(entry, info, reading, graded, self._marks(entry, reading, beside))
        self._judged[entry.analyte] = found
        self.screen.show_row(found.row)

    def _told_by_others(self, analyte: str) -> dict[str, JsonValue]:
        """Total calcium is corrected with the albumin of the same sample."""
        if analyte != CALCIUM or ALBUMIN not in self._judged:
            return {}
        reading = read_row(self._entry(ALBUMIN), self._infos[ALBUMIN].units)
        if not isinstance(reading, Reading) or not self._judged[ALBUMIN].usable:
            return {}
        albumin = in_unit(self._desk.protocol, ALBUMIN, reading.value, reading.unit, "g/L")
        return {} if albumin is None else {"albumin_g_l": albumin}

    def _marks(
        self, entry: RowEntry, reading: Reading | None, beside: Mapping[str, JsonValue] | None = None
    ) -> tuple[str, ...]:
        """Where what stands in a row comes from."""
        now, said = self._desk.clock.now(), []
        if reading is not None and "," in entry.value:
            said.append(self.tr("Read as {value}").format(value=number_text(reading.value)))
        if entry.limits_of is not None:
            said.append(
                self.tr("Unit and limits of the sample of {time}").format(time=moment_words(entry.limits_of, now))
            )
        if entry.baseline_of is not None:
            time = moment_words(entry.baseline_of, now)
            said.append(self.tr("Before infusion: sample of {time}").format(time=time))
        for albumin in (beside or {}).values():
            if isinstance(albumin, float):
                said.append(self.tr("Corrected with albumin {value} g/L").format(value=number_text(albumin)))
        return tuple(said)

    def _show_proposals(self) -> None:
        self.screen.show_proposals(proposals_of(self._judged.values(), self._infos), busy=bool(self._saving))

    # ------------------------------------------------------------------ saving

    @Slot()
    def _on_save_requested(self) -> None:
        if self._saving:
            return
        usable = {analyte: one for analyte, one in self._judged.items() if one.usable}
        self.screen.refuse_time("")
        try:
            taken_at = self.screen.taken_at.read()
        except InputRefused as refusal:
            self.screen.refuse_time(refusal_words(refusal, at_field=True))
            return
        if not usable:
            self.screen.foot.refuse(self.tr("There is no value that can be saved"))
            return
        self._saving = tuple(usable)
        self._show_proposals()
        job = partial(
            record_lab_panel,
            self._desk,
            self.subject_id,
            taken_at=taken_at,
            values=tuple(one.value for one in usable.values() if one.value is not None),
            note=self.screen.note.toPlainText().strip(),
        )
        self._runner.run(job, self._on_saved, self._on_save_failed)

    @Slot(object)
    def _on_saved(self, saved: LabPanelSaved) -> None:
        done, self._saving = self._saving, ()
        time = moment_words(saved.taken_at, self._desk.clock.now())
        several = self.tr("Recorded: {n} laboratory values, {time}")
        said = (self.tr("Recorded: 1 laboratory value, {time}") if len(done) == 1 else several).format(
            n=len(done), time=time
        )
        left = [analyte for analyte, one in self._judged.items() if one.filled and analyte not in done]
        if not left:
            self.saved.emit(said)
            return
        # What could not be saved stays where it was typed; what is on disk leaves the page.
        for analyte in done:
            self._judge(RowEntry(analyte, unit=self._only_unit(analyte)))
        self._show_proposals()
        listed = in_language(", ", "、").join(self._title(analyte) for analyte in left)
        self.told.emit("caution", self.tr("{said}. Still to be put right: {rows}").format(said=said, rows=listed))
        self.screen.focus_row(left[0])

    @Slot(object)
    def _on_save_failed(self, error: Exception) -> None:
        self._saving = ()
        self._show_proposals()
        if isinstance(error, InputRefused) and error.field == "taken_at":
            self.screen.refuse_time(refusal_words(error, at_field=True))
        else:
            self.screen.foot.refuse(message_for(error))

    @Slot()
    def _on_back_requested(self) -> None:
        unsaved = sum(one.filled for one in self._judged.values())
        if self.screen.foot.asking:
            self.screen.stay()
        elif unsaved and not self._saving:
            self.screen.foot.ask_leaving(unsaved)
        elif not self._saving:
            self.closed.emit()
