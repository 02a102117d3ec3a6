"""The form over the audit trail that says a stretch of it was reviewed."""

from PySide6.QtWidgets import QWidget

from bedside.views.widgets.form_page import FormPage
from bedside.views.widgets.lines import say, wrapped


class ReviewForm(FormPage):
    """Asks for a note on what was looked over."""

    def __init__(self, stretch: str, parent: QWidget | None = None) -> None:
        """`stretch`: which entries, in words."""
        super().__init__("audit.reviewing", "", "", parent)
        self.bar.back.setText("‹ " + self.tr("Audit trail"))
        self.bar.back.setAccessibleName(self.tr("Audit trail"))
        self.bar.title.setText(self.tr("Reviewed by me"))
        self.save.setText(self.tr("Say that I reviewed them"))
        words = wrapped("body", "audit.reviewing.stretch")
        say(words, stretch)
        self.column.addWidget(words)
        self.add_field("note", self.tr("What was found"), self.tr("For instance: nothing unusual"))
