"""Locks the window of a session, by the menu, by a key or because nobody is there, and gives the place back."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut

from bedside.views.lock.place import Place
from bedside.views.lock.presenter import Keeper, LockPresenter
from bedside.views.main_window import MainWindow
from bedside.views.tasks import Runner
from bedside.views.widgets.clipboard import clear_own_clipboard
from bedside.views.widgets.person import UserTile

KEYS = "Ctrl+L"


class Lock(QObject):
    """Lives as long as the session. What lies beneath the cover is neither closed nor changed."""

    covered = Signal(bool)
    """The window was locked; or opened again by the session's own user."""
    switched = Signal(object)
    """Somebody else opened it: their desk. The cover lies still, until `take_off`."""
    sign_out_requested = Signal()

    def __init__(
        self,
        window: MainWindow,
        runner: Runner,
        keeper: Keeper,
        owner: UserTile,
        now: Callable[[], datetime],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._runner, self._keeper, self._owner, self._now = window, runner, keeper, owner, now
        self._since = now()
        self._presenter: LockPresenter | None = None
        self._ended = False
        self._place: Place | None = None
        # Of the window, so that it works wherever the keyboard is.
        self._key = QShortcut(QKeySequence(KEYS), window)
        self._key.activated.connect(self.put_on)

    @property
    def presenter(self) -> LockPresenter | None:
        """What covers the window; None while it is open."""
        return self._presenter

    @Slot()
    def put_on(self) -> None:
        """Cover the window; once, however often it is asked."""
        if self._ended or self._presenter is not None:
            return
        self._place = Place(self._window, self)
        kept = self._place.leave()
        self._presenter = LockPresenter(self._runner, self._keeper, self._owner, self._since, self._now(), self)
        self._presenter.unlocked.connect(self._on_unlocked)
        self._presenter.switched.connect(self.switched)
        self._presenter.sign_out_requested.connect(self.sign_out_requested)
        self._window.put_on_cover(self._presenter.screen)
        self._presenter.screen.take_focus()
        if kept is not None:
            kept.unblock()
        clear_own_clipboard()
        self._runner.run(self._keeper.note_locked, self._on_noted, self._on_noted)
        self._presenter.open()
        self.covered.emit(True)

    def take_off(self) -> None:
        """Show again what is beneath, without giving anybody's place back."""
        if self._presenter is not None:
            self._window.take_off_cover()
            self._presenter.deleteLater()
            self._presenter = None

    def note_ended(self) -> None:
        """Nobody came back: journal it, before the sign-out that follows."""
        self._runner.run(self._keeper.note_ended, self._on_noted, self._on_noted)

    def end(self) -> None:
        """The session is over: nothing is locked any more."""
        self._ended = True
        self._key.deleteLater()

    @Slot(object)
    def _on_noted(self, _outcome: object) -> None:
        """A lock that could not be journalled (a full disk) locks all the same."""

    @Slot()
    def _on_unlocked(self) -> None:
        self.take_off()
        if self._place is not None:
            self._place.give_back()
            self._place.deleteLater()
            self._place = None
        self.covered.emit(False)
