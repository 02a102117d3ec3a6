"""What the trail is narrowed to: the built-in review queries as one list, and behind it patient, person, kind, days."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from bedside.models.journal import Kind
from bedside.views.audit import act_words
from bedside.views.audit.state import Wanted
from bedside.views.theme import SPACE, SPACE_4, SPACE_HALF, set_kind, set_look
from bedside.views.widgets.form_field import FormField

DAY = timedelta(days=1)


class Filters(QScrollArea):
    """A column of its own. `chosen` carries what the trail shall be narrowed to."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("audit.filters")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._wanted = Wanted()
        self._zone: datetime | None = None
        self._queries = QButtonGroup(self)
        self._narrow = ChoiceMenu("audit.narrow.kind", self.tr("Kind of record"))
        self._person = ChoiceMenu("audit.narrow.person", self.tr("Person"))
        self._subject = FormField("audit.narrow.subject", self.tr("Patient"), self.tr("Trial subject number"))
        day = self.tr("year-month-day, as in 2026-11-22")
        self._since = FormField("audit.narrow.since", self.tr("From"), day)
        self._until = FormField("audit.narrow.until", self.tr("Up to and with"), day)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._made_queries())
        self._pages.addWidget(self._made_conditions())
        self.setWidget(self._pages)
        self._turn_to(0)

    def _made_queries(self) -> QWidget:
        page, column = _column()
        for name in act_words.QUERY_NAMES:
            button = _button(f"audit.query.{name or 'everything'}", act_words.query(name), "choice")
            button.setCheckable(True)
            button.setProperty("query", name)
            self._queries.addButton(button)
            column.addWidget(button)
        self._queries.buttonClicked.connect(self._on_query_clicked)
        column.addStretch(1)
        return page

    def _made_conditions(self) -> QWidget:
        page, column = _column()
        column.setSpacing(SPACE_4)
        for part in (self._subject, self._person, self._narrow, self._since, self._until):
            column.addWidget(part)
        apply = _button("audit.narrow.apply", self.tr("Show"), "primary")
        apply.clicked.connect(self._on_apply_clicked)
        clear = _button("audit.narrow.clear", self.tr("Without conditions"), "plain")
        clear.clicked.connect(self._on_clear_clicked)
        for field in (self._subject, self._since, self._until):
            field.entered.connect(self._on_apply_clicked)
        column.addWidget(apply)
        column.addWidget(clear)
        column.addStretch(1)
        return page

    def show_wanted(self, wanted: Wanted, names: Mapping[str, str], as_of: datetime) -> None:
        """Show what the trail is narrowed to; emits nothing."""
        self._wanted, self._zone = wanted, as_of
        for button in self._queries.buttons():
            button.setChecked(button.property("query") == wanted.query)
        self._person.offer({"": self.tr("Anybody"), **{user: names[user] for user in sorted(names)}}, wanted.author)
        kinds = {kind.value: act_words.kind(kind.value) for kind in Kind}
        self._narrow.offer({"": self.tr("Any kind"), **kinds}, wanted.kind)
        self._subject.field.setText(wanted.subject_id)
        self._since.field.setText(_day_text(wanted.since, as_of))
        self._until.field.setText(_day_text(wanted.until - DAY if wanted.until else None, as_of))

    def _tell(self, wanted: Wanted) -> None:
        self.show_queries()
        self.chosen.emit(wanted)

    @Slot()
    def _on_query_clicked(self) -> None:
        button = self._queries.checkedButton()
        if button is not None:
            before = self._wanted
            query = str(button.property("query"))
            narrowed = (before.subject_id, before.author, before.kind, before.since, before.until)
            self._tell(Wanted(query, *narrowed))

    def _turn_to(self, page: int) -> None:
        self._pages.setCurrentIndex(page)
        for part in (self._pages.widget(place) for place in range(self._pages.count())):
            # The page behind must not make this one scroll.
            shown = part is self._pages.currentWidget()
            policy = QSizePolicy.Policy.Preferred if shown else QSizePolicy.Policy.Ignored
            if part is not None:
                part.setSizePolicy(policy, policy)

    def show_queries(self) -> None:
        """Show the list of review queries."""
        self._turn_to(0)

    def ask_conditions(self) -> None:
        """Show the fields of what narrows the list further."""
        self._turn_to(1)
        self._subject.field.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _on_clear_clicked(self) -> None:
        self._tell(Wanted(self._wanted.query))

    @Slot()
    def _on_apply_clicked(self) -> None:
        since, until = self._day_of(self._since), self._day_of(self._until)
        for field in (self._since, self._until):
            if field.refusal:
                self._bring_into_sight(field)
                return
        if since is not None and until is not None and until < since:
            self._until.refuse(self.tr("The last day must not lie before the first."))
            self._bring_into_sight(self._until)
            return
        after = None if until is None else until + DAY
        said = Wanted(self._wanted.query, self._subject.text, self._person.code, self._narrow.code, since, after)
        self._tell(said)

    def _bring_into_sight(self, field: FormField) -> None:
        field.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ensureWidgetVisible(field)

    def _day_of(self, field: FormField) -> datetime | None:
        """The beginning of the day that stands in a field; refused there when it is none."""
        field.refuse("")
        if not field.text:
            return None
        try:
            day = datetime.strptime(field.text, "%Y-%m-%d")  # noqa: DTZ007 (the zone is the ward's, set below)
        except ValueError:
            field.refuse(self.tr("{given} is no day. Allowed: year-month-day").format(given=field.text))
            return None
        return day.replace(tzinfo=self._zone.tzinfo if self._zone is not None else None)


class ChoiceMenu(QWidget):
    """A labelled button that opens a list of words; nothing of it is an operating system's own grey box."""

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        caption = QLabel(title)
        set_look(caption, "role", "strong")
        self._button = _button(name, "", "plain")
        self._button.setMenu(QMenu(self._button))
        self._button.menu().triggered.connect(self._on_triggered)
        self._words: Mapping[str, str] = {}
        self._code = ""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_HALF)
        layout.addWidget(caption)
        layout.addWidget(self._button)

    @property
    def code(self) -> str:
        """What is chosen."""
        return self._code

    def offer(self, choices: Mapping[str, str], chosen: str) -> None:
        """Offer `choices` by code with `chosen` chosen; emits nothing."""
        if choices != self._words:
            self._words = dict(choices)
            menu = self._button.menu()
            menu.clear()
            for code, text in choices.items():
                action = menu.addAction(text)
                action.setData(code)
        self._choose(chosen)

    def _choose(self, code: str) -> None:
        self._code = code
        text = self._words.get(code, code)
        self._button.setText(f"{text} ▾")
        self._button.setAccessibleName(f"{self._title}: {text}")

    @Slot(QAction)
    def _on_triggered(self, action: QAction) -> None:
        self._choose(str(action.data()))


def _column() -> tuple[QFrame, QVBoxLayout]:
    page = QFrame()
    column = QVBoxLayout(page)
    column.setContentsMargins(SPACE_HALF, SPACE_HALF, SPACE, SPACE_HALF)
    column.setSpacing(SPACE)
    return page, column


def _button(name: str, text: str, kind: str) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    set_kind(button, kind)
    return button


def _day_text(moment: datetime | None, as_of: datetime) -> str:
    return "" if moment is None else moment.astimezone(as_of.tzinfo).strftime("%Y-%m-%d")
