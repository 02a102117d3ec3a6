"""Every store that a window or a command opens for work is opened under the device's own witness."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OPENING = {
    "accept_older_copy",
    "change_password_at_gate",
    "create_store",
    "open_store",
    "restore",
    "set_up_site",
    "sign_in",
}
"""What opens or makes a store; a method of the same name is somebody else's."""

ROOMS = ("app", "cli")


def unwitnessed(source: str) -> list[str]:
    """The calls in a module that open a store and do not say where this device's witness is."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    return [
        f"line {call.lineno}: {call.func.id}"
        for call in calls
        if isinstance(call.func, ast.Name)
        and call.func.id in OPENING
        and "witness_folder" not in {keyword.arg for keyword in call.keywords}
    ]


@pytest.mark.parametrize("room", ROOMS)
def test_no_caller_goes_without_the_devices_own_witness(room: str) -> None:
    files = sorted((ROOT / "bedside" / room).rglob("*.py"))
    sources = {file.name: file.read_text(encoding="utf-8") for file in files}
    assert any(f"{name}(" in source for source in sources.values() for name in OPENING)
    assert {name: found for name, source in sources.items() if (found := unwitnessed(source))} == {}


@pytest.mark.parametrize("name", sorted(OPENING))
def test_one_that_does_is_found(name: str) -> None:
    assert unwitnessed(f"desk = {name}(folder, user_id)") == [f"line 1: {name}"]
    assert unwitnessed(f"desk = {name}(folder, witness_folder=None)") == []
    assert unwitnessed(f"desk = self.{name}(folder)") == []
