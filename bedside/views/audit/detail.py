"""One entry opened: who, when and why, and field by field what it was before and what it is now."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from bedside.models.journal import Kind
from bedside.views.audit import words
from bedside.views.audit.field_words import AnswerWords, field_name, value_words
from bedside.views.audit.state import AuditState, Change, Row
from bedside.views.theme import SPACE, SPACE_3, current_theme, set_kind, set_look
from bedside.views.widgets.showing import show_if

HANDWRITING = "answers.ice_writing_strokes"
"""A picture, not figures: its thousand points are one change."""

ChangeLine = tuple[str, str, str]
"""Field, before and after, in words."""


class Detail(QFrame):
    """Shows one `Row`; empty until one is chosen."""

    list_requested = Signal()

    def __init__(self, answer_words: AnswerWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("audit.detail")
        self._words = answer_words
        self._shown: tuple[Row | None, Mapping[str, str] | None] | None = None
        self._back = QPushButton("‹ " + self.tr("Entries"))
        self._back.setObjectName("audit.detail.back")
        self._back.setAccessibleName(self.tr("Entries"))
        set_kind(self._back, "quiet")
        self._back.clicked.connect(self.list_requested)
        self._title = QLabel()
        self._title.setObjectName("audit.detail.title")
        self._title.setWordWrap(True)
        set_look(self._title, "role", "section")
        self._body = QTextBrowser()
        self._body.setObjectName("audit.detail.body")
        self._body.setAccessibleName(self.tr("The opened entry"))
        self._body.setOpenLinks(False)
        self._body.setUndoRedoEnabled(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._title)
        layout.addWidget(self._body, 1)
        self.show_way_back(False)
        self.show_row(None, None)

    @property
    def text(self) -> str:
        """What is shown, without its looks."""
        return self._body.toPlainText()

    def show_way_back(self, shown: bool) -> None:
        """Whether the list is covered and has to be gone back to."""
        show_if(self._back, shown)

    def show_row(self, row: Row | None, state: AuditState | None) -> None:
        """Show `row`, or say that none is chosen."""
        shown = (row, state.names if state is not None else None)
        if shown == self._shown:
            return  # a page that came in meanwhile must not scroll the opened entry back
        self._shown = shown
        if row is None or state is None:
            self._title.setText(self.tr("Choose an entry to see what it changed."))
            self._body.clear()
            return
        self._title.setText(words.what(row))
        self._body.setHtml(page(row, state, self._words))


def page(row: Row, state: AuditState, answer_words: AnswerWords) -> str:
    """The opened entry as a text page."""
    lines = [
        (QCoreApplication.translate("Audit", "Who"), f"{words.who(row, state.names)} ({row.author})"),
        *([(QCoreApplication.translate("Audit", "Patient"), row.subject_id)] if row.subject_id else ()),
        *words.in_full(row, state.names),
    ]
    changes = list(change_lines(row.changes, answer_words))
    return _table([(label, text) for label, text in lines]) + _changes(row, changes)


def change_lines(changes: Sequence[Change], answer_words: AnswerWords) -> Iterator[ChangeLine]:
    """Every changed field once, in words, in the order of the record."""
    drawn = False
    for change in changes:
        if _said_already(change):
            continue
        if change.path.startswith(HANDWRITING):
            if not drawn:
                drawn = True
                yield _handwriting(changes, answer_words)
            continue
        before = value_words(change.path, change.old, answer_words)
        yield field_name(change.path, answer_words), before, value_words(change.path, change.new, answer_words)


def _said_already(change: Change) -> bool:
    """Whether it stands in the title, or says nothing before and after."""
    return change.path == "act" or (change.old in (None, "") and change.new in (None, ""))


def _handwriting(changes: Sequence[Change], answer_words: AnswerWords) -> ChangeLine:
    drawn = [change for change in changes if change.path.startswith(HANDWRITING)]
    none, some = value_words("", None, answer_words), QCoreApplication.translate("Audit", "written")
    before = some if any(change.old is not None for change in drawn) else none
    after = some if any(change.new is not None for change in drawn) else none
    return field_name(HANDWRITING, answer_words), before, after


def _changes(row: Row, changes: Sequence[ChangeLine]) -> str:
    if row.redacted:
        said = QCoreApplication.translate("Audit", "What it said was taken out; a redaction says by whom and why.")
        return f"<p>{escape(said)}</p>"
    if not changes and row.kind == Kind.ACCESS.value:
        return ""
    if not changes:
        said = QCoreApplication.translate("Audit", "No field of the record changed.")
        return f"<p>{escape(said)}</p>"
    field = QCoreApplication.translate("Audit", "Field")
    if row.correction or row.void:
        heads = (
            field,
            QCoreApplication.translate("Audit", "Before"),
            QCoreApplication.translate("Audit", "Now"),
        )
        return _table(changes, heads)
    heads_of_new = (field, QCoreApplication.translate("Audit", "Value"))
    return _table([(name, after) for name, _before, after in changes], heads_of_new)


def _table(rows: Sequence[tuple[str, ...]], heads: tuple[str, ...] = ()) -> str:
    """Rows of cells; the first column says what the others are."""
    theme = current_theme()
    cell = f'style="padding: 2px {SPACE_3}px 6px 0"'
    muted = f'style="padding: 2px {SPACE_3}px 6px 0; color: {theme.muted}"'
    head = "".join(f'<th align="left" {muted}>{escape(title)}</th>' for title in heads)
    head = f"<tr>{head}</tr>" if heads else ""
    body = "".join(
        f"<tr><td {muted}>{escape(row[0])}</td>"
        + "".join(f"<td {cell}>{escape(text)}</td>" for text in row[1:])
        + "</tr>"
        for row in rows
    )
    return f'<table cellspacing="0" width="100%">{head}{body}</table>'
