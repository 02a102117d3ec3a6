"""One's own password and PIN: every refusal stands at its field, nothing typed stays, codes are shown one by one."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from bedside.errors import InputRefused, SignInError, StoreFull
from bedside.views.account.presenter import AccountPresenter
from bedside.views.account.state import AccountState
from bedside.views.tasks import DirectRunner

CODES = ("ABCD-EFGH-JKMN", "PQRS-TVWX-YZ01")
LEFT = Qt.MouseButton.LeftButton


class FakeWays:
    """Notes what was asked; refuses when it is told to."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, ...]] = []
        self.pin = False
        self.error: Exception | None = None

    def _ask(self, *asked: str) -> None:
        self.asked.append(asked)
        if self.error is not None:
            raise self.error

    def has_pin(self) -> bool:
        if self.error is not None:
            raise self.error
        return self.pin

    def change_password(self, old: str, new: str) -> None:
        self._ask("change", old, new)

    def set_pin(self, pin: str, password: str) -> None:
        self._ask("pin", pin, password)

    def remove_pin(self) -> None:
        self._ask("remove")

    def recovery_codes(self) -> tuple[str, str]:
        self._ask("codes")
        return CODES


@pytest.fixture
def ways() -> FakeWays:
    return FakeWays()


@pytest.fixture
def account(qtbot: QtBot, ways: FakeWays) -> AccountPresenter:
    state = AccountState("Administrator A", may_make_codes=True)
    made = AccountPresenter(DirectRunner(), ways, state, choose=lambda _below: 3)
    qtbot.addWidget(made.screen)
    made.screen.resize(900, 1400)
    made.screen.show()
    made.screen.activateWindow()
    qtbot.waitUntil(made.screen.isActiveWindow)
    made.open()
    return made


def line(account: AccountPresenter, name: str) -> QLineEdit:
    found = account.screen.findChild(QLineEdit, f"account.{name}")
    assert found is not None, name
    return found


def text(account: AccountPresenter, name: str) -> str:
    found = account.screen.findChild(QLabel, f"account.{name}")
    assert found is not None, name
    return found.text() if found.isVisible() else ""


def press(account: AccountPresenter, name: str) -> None:
    found = account.screen.findChild(QPushButton, f"account.{name}")
    assert found is not None, name
    QTest.mouseClick(found, LEFT)


def shown(account: AccountPresenter, name: str) -> bool:
    return any(widget.isVisible() for widget in account.screen.findChildren(QWidget, f"account.{name}"))


def fill(account: AccountPresenter, **texts: str) -> None:
    for name, value in texts.items():
        QTest.keyClicks(line(account, name.replace("_", ".", 1)), value)


def pin_of(account: AccountPresenter) -> bool | None:
    """Whether a PIN is shown to be there."""
    return account.state.has_pin


def test_it_says_whose_it_is_and_starts_at_the_password(account: AccountPresenter) -> None:
    assert text(account, "title") == "Password and PIN of Administrator A"
    assert line(account, "password.old").hasFocus()
    assert text(account, "pin.words").endswith("You have no PIN.")
    assert not shown(account, "pin.remove")


def test_a_password_is_changed_by_keys_alone(qtbot: QtBot, account: AccountPresenter, ways: FakeWays) -> None:
    for name, typed in (("old", "old horse here"), ("new", "my own horse"), ("again", "my own horse")):
        field = line(account, f"password.{name}")
        assert field.hasFocus()
        QTest.keyClicks(field, typed)
        if name != "again":
            QTest.keyClick(field, Qt.Key.Key_Return)
    with qtbot.waitSignal(account.told) as told:
        QTest.keyClick(line(account, "password.again"), Qt.Key.Key_Return)
    assert told.args == ["good", "Your password is changed"]
    assert ways.asked == [("change", "old horse here", "my own horse")]
    assert {line(account, f"password.{name}").text() for name in ("old", "new", "again")} == {""}


@pytest.mark.parametrize(
    ("old", "new", "again", "field", "said"),
    [
        ("", "my own horse", "my own horse", "old", "Needed"),
        ("old horse here", "my own horse", "my own hors", "again", "The two passwords differ"),
    ],
)
def test_a_password_is_looked_over_first(
    account: AccountPresenter, ways: FakeWays, old: str, new: str, again: str, field: str, said: str
) -> None:
    fill(account, password_old=old, password_new=new, password_again=again)
    press(account, "password.change")
    assert ways.asked == []
    assert text(account, f"password.{field}.refusal") == said


@pytest.mark.parametrize(
    ("error", "field", "said"),
    [
        (SignInError(), "old", "User or password is not right"),
        (InputRefused("password", "one of 3 characters", "10 to 1024 characters"), "new", "10 to 1024 characters"),
    ],
)
def test_a_refused_password_is_said_at_its_field(
    account: AccountPresenter, ways: FakeWays, error: Exception, field: str, said: str
) -> None:
    ways.error = error
    fill(account, password_old="old horse here", password_new="new", password_again="new")
    press(account, "password.change")
    assert said in text(account, f"password.{field}.refusal")
    assert not account.state.busy
    assert account.state.error_part == "password"


def test_a_pin_is_set_replaced_and_removed(qtbot: QtBot, account: AccountPresenter, ways: FakeWays) -> None:
    fill(account, pin_pin="0471", pin_again="0471", pin_password="old horse here")
    with qtbot.waitSignal(account.told) as told:
        press(account, "pin.set")
    assert told.args == ["good", "Your PIN is set"]
    assert pin_of(account) is True
    assert line(account, "pin.pin").text() == ""
    with qtbot.waitSignal(account.told) as told:
        press(account, "pin.remove")
    assert told.args == ["good", "Your PIN is removed"]
    assert pin_of(account) is False
    assert ways.asked == [("pin", "0471", "old horse here"), ("remove",)]


@pytest.mark.parametrize(
    ("pin", "again", "password", "field", "said"),
    [
        ("471", "471", "old horse here", "pin", "4 to 8 figures"),
        ("4711", "4712", "old horse here", "again", "The two PINs differ"),
        ("4711", "4711", "", "password", "Needed"),
    ],
)
def test_a_pin_is_looked_over_first(
    account: AccountPresenter, ways: FakeWays, pin: str, again: str, password: str, field: str, said: str
) -> None:
    fill(account, pin_pin=pin, pin_again=again, pin_password=password)
    press(account, "pin.set")
    assert ways.asked == []
    assert text(account, f"pin.{field}.refusal") == said


@pytest.mark.parametrize(
    ("error", "field", "said"),
    [
        (SignInError(), "password", "User or password is not right"),
        (InputRefused("pin", "one that is tried first", "another"), "pin", "another"),
    ],
)
def test_a_refused_pin_is_said_at_its_field(
    account: AccountPresenter, ways: FakeWays, error: Exception, field: str, said: str
) -> None:
    ways.error = error
    fill(account, pin_pin="1234", pin_again="1234", pin_password="wrong horse")
    press(account, "pin.set")
    assert said in text(account, f"pin.{field}.refusal")


def test_a_pin_takes_figures_only_and_eight_at_most(account: AccountPresenter) -> None:
    fill(account, pin_pin="00a1-23456789")
    assert line(account, "pin.pin").text() == "00123456"


def test_every_field_is_a_secret(account: AccountPresenter) -> None:
    shown_fields = [field for field in account.screen.findChildren(QLineEdit) if field.isVisible()]
    assert len(shown_fields) == 6
    for field in shown_fields:
        assert field.echoMode() == QLineEdit.EchoMode.Password
        assert field.contextMenuPolicy() == Qt.ContextMenuPolicy.NoContextMenu


def test_new_codes_are_shown_one_by_one(qtbot: QtBot, account: AccountPresenter, ways: FakeWays) -> None:
    press(account, "codes.make")
    assert ways.asked == [("codes",)]
    assert text(account, "code") == "ABCD - EFGH - JKMN"
    assert not shown(account, "password.old")
    QTest.keyClicks(line(account, "code_back"), "nope")
    press(account, "code_go_on")
    assert text(account, "code_back.refusal") == "That is not group 1 of this code"
    QTest.keyClicks(line(account, "code_back"), "abcd")
    press(account, "code_go_on")
    assert text(account, "code") == "PQRS - TVWX - YZ01"
    QTest.keyClicks(line(account, "code_back"), "pqrs")
    with qtbot.waitSignal(account.told) as told:
        press(account, "code_go_on")
    assert told.args == ["good", "The new recovery codes hold; the old ones are worthless"]
    assert shown(account, "password.old")
    assert not shown(account, "code")
    account.screen.group_typed_back.emit("pqrs")
    assert account.state.codes is None


def test_codes_that_cannot_be_made_say_why(account: AccountPresenter, ways: FakeWays) -> None:
    ways.error = StoreFull(folder="ward")
    press(account, "codes.make")
    assert "No space is left" in text(account, "codes.refusal")


def test_nobody_else_is_offered_codes(qtbot: QtBot, ways: FakeWays) -> None:
    made = AccountPresenter(DirectRunner(), ways, AccountState("Nurse A"))
    qtbot.addWidget(made.screen)
    made.screen.show()
    assert not shown(made, "codes.make")


def test_whether_there_is_a_pin_may_stay_unknown(qtbot: QtBot, ways: FakeWays) -> None:
    ways.error = StoreFull(folder="ward")
    made = AccountPresenter(DirectRunner(), ways, AccountState("Nurse A"))
    qtbot.addWidget(made.screen)
    with qtbot.waitSignal(made.told) as told:
        made.open()
    assert told.args is not None
    assert told.args[0] == "danger"
    assert made.state.has_pin is None


def test_the_way_back(qtbot: QtBot, account: AccountPresenter) -> None:
    with qtbot.waitSignal(account.closed):
        press(account, "back")
    with qtbot.waitSignal(account.closed):
        QTest.keyClick(account.screen, Qt.Key.Key_Escape)
