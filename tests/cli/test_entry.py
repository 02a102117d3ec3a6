"""The command line as a process: statuses, silence, speed, and what it never loads."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bedside.cli import entry
from tests.cli.conftest import Run

ROOT = Path(__file__).parents[2]
LINE = '{"temperature_c": 39, "vasopressors": ["norepinephrine"], "oxygen_device": "room_air"}\n'


def bedside(*arguments: str, given: str = "", python: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    """Runs the program as its users do."""
    command = [sys.executable, *python, "-m", "bedside", *arguments]
    return subprocess.run(
        command, input=given, capture_output=True, text=True, encoding="utf-8", cwd=ROOT, timeout=120, check=False
    )


class TestProcess:
    def test_a_grade(self) -> None:
        done = bedside("grade", "crs", given=LINE)
        assert (done.returncode, done.stderr) == (0, "")
        assert json.loads(done.stdout)["grade"] == 3

    def test_a_refusal(self) -> None:
        done = bedside("grade", "crs", given='{"temperature_c": 385}')
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr == "temperature_c: 385 is refused; allowed is 25 to 45 degrees Celsius\n"

    def test_a_terminal_that_knows_no_chinese_gets_it_all_the_same(self) -> None:
        command = [sys.executable, "-X", "utf8=0", "-m", "bedside", "grade", "crs", "--language", "zh"]
        done = subprocess.run(
            command, input=LINE.encode(), capture_output=True, cwd=ROOT, env={"LC_ALL": "C"}, timeout=120, check=True
        )
        assert "血管加压药" in done.stdout.decode()

    def test_output_that_nobody_reads_any_more_is_silent(self, tmp_path: Path) -> None:
        file = tmp_path / "facts.jsonl"
        file.write_text(LINE * 2000, encoding="utf-8")
        with subprocess.Popen(
            [sys.executable, "-m", "bedside", "grade", "crs", "--lines", str(file)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=ROOT,
        ) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            process.stdout.close()
            assert process.stderr.read() == b""
            assert process.wait(60) == 0

    @pytest.mark.parametrize(
        ("arguments", "never"),
        [
            (("grade", "crs"), ("PySide6", "sqlalchemy", "sqlcipher3", "cryptography", "argon2")),
            (("schema", "crs"), ("PySide6", "sqlalchemy", "sqlcipher3")),
            (("selftest",), ("PySide6", "sqlalchemy", "sqlcipher3")),
        ],
    )
    def test_what_is_not_needed_is_not_loaded(self, arguments: tuple[str, ...], never: tuple[str, ...]) -> None:
        done = bedside(*arguments, given=LINE, python=("-X", "importtime"))
        assert done.returncode == 0
        loaded = {line.rpartition("|")[2].strip().partition(".")[0] for line in done.stderr.splitlines()}
        assert "pydantic" in loaded
        assert loaded.isdisjoint(never)

    @pytest.mark.slow
    def test_ten_thousand_lines_take_no_more_than_two_seconds(self) -> None:
        """The figure is 100,000 in ten seconds; a tenth of it, with room for a busy computer."""
        lines = "".join(
            json.dumps({"temperature_c": 36 + (n % 50) / 10, "spo2_percent": 85 + n % 16, "day": n % 29}) + "\n"
            for n in range(10_000)
        )
        before = os.times()
        done = bedside("grade", "crs", "--lines", given=lines)
        after = os.times()
        # Of the processor, as other programs may be at work; nothing where the system does not tell.
        taken = after.children_user - before.children_user
        assert done.returncode == 0
        assert done.stdout.count("\n") == 10_000
        assert taken < 2


class TestEntry:
    @pytest.mark.parametrize(
        ("arguments", "line"),
        [
            ((), "COMMAND: nothing is refused; allowed is one of grade, schema, selftest, terms, store"),
            (("dance",), "COMMAND: dance is refused; allowed is one of grade, schema, selftest, terms, store"),
            (("grade",), "bedside grade: the following arguments are required: SYSTEM; see bedside grade --help"),
            (("grade", "crs", "--line"), "bedside grade: unrecognized arguments: --line; see bedside grade --help"),
            (("schema", "crs", "icans"), "bedside schema: unrecognized arguments: icans; see bedside schema --help"),
            (
                ("grade", "crs", "--language", "la"),
                "bedside grade: argument --language: invalid choice: 'la' (choose from 'en', 'zh'); "
                "see bedside grade --help",
            ),
        ],
    )
    def test_wrong_usage_is_one_line_and_status_2(self, run: Run, arguments: tuple[str, ...], line: str) -> None:
        outcome = run(*arguments)
        assert (outcome.status, outcome.out, outcome.complaints) == (2, "", [line])

    @pytest.mark.parametrize("command", ["grade", "schema", "selftest", "store"])
    def test_each_command_explains_itself(self, run: Run, command: str) -> None:
        outcome = run(command, "--help")
        assert (outcome.status, outcome.err) == (0, "")
        assert outcome.out.startswith(f"usage: bedside {command}")

    def test_a_stop_from_the_keyboard_is_silent(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        def stopped(_args: object) -> int:
            raise KeyboardInterrupt

        monkeypatch.setitem(entry.COMMANDS, "selftest", (lambda _parser: None, stopped))
        outcome = run("selftest")
        assert (outcome.status, outcome.out, outcome.err) == (130, "", "")

    def test_an_ending_without_a_status_is_a_refusal(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        def ended(_args: object) -> int:
            raise SystemExit("why")

        monkeypatch.setitem(entry.COMMANDS, "selftest", (lambda _parser: None, ended))
        assert run("selftest").status == 2

    def test_a_store_that_is_not_there_is_a_refusal(self, run: Run, tmp_path: Path) -> None:
        outcome = run("store", "check", "--folder", str(tmp_path / "none"), "--user", "n", "--password-stdin")
        assert (outcome.status, len(outcome.complaints)) == (2, 1)
