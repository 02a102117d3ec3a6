"""The patient screen: the page, and over it whatever form is being filled in."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from bedside.views.patient.overview import Overview
from bedside.views.patient.state import PatientState
from bedside.views.widgets.form_page import FormPage


class PatientScreen(QWidget):
    """Renders a `PatientState`. Going to a check by arrow key or press is told as `check_selected`."""

    back_requested = Signal()
    check_requested = Signal()
    treatment_requested = Signal()
    adverse_event_requested = Signal()
    labs_requested = Signal()
    infusion_requested = Signal()
    check_selected = Signal(str)
    shown_chosen = Signal(str)
    """"time_line", "table", "episodes", "labs" or "events"."""
    hours_chosen = Signal(int)
    """One of `SPANS_H`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("patient")
        # From the outside in: a part that is handed from parent to parent is looked at by the style sheet each time.
        self._pages = QStackedWidget(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)
        self.overview = Overview(self._pages)
        self._pages.addWidget(self.overview)
        self._form: FormPage | None = None
        for name in (
            "back_requested",
            "check_requested",
            "treatment_requested",
            "adverse_event_requested",
            "labs_requested",
            "infusion_requested",
            "check_selected",
            "shown_chosen",
            "hours_chosen",
        ):
            getattr(self.overview, name).connect(getattr(self, name))

    def show_state(self, state: PatientState) -> None:
        """Show `state`; nothing is emitted by it."""
        self.overview.show_state(state)

    def tell_time(self, now: datetime) -> None:
        """Let what counts down say `now`; nothing is read for it."""
        self.overview.course.tell_time(now)

    def show_overview(self) -> None:
        """The page on top; a form that lay over it is gone."""
        self._pages.setCurrentWidget(self.overview)
        if self._form is not None:
            self._pages.removeWidget(self._form)
            self._form.deleteLater()
            self._form = None

    def show_form(self, form: FormPage) -> None:
        """Lay a form over the page."""
        self._form = form
        self._pages.addWidget(form)
        self._pages.setCurrentWidget(form)
