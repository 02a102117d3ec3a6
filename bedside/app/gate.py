"""The heavy half of the start: protocol, criteria, store and every later screen; imported after the first paint."""

import secrets
import tempfile
from collections.abc import Callable
from pathlib import Path

from bedside import logs, settings
from bedside.app.options import Options
from bedside.clock import Clock
from bedside.errors import ProtocolError, StoreMissing
from bedside.grading import Instruments, load_instruments
from bedside.models.protocol import TrialProtocol, read_protocol
from bedside.resources import resource_path
from bedside.services.desk import Desk
from bedside.services.sign_in import change_password_at_gate, known_users, set_up_site, sign_in, sign_out
from bedside.store.slots import SlotUser
from bedside.views.sign_in.state import SetUp
from bedside.views.widgets.person import UserTile

DEFAULT_PROTOCOL = "bedside-demo.toml"
WORDS = ("amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "hazel", "ivory", "jade", "lotus", "maple")
"""Of a demo password: easy to read off a screen and to type."""


class WardGate:
    """Opens one folder's store; the throw-away one of a demo goes when the gate is closed."""

    def __init__(
        self,
        folder: Path,
        clock: Clock,
        protocol: TrialProtocol,
        instruments: Instruments,
        passwords: dict[str, str],
        throw_away: "tempfile.TemporaryDirectory[str] | None",
        witness_folder: Path | None = None,
    ) -> None:
        """`witness_folder`: where this computer keeps what it knows of its stores apart from them."""
        self.folder = folder
        self._clock, self._protocol, self._instruments = clock, protocol, instruments
        self._passwords, self._throw_away, self._witness_folder = passwords, throw_away, witness_folder

    @property
    def witness_folder(self) -> Path | None:
        """Where this computer keeps what it knows of its stores apart from them."""
        return self._witness_folder

    @property
    def trial_id(self) -> str:
        """The trial of the protocol in use."""
        return self._protocol.id

    def users(self) -> tuple[UserTile, ...]:
        """Who may sign in; nobody where there is no store yet.

        Raises:
            StoreError: there is a store whose users cannot be read.
        """
        try:
            found = known_users(self.folder)
        except StoreMissing:
            return ()
        return tuple(
            UserTile(user.user_id, user.printed_name, user.role, self._passwords.get(user.user_id, ""))
            for user in found
        )

    def sign_in(self, user_id: str, password: str) -> Desk:
        """The desk of one user. Raises SignInError, PasswordMustChange or StoreError."""
        return sign_in(
            self.folder,
            user_id,
            password,
            self._clock,
            self._protocol,
            self._instruments,
            witness_folder=self._witness_folder,
        )

    def change_password(self, user_id: str, old: str, new: str) -> Desk:
        """Replace a password that somebody else set, and sign in with the new one. Raises as `sign_in`, and
        InputRefused."""
        change_password_at_gate(self.folder, user_id, old, new, self._clock, witness_folder=self._witness_folder)
        return self.sign_in(user_id, new)

    def set_up(self, answers: SetUp) -> Desk:
        """Make the store with its first user, an administrator. Raises InputRefused or StoreError."""
        self.folder.mkdir(parents=True, exist_ok=True)
        first = SlotUser(answers.user_id, answers.name, "administrator")
        return set_up_site(
            self.folder,
            answers.site_id,
            self.trial_id,
            first,
            answers.password,
            self._clock,
            self._protocol,
            self._instruments,
            witness_folder=self._witness_folder,
        )

    def recovery_codes(self, desk: object) -> tuple[str, str]:
        """Two codes for the store that was just made. Raises StoreError."""
        from bedside.services.credentials import make_recovery_codes

        return make_recovery_codes(_desk(desk))

    def leave(self, desk: object) -> None:
        """Sign out of a desk that no ward was made for."""
        sign_out(_desk(desk))

    def close(self) -> None:
        """Throw away what is to be thrown away."""
        if self._throw_away is not None:
            self._throw_away.cleanup()


def open_gate(options: Options, clock: Clock, new_password: Callable[[], str] | None = None) -> WardGate:
    """Read protocol and criteria, and for a demo make its ward. Blocks; not for the GUI thread.

    Raises:
        UserFacingError: naming the file that cannot be used, or why no store can be made.
    """
    protocol = read_protocol_file(options.protocol)
    instruments = load_instruments(_criteria_texts(), protocol)
    # Loaded here, on the loading thread, so that signing in need not wait for the screens behind it.
    import bedside.views.ward  # noqa: F401

    if options.demo:
        return _demo_gate(options.seed, clock, protocol, instruments, new_password or demo_password)
    logs.set_up(settings.default_log_folder())
    folder = options.folder or settings.default_store_folder()
    return WardGate(folder, clock, protocol, instruments, {}, None, settings.default_state_folder())


def _demo_gate(
    seed: int | None, clock: Clock, protocol: TrialProtocol, instruments: Instruments, new_password: Callable[[], str]
) -> WardGate:
    # Only a demo needs the synthetic ward.
    from bedside.simulation.ward import SEED, STAFF, demo_store

    throw_away = tempfile.TemporaryDirectory(prefix="bedside-demo-")
    try:
        folder = Path(throw_away.name)
        logs.set_up(folder)
        passwords = {user.user_id: new_password() for user in STAFF}
        demo_store(
            _made(folder / "store"), clock, protocol, instruments, passwords, seed=SEED if seed is None else seed
        )
    except BaseException:
        throw_away.cleanup()
        raise
    return WardGate(folder / "store", clock, protocol, instruments, passwords, throw_away)


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _desk(desk: object) -> Desk:
    """The sign-in screen knows a desk by nothing but that it was given one."""
    if not isinstance(desk, Desk):
        raise TypeError("only a desk can be signed out of")
    return desk


def demo_password() -> str:
    """A password for this start only."""
    return "-".join((secrets.choice(WORDS), secrets.choice(WORDS), str(secrets.randbelow(900) + 100)))


def read_protocol_file(path: Path | None) -> TrialProtocol:
    """The protocol in `path`, or the one that is shipped.

    Raises:
        ProtocolError: it cannot be read or used.
    """
    file = path or resource_path("protocols", DEFAULT_PROTOCOL)
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "not UTF-8 text"
        raise ProtocolError(file=file.name, where="file", problem=reason) from None
    return read_protocol(text, file.name)


def _criteria_texts() -> dict[str, str]:
    folder = resource_path("criteria")
    return {file.stem: file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.toml"))}
