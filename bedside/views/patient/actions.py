"""The bar below the patient page: start the next check, record a treatment, confirm the infusion."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from bedside.views.patient import words
from bedside.views.patient.state import PatientState
from bedside.views.theme import SPACE_3, SPACE_4, set_kind
from bedside.views.widgets.flow_layout import FlowLayout
from bedside.views.widgets.lines import say, wrapped
from bedside.views.widgets.showing import show_if


class PatientActions(QFrame):
    """What can be done with this patient, and who has a check open."""

    check_asked = Signal()
    treatment_asked = Signal()
    adverse_event_asked = Signal()
    labs_asked = Signal()
    infusion_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("bar", "bottom")
        self._start = self._button("patient.start_check", "primary")
        self._start.clicked.connect(self.check_asked)
        self._treat = self._button("patient.record_treatment", "plain")
        self._treat.setText(self.tr("Record treatment"))
        self._treat.clicked.connect(self.treatment_asked)
        self._event = self._button("patient.record_adverse_event", "plain")
        self._event.setText(self.tr("&Adverse event"))
        self._event.setAccessibleName(self.tr("Adverse event"))
        self._event.clicked.connect(self.adverse_event_asked)
        self._labs = self._button("patient.record_labs", "plain")
        self._labs.setText(self.tr("&Laboratory"))
        self._labs.setAccessibleName(self.tr("Laboratory"))
        self._labs.clicked.connect(self.labs_asked)
        self._infuse = self._button("patient.confirm_infusion", "plain")
        self._infuse.setText(self.tr("Confirm infusion"))
        self._infuse.clicked.connect(self.infusion_asked)
        self._hint = wrapped("muted", "patient.hint")
        buttons = QWidget()
        flow = FlowLayout(buttons, spacing=SPACE_3, line_spacing=SPACE_3)
        flow.addWidget(self._start)
        flow.addWidget(self._treat)
        flow.addWidget(self._event)
        flow.addWidget(self._labs)
        flow.addWidget(self._infuse)
        self._line = QHBoxLayout()
        self._line.setSpacing(SPACE_4)
        self._line.addWidget(buttons)
        self._line.addWidget(self._hint, 1)
        self._below = QVBoxLayout(self)
        self._below.setContentsMargins(SPACE_4, SPACE_3, SPACE_4, SPACE_3)
        self._below.addLayout(self._line)

    def _button(self, name: str, kind: str) -> QPushButton:
        button = QPushButton()
        button.setObjectName(name)
        set_kind(button, kind)
        return button

    def show_state(self, state: PatientState, *, compact: bool) -> None:
        """Offer what can be done now; in a narrow window only the buttons are shown."""
        self._start.setText(self._start_words(state))
        for button in (self._start, self._treat, self._event, self._labs):
            button.setEnabled(state.loaded)
            show_if(button, state.may_record)
        planned = state.loaded and state.head.infused_at is not None and not state.head.infusion_given
        self._infuse.setVisible(planned and state.may_admit)
        hint = words.open_check(state.head, state.as_of)
        say(self._hint, "" if compact else hint)
        show_if(self, state.may_record or state.may_admit)

    def _start_words(self, state: PatientState) -> str:
        if state.head.open_check_at is None:
            return self.tr("Start check")
        return self.tr("Take over check…") if state.head.open_check_held_by else self.tr("Continue check")
