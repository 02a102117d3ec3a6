"""`bedside grade`: one object or many, each refusal one line, and nothing done where nothing can be."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bedside.cli import grade
from bedside.cli.inputs import FactsError, read_facts
from bedside.cli.systems import SYSTEMS
from bedside.errors import InputRefused
from bedside.models.base import Model
from bedside.resources import resource_path
from tests.cli.conftest import Run

EXAMPLE = {
    "temperature_c": 39.5,
    "vasopressors": ["norepinephrine"],
    "oxygen_device": "nasal_cannula",
    "oxygen_flow_l_min": 2,
}
LINE = json.dumps(EXAMPLE)


class TestOne:
    def test_the_consensus_example_is_grade_3(self, run: Run) -> None:
        outcome = run("grade", "crs", given=LINE)
        assert (outcome.status, outcome.err) == (0, "")
        (answer,) = outcome.answers
        assert json.loads(answer)["grade"] == 3

    def test_ice_3_and_a_seizure_are_at_least_3(self, run: Run) -> None:
        outcome = run("grade", "icans", given='{"ice_score": 3, "seizures": ["resolved_rapidly"]}')
        answer = json.loads(outcome.out)
        assert (answer["grade"], answer["at_least"], answer["at_most"]) == (None, 3, 4)

    def test_a_file_is_read(self, run: Run, tmp_path: Path) -> None:
        file = tmp_path / "facts.json"
        file.write_text(json.dumps(EXAMPLE, indent=2), encoding="utf-8")
        assert json.loads(run("grade", "crs", str(file)).out)["grade"] == 3

    def test_texts_come_in_the_language_asked_for(self, run: Run) -> None:
        answer = json.loads(run("grade", "crs", "--language", "zh", given=LINE).out)
        assert answer["decided_by"][0]["value"] == "一种血管加压药"

    def test_another_protocol_is_obeyed(self, run: Run, tmp_path: Path) -> None:
        text = resource_path("protocols", "bedside-demo.toml").read_text(encoding="utf-8")
        file = tmp_path / "protocol.toml"
        file.write_text(text.replace("fever_c = 38.0", "fever_c = 38.5"), encoding="utf-8")
        facts = '{"temperature_c": 38.4, "crs_established": false}'
        assert json.loads(run("grade", "crs", given=facts).out)["at_least"] == 1
        assert json.loads(run("grade", "crs", "--protocol", str(file), given=facts).out)["grade"] == 0

    @pytest.mark.parametrize(
        ("given", "complaint"),
        [
            ("", "JSON: nothing is refused; allowed is one JSON object"),
            (" \n\t", "JSON: nothing is refused; allowed is one JSON object"),
            (b"\xef\xbb\xbf{}", "JSON: a byte order mark is refused; allowed is JSON in UTF-8 without one"),
            ('{"temperature_c": 3', "JSON: what was given is refused; allowed is one whole JSON object in UTF-8 ("),
            (LINE + LINE, "JSON: what was given is refused; allowed is one whole JSON object in UTF-8 (trailing"),
            (b"\xff\xfe{\x00}\x00", "JSON: what was given is refused; "),
            (b'{"temperature_c": "\xe9"}', "JSON: what was given is refused; "),
            ("[" * 100_000, "JSON: what was given is refused; "),
            ('{"day": ' + "9" * 100_000 + "}", "JSON: what was given is refused; "),
            ('{"temperature_c": NaN}', "temperature_c: NaN is refused; allowed is 25 to 45 degrees Celsius"),
            ('{"temperature_c": 385}', "temperature_c: 385 is refused; allowed is 25 to 45 degrees Celsius"),
            ('{"day": 1, "day": 2}', "day: given twice is refused; allowed is each field once"),
            ('{"day": 1, "hypotension": true, "hypotension": false}', "hypotension: given twice is refused"),
            ('{"day": 1, "day" : 1}', "day: given twice is refused; allowed is each field once"),
            ('{"ferritin": 9000}', "ferritin: 9000 is refused; allowed is a field of temperature_c, "),
            ("[]", "input: a list is refused; allowed is an object with named fields"),
        ],
    )
    def test_bad_input_is_one_line_and_status_2(self, run: Run, given: str | bytes, complaint: str) -> None:
        outcome = run("grade", "crs", given=given)
        assert (outcome.status, outcome.out) == (2, "")
        (told,) = outcome.complaints
        assert told.startswith(complaint)

    def test_a_field_given_twice_inside_is_refused(self, run: Run) -> None:
        outcome = run("grade", "icans", given='{"ice": {"writing": 1, "writing": 0}}')
        assert outcome.complaints == ["writing: given twice is refused; allowed is each field once"]

    def test_fields_within_fields_are_not_taken_for_repeats(self, run: Run) -> None:
        outcome = run(
            "grade", "icans", given='{"ice": {"writing": 1, "naming": 3}, "ice_unable": {"commands": "other"}}'
        )
        assert (outcome.status, json.loads(outcome.out)["missing"][0]) == (0, "ice")

    def test_each_problem_has_its_line(self, run: Run) -> None:
        outcome = run("grade", "crs", given='{"temperature_c": 385, "spo2_percent": 980}')
        assert [line.partition(":")[0] for line in outcome.complaints] == ["temperature_c", "spo2_percent"]


class TestUsage:
    @pytest.mark.parametrize("system", ["nothing", "CRS", ""])
    def test_an_unknown_system_is_refused(self, run: Run, system: str) -> None:
        outcome = run("grade", system, given=LINE)
        assert (outcome.status, outcome.out) == (2, "")
        assert outcome.complaints == [f"SYSTEM: {system} is refused; allowed is one of {', '.join(SYSTEMS)}"]

    def test_a_file_that_is_not_there_is_refused(self, run: Run, tmp_path: Path) -> None:
        outcome = run("grade", "crs", str(tmp_path / "no.json"))
        assert outcome.status == 2
        (line,) = outcome.complaints
        assert line.startswith("FILE: ")
        assert line.endswith("a readable file (No such file or directory)")

    def test_a_name_that_no_file_can_have_is_refused(self, run: Run) -> None:
        outcome = run("grade", "crs", "a\x00b")
        assert (outcome.status, len(outcome.complaints)) == (2, 1)

    def test_a_folder_is_refused(self, run: Run, tmp_path: Path) -> None:
        outcome = run("grade", "crs", "--lines", str(tmp_path))
        assert (outcome.status, len(outcome.complaints)) == (2, 1)

    @pytest.mark.parametrize(
        ("content", "problem"),
        [
            (None, "file: No such file or directory"),
            (b"\xff", "file: not UTF-8 text"),
            (b"id = ", "file: not TOML"),
            (b"", "Field required"),
        ],
    )
    def test_a_protocol_that_cannot_be_used_is_refused(
        self, run: Run, tmp_path: Path, content: bytes | None, problem: str
    ) -> None:
        file = tmp_path / "protocol.toml"
        if content is not None:
            file.write_bytes(content)
        outcome = run("grade", "crs", "--protocol", str(file), given=LINE)
        assert (outcome.status, outcome.out) == (2, "")
        (line,) = outcome.complaints
        assert line.startswith("protocol protocol.toml, ")
        assert problem in line


class TestLines:
    def test_each_line_has_its_answer_in_order(self, run: Run) -> None:
        lines = [f'{{"temperature_c": {value}, "crs_established": false}}' for value in (37, 38.5, 36)]
        outcome = run("grade", "crs", "--lines", given="\n".join(lines))
        assert (outcome.status, outcome.err) == (0, "")
        assert [json.loads(answer)["at_least"] for answer in outcome.answers] == [0, 1, 0]

    def test_options_may_stand_anywhere(self, run: Run, tmp_path: Path) -> None:
        file = tmp_path / "facts.jsonl"
        file.write_bytes((LINE + "\r\n").encode() * 3)
        for arguments in (("--lines", "crs", str(file)), ("crs", "--lines", str(file)), ("crs", str(file), "--lines")):
            assert len(run("grade", *arguments).answers) == 3

    def test_a_bad_line_is_named_and_holds_up_no_other(self, run: Run) -> None:
        outcome = run("grade", "crs", "--lines", given=f'{LINE}\n{{"temperature_c": 385, "x": 1}}\n{LINE}\n')
        assert outcome.status == 1
        first, second, third = (json.loads(answer) for answer in outcome.answers)
        assert first["grade"] == third["grade"] == 3
        assert second == {
            "line": 2,
            "refused": [
                {"field": "temperature_c", "given": "385", "allowed": "25 to 45 degrees Celsius"},
                {"field": "x", "given": "1", "allowed": second["refused"][1]["allowed"]},
            ],
        }
        assert [line.partition(" is refused")[0] for line in outcome.complaints] == [
            "line 2: temperature_c: 385",
            "line 2: x: 1",
        ]

    @pytest.mark.parametrize(
        "given", [b"\n" + LINE.encode(), LINE.encode() + b"\n\n", b"\xef\xbb\xbf{}\n" + LINE.encode()]
    )
    def test_an_empty_line_or_a_mark_is_a_refusal_of_that_line(self, run: Run, given: bytes) -> None:
        outcome = run("grade", "crs", "--lines", given=given)
        assert outcome.status == 1
        assert len(outcome.answers) == 2
        assert len(outcome.complaints) == 1

    def test_half_a_last_line_is_a_refusal_of_that_line(self, run: Run) -> None:
        outcome = run("grade", "crs", "--lines", given=LINE + "\n" + LINE[:20])
        assert outcome.status == 1
        assert outcome.complaints[0].startswith("line 2: JSON: ")

    def test_nothing_but_refusals_is_status_2(self, run: Run) -> None:
        outcome = run("grade", "crs", "--lines", given="{\n[\n")
        assert outcome.status == 2
        assert len(outcome.answers) == len(outcome.complaints) == 2

    def test_an_empty_file_is_status_2(self, run: Run) -> None:
        outcome = run("grade", "crs", "--lines", given="")
        assert (outcome.status, outcome.out) == (2, "")
        assert outcome.complaints == ["JSON: nothing is refused; allowed is one JSON object a line"]

    def test_more_lines_than_are_written_at_once(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(grade, "FEW_LINES", 2)
        outcome = run("grade", "crs", "--lines", given=f"{LINE}\n" * 5)
        assert len(outcome.answers) == 5


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda text: text.encode(errors="replace"))))
@pytest.mark.parametrize("model", [system.facts for system in SYSTEMS.values()])
def test_whatever_is_given_is_taken_or_refused(model: type[Model], text: bytes) -> None:
    lines: tuple[InputRefused, ...] = (InputRefused("none", "nothing", "all"),)
    try:
        read_facts(model, text)
    except FactsError as refused:
        lines = refused.lines
    assert lines
    assert all(str(line).isprintable() for line in lines)


def test_output_that_nobody_reads_any_more_ends_the_run_silently(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(_answers: list[str]) -> None:
        raise BrokenPipeError

    dropped: list[bool] = []
    monkeypatch.setattr(grade, "_write", closed)
    monkeypatch.setattr("bedside.cli.entry._drop_output", lambda: dropped.append(True))
    outcome = run("grade", "crs", given=LINE)
    assert (outcome.status, outcome.out, outcome.err, dropped) == (0, "", "", [True])
