"""One window and all that is behind it; the sign-in screen stands before the store's libraries are imported."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from bedside import settings
from bedside.app.options import Options
from bedside.app.session_watch import SessionWatch
from bedside.clock import Clock, SystemClock
from bedside.views.appearance import Appearance, Look
from bedside.views.main_window import MainWindow
from bedside.views.sign_in.presenter import SignInPresenter
from bedside.views.tasks import TaskRunner
from bedside.views.theme import install_fonts

if TYPE_CHECKING:
    from bedside.app.gate import WardGate
    from bedside.models.security_settings import SecuritySettings
    from bedside.views.restore.presenter import RestorePresenter
    from bedside.views.ward import Ward


class Desktop(QObject):
    """One window and all that is behind it, from the first paint to the last close."""

    ready = Signal()
    """A user can sign in, or the first run can begin."""
    stopped = Signal(str)
    """The start failed; the line says why. The window stays and offers to try again."""
    entered = Signal()
    """Somebody signed in and the board is shown."""

    def __init__(
        self,
        options: Options,
        clock: Clock | None = None,
        preferences_folder: Path | None = None,
        new_password: Callable[[], str] | None = None,
        window: MainWindow | None = None,
        parent: QObject | None = None,
    ) -> None:
        """`window`: the one that stands already; `preferences_folder`, `clock` and `new_password` are a test's."""
        super().__init__(parent)
        QApplication.setStyle("Fusion")
        install_fonts()
        self._options, self._clock, self._new_password = options, clock or SystemClock(), new_password
        self._preferences_folder = preferences_folder or _preferences_folder()
        self.appearance = Appearance(settings.read_preferences(self._preferences_folder), self._keep_look, self)
        self.appearance.apply()
        self.appearance.rebuild_requested.connect(self._on_rebuild_requested)
        self.runner = TaskRunner(self)
        self.window = window or MainWindow()
        self.window.closing.connect(self.close)
        self.sign_in = SignInPresenter(self.appearance, self.runner, options.demo, self)
        self.sign_in.ready.connect(self.ready)
        self.sign_in.signed_in.connect(self._on_signed_in)
        self.sign_in.reopen_requested.connect(self._on_reopen_requested)
        self.sign_in.restore_requested.connect(self._on_restore_requested)
        self.window.show_screen(self.sign_in.screen)
        self._gate: WardGate | None = None
        self._closed = self._expired = False
        self._watch: SessionWatch | None = None
        self.way_back: RestorePresenter | None = None
        self.ward: Ward | None = None

    @property
    def store_folder(self) -> Path | None:
        """Whose store this window opens; None before it is known and after the window was closed."""
        return self._gate.folder if self._gate is not None else None

    def open(self) -> None:
        """Start loading, then show the window: the thread loads while the window is painted."""
        self._on_reopen_requested()
        self.window.show()

    @Slot()
    def close(self) -> None:
        """Leave the desk, wait for what is being written, throw a demo away."""
        if self._closed:
            return
        self._closed = True
        if self.ward is not None:
            self.ward.leave()
        self.sign_in.leave()
        self.runner.finish()
        if self._gate is not None:
            self._gate.close()
            self._gate = None

    def _keep_look(self, look: Look) -> None:
        kept = settings.Preferences(look.theme, look.percent, look.language)
        try:
            settings.write_preferences(self._preferences_folder, kept)
        except OSError:
            # A look that is not remembered is no reason to stop anybody.
            return

    @Slot()
    def _on_reopen_requested(self) -> None:
        job = partial(_open_gate, self._options, self._clock, self._new_password)
        self.runner.run(job, self._on_gate_opened, self._on_gate_failed)

    @Slot(object)
    def _on_gate_opened(self, gate: "WardGate") -> None:
        self._gate = gate
        if not self._closed:
            self.sign_in.open_gate(gate)

    @Slot(object)
    def _on_gate_failed(self, error: Exception) -> None:
        self.sign_in.stop(error)
        self.stopped.emit(str(error))

    @Slot()
    def _on_restore_requested(self) -> None:
        # Heavy, and hardly ever needed.
        from bedside.app.way_back import way_back

        gate = self._gate
        if gate is None:
            return
        trouble = self.sign_in.trouble
        self.way_back = way_back(gate.folder, self._clock, gate.witness_folder, self.runner, trouble, self)
        self.way_back.closed.connect(self._leave_way_back)
        self.way_back.restored.connect(self._on_restored)
        self.window.show_screen(self.way_back.screen)
        self.way_back.open()

    @Slot()
    def _leave_way_back(self) -> None:
        self.window.show_screen(self.sign_in.screen)
        if self.way_back is not None:
            self.window.drop_screen(self.way_back.screen)
            self.way_back.deleteLater()
            self.way_back = None

    @Slot()
    def _on_restored(self) -> None:
        self._leave_way_back()
        self.sign_in.show_again()

    @Slot(object)
    def _on_signed_in(self, desk: object) -> None:
        # Loaded long ago by the gate's thread; imported here because it must not be at the first paint.
        from bedside.services.desk import Desk
        from bedside.views.lock.keeper import DeskKeeper
        from bedside.views.ward import Ward

        if not isinstance(desk, Desk):
            raise TypeError("the gate must open a desk")
        if self._closed:
            # The window was closed while the password was being looked at.
            desk.store.close()
            return
        self._drop_ward()
        keeper = DeskKeeper(desk, self._gate.users if self._gate is not None else None)
        self.ward = Ward(self.window, desk, self.runner, self.appearance, self, keeper)
        self.ward.signed_out.connect(self._on_signed_out)
        self.ward.handed_on.connect(self._on_signed_in)
        self.ward.enter()
        self._watch_over(self.ward, desk.protocol.security)
        self.entered.emit()

    def _watch_over(self, ward: "Ward", limits: "SecuritySettings") -> None:
        """Lock the ward when nobody is there, and end the session when nobody comes back."""
        limit, session = timedelta(minutes=limits.idle_lock_minutes), timedelta(hours=limits.session_hours)
        self._watch = SessionWatch(self._clock, limit, session, self)
        self._watch.idled.connect(ward.lock.put_on)
        self._watch.expired.connect(self._on_expired)
        self._watch.clock_leapt.connect(ward.notices.warn_of_clock)
        ward.lock.covered.connect(self._watch.show_locked)
        self._watch.listen_to(self.window.windowHandle())
        # A dialog or a menu is a window of its own.
        self._application().focusWindowChanged.connect(self._watch.listen_to)

    def _drop_ward(self) -> None:
        if self._watch is not None:
            self._watch.stop()
            self._watch.deleteLater()
            self._watch = None
        if self.ward is not None:
            self.ward.deleteLater()
            self.ward = None

    def _application(self) -> QGuiApplication:
        application = QGuiApplication.instance()
        if not isinstance(application, QGuiApplication):
            raise TypeError("a desktop needs a running application")
        return application

    @Slot()
    def _on_expired(self) -> None:
        if self.ward is not None:
            self._expired = True
            self.ward.lock.note_ended()
            self.ward.leave()

    @Slot()
    def _on_signed_out(self) -> None:
        wanted = self.ward is not None and self.ward.wants_restore
        self._drop_ward()
        if self._closed:
            return
        self.window.show_screen(self.sign_in.screen)
        self.sign_in.show_again()
        if wanted:
            self._on_restore_requested()
        if self._expired:
            self._expired = False
            self.window.tell("caution", self.tr("Nobody was at the desk, so the session was ended. Drafts are kept."))

    @Slot()
    def _on_rebuild_requested(self) -> None:
        old = self.sign_in.screen
        new = self.sign_in.rebuild()
        if self.window.shown is old:
            self.window.show_screen(new)
        self.window.drop_screen(old)
        if self.ward is not None:
            self.ward.rebuild()


def _open_gate(options: Options, clock: Clock, new_password: Callable[[], str] | None) -> "WardGate":
    # The heavy import, on the runner's thread, after the first paint.
    from bedside.app.gate import open_gate

    return open_gate(options, clock, new_password)


def _preferences_folder() -> Path:
    """The user's own folder for choices, from Qt, which is loaded already."""
    base = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation)
    return Path(base) / "bedside"
