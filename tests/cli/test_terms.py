"""`bedside terms`: finding a term, what it asks, and importing NCI's own wording."""

import json
from pathlib import Path

import pytest

from bedside.resources import resource_path
from bedside.services.official_wording import known_checksums, read_imported
from tests.cli.conftest import Run
from tests.services.official_tables import as_csv, table


class TestSearch:
    def test_a_table_of_names_classes_and_codes(self, run: Run) -> None:
        outcome = run("terms", "anc")
        assert (outcome.status, outcome.err) == (0, "")
        assert outcome.answers == [
            "Neutrophil count decreased  (ANC)  AESI  Investigations  neutrophil-count-decreased"
        ]

    def test_words_need_no_quotes(self, run: Run) -> None:
        assert run("terms", "low", "k").answers == [
            "Hypokalemia  (low k)  Metabolism and nutrition disorders  hypokalemia"
        ]

    def test_chinese_in_and_out(self, run: Run) -> None:
        (line, *_) = run("terms", "血小板", "--language", "zh").answers
        assert line.startswith("血小板计数降低 ")
        assert "检验和检查" in line

    def test_columns_stand_under_each_other_though_chinese_is_wider(self, run: Run) -> None:
        lines = run("terms", "疼痛", "--language", "zh").answers
        ends = {len(line.rpartition("  ")[0].encode("gb18030")) for line in lines}
        assert len(lines) == 20
        assert len(ends) == 1

    def test_json_has_both_languages(self, run: Run) -> None:
        (hit,) = json.loads(run("terms", "icans", "--json").out)
        assert hit == {
            "code": "encephalopathy",
            "name": {"en": "Encephalopathy", "zh": "脑病"},
            "soc": {"en": "Nervous system disorders", "zh": "神经系统疾病"},
            "matched": "ICANS",
            "aesi": True,
        }

    def test_nothing_typed_shows_the_events_of_special_interest(self, run: Run) -> None:
        lines = run("terms").answers
        assert lines[0].endswith("cytokine-release-syndrome")
        assert all("AESI" in line for line in lines)

    def test_no_more_than_asked_for(self, run: Run) -> None:
        assert len(run("terms", "pain", "--limit", "3").answers) == 3

    def test_nothing_found_is_said(self, run: Run) -> None:
        outcome = run("terms", "qqqq")
        assert (outcome.status, outcome.out) == (0, "")
        assert outcome.complaints == ['TEXT: "qqqq" finds no term of CTCAE 4.03']
        assert json.loads(run("terms", "qqqq", "--json").out) == []

    def test_another_version_is_searched_if_asked_for(self, run: Run) -> None:
        assert run("terms", "guillain").out == ""
        assert "guillain-barre-syndrome" in run("terms", "guillain", "--ctcae", "5.0").out
        assert "encephalopathy" in run("terms", "icans", "--ctcae", "5.0").out
        assert "anemia" in run("terms", "anemia", "--ctcae", "4.03").out

    def test_another_protocol_is_obeyed(self, run: Run, tmp_path: Path) -> None:
        text = resource_path("protocols", "bedside-demo.toml").read_text(encoding="utf-8")
        file = tmp_path / "protocol.toml"
        file.write_text(text.replace('ICANS = "encephalopathy"', 'ICANS = "seizure"'), encoding="utf-8")
        assert run("terms", "icans", "--protocol", str(file)).out.startswith("Seizure ")
        file.write_text(text.replace('ICANS = "encephalopathy"', 'ICANS = "no-such-term"'), encoding="utf-8")
        refused = run("terms", "icans", "--protocol", str(file))
        assert (refused.status, len(refused.complaints)) == (2, 1)
        assert "no term no-such-term" in refused.err

    @pytest.mark.parametrize("limit", ["0", "-1", "many", "1001"])
    def test_a_strange_limit_is_refused(self, run: Run, limit: str) -> None:
        outcome = run("terms", "fever", f"--limit={limit}")
        assert (outcome.status, outcome.out, len(outcome.complaints)) == (2, "", 1)
        assert "allowed is 1 to 1000" in outcome.err


class TestQuestions:
    def test_each_question_with_answers_and_the_grades_it_decides(self, run: Run) -> None:
        lines = run("terms", "--questions", "Diarrhea").answers
        stools = next(line for line in lines if line.startswith("stools_over_baseline"))
        assert "number" in stools
        assert "0 to 100" in stools
        assert "1, 2, 3" in stools
        assert any("none, instrumental, self_care" in line for line in lines)

    def test_in_chinese_as_json(self, run: Run) -> None:
        asked = json.loads(run("terms", "--questions", "diarrhea", "--json", "--language", "zh").out)
        by_key = {question["key"]: question for question in asked}
        assert by_key["life_threatening"]["answers"] == [
            {"word": "true", "text": "是"},
            {"word": "false", "text": "否"},
        ]
        assert by_key["stools_over_baseline"]["highest"] == 100
        assert by_key["adl"]["grades"] == [3]

    def test_many_answers_are_counted_in_a_table(self, run: Run) -> None:
        assert "and 2 more" in run("terms", "--questions", "Hematuria").out

    def test_an_unknown_term_names_the_nearest_three(self, run: Run) -> None:
        outcome = run("terms", "--questions", "Fatige")
        assert (outcome.status, outcome.out, len(outcome.complaints)) == (2, "", 1)
        assert outcome.complaints[0].startswith(
            'term: "Fatige" is refused; allowed is a term of CTCAE 4.03, such as Fatigue'
        )


class TestImport:
    def test_a_table_is_kept_beside_the_store(self, run: Run, tmp_path: Path) -> None:
        file = tmp_path / "ctcae.csv"
        file.write_bytes(as_csv(table()))
        outcome = run("terms", "import", str(file), "--folder", str(tmp_path))
        assert outcome.status == 0
        assert outcome.answers[0].startswith("CTCAE 4.03: the official wording of 790 terms is kept, from ctcae.csv, ")
        assert outcome.complaints == [
            "this is no file whose checksum is known: it is shown, but grades cannot be signed on it"
        ]
        kept = read_imported(tmp_path, "4.03")
        assert kept is not None
        assert kept.sha256 in outcome.answers[0]

    def test_a_known_file_is_named(self, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        file = tmp_path / "ctcae.csv"
        file.write_bytes(as_csv(table()))
        run("terms", "import", str(file), "--folder", str(tmp_path))
        kept = read_imported(tmp_path, "4.03")
        assert kept is not None
        known = {kept.sha256: {"version": "4.03", "what": "The official file"}}
        monkeypatch.setattr("bedside.services.official_wording.known_checksums", lambda: known)
        monkeypatch.setattr("bedside.cli.terms_import.known_checksums", lambda: known)
        elsewhere = tmp_path / "elsewhere"
        elsewhere.mkdir()
        outcome = run("terms", "import", str(file), "--folder", str(elsewhere))
        assert (outcome.status, outcome.err, outcome.answers[1]) == (0, "", "The official file")

    def test_without_a_folder_it_goes_to_this_users_store(
        self, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("bedside.cli.terms_import.default_store_folder", lambda: tmp_path / "new" / "store")
        file = tmp_path / "ctcae.csv"
        file.write_bytes(as_csv(table("5.0")))
        assert run("terms", "import", str(file), "--ctcae", "5.0").status == 0
        assert read_imported(tmp_path / "new" / "store", "5.0") is not None
        blocked = tmp_path / "blocked"
        blocked.write_text("")
        monkeypatch.setattr("bedside.cli.terms_import.default_store_folder", lambda: blocked / "store")
        refused = run("terms", "import", str(file))
        assert (refused.status, len(refused.complaints)) == (2, 1)

    @pytest.mark.parametrize(
        ("arguments", "complaint"),
        [
            (("import",), "FILE: "),
            (("import", "a", "b"), "FILE: "),
            (("import", "missing.csv"), "FILE: "),
            (("import", "missing.csv", "--folder", "no-such-folder"), "--folder: "),
            (("fever", "--folder", "."), "--folder: "),
        ],
    )
    def test_what_cannot_be_is_refused_in_one_line(
        self, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], complaint: str
    ) -> None:
        monkeypatch.chdir(tmp_path)
        outcome = run("terms", *arguments)
        assert (outcome.status, outcome.out, len(outcome.complaints)) == (2, "", 1)
        assert outcome.err.startswith(complaint)
        assert not list(tmp_path.iterdir())

    def test_the_known_files_are_those_of_the_resources(self) -> None:
        assert known_checksums()
