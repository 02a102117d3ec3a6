"""`bedside terms import` with damaged files: one line and status 2, and what was kept before stands byte for byte."""

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bedside.services.official_import import LARGEST
from bedside.services.official_wording import kept_file, read_imported
from bedside.services.terms import dictionary_of
from tests.cli.conftest import Outcome, Run
from tests.services.official_tables import CODE, HEADINGS, Table, as_csv, as_workbook, table

FIRST = 1
"""The row of Anemia, below the headings."""
TERM, GRADE_1, DEFINITION = 2, 3, 8
"""Columns of a term, its first grade and its definition."""


class Site:
    """A folder that already holds an import, and a file to be imported over it."""

    def __init__(self, run: Run, folder: Path) -> None:
        self._run = run
        self.folder = folder / "store"
        self.folder.mkdir()
        self._file = folder / "download.csv"
        assert self.imports(as_workbook(table())).status == 0
        self.kept = kept_file(self.folder, "4.03").read_bytes()

    def imports(self, data: bytes, *arguments: str) -> Outcome:
        """Import a file with these bytes."""
        self._file.write_bytes(data)
        return self._run("terms", "import", str(self._file), "--folder", str(self.folder), *arguments)

    def refuses(self, data: bytes, *arguments: str) -> str:
        """The one line that a damaged file is refused with."""
        return self.stands(self.imports(data, *arguments))

    def stands(self, outcome: Outcome) -> str:
        """The one line of a refusal, after which the folder holds what it held."""
        assert (outcome.status, outcome.out, len(outcome.complaints)) == (2, "", 1), outcome
        assert [path.name for path in self.folder.iterdir()] == [kept_file(self.folder, "4.03").name]
        assert kept_file(self.folder, "4.03").read_bytes() == self.kept
        assert "Traceback" not in outcome.err
        return outcome.complaints[0]


@pytest.fixture
def site(run: Run, tmp_path: Path) -> Site:
    """A site with NCI's wording of v4.03."""
    return Site(run, tmp_path)


def changed(row: int, column: int, text: str) -> bytes:
    """The table with one cell changed."""
    rows = table()
    rows[row][column] = text
    return as_csv(rows)


class TestCells:
    @pytest.mark.parametrize("nothing", ["", "-", " - ", "--", "–", "—", "\xa0"])
    def test_a_grade_that_went_missing(self, site: Site, nothing: str) -> None:
        line = site.refuses(changed(FIRST, GRADE_1, nothing))
        assert line == "row 2, Anemia: grades 2, 3, 4, 5 is refused; allowed is grades 1, 2, 3, 4, 5"

    def test_a_grade_too_many(self, site: Site) -> None:
        rows = table()
        row = next(number for number, row in enumerate(rows) if row[TERM] == "Febrile neutropenia")
        rows[row][GRADE_1] = "any fever"
        line = site.refuses(as_csv(rows))
        assert line == f"row {row + 1}, Febrile neutropenia: grades 1, 3, 4, 5 is refused; allowed is grades 3, 4, 5"

    def test_one_grade_of_any_term(self, site: Site) -> None:
        chance = random.Random(4)
        terms = dictionary_of("4.03", {}).terms
        for place in chance.sample(range(len(terms)), 8):
            grade = chance.choice(terms[place].grades)
            line = site.refuses(changed(place + 1, GRADE_1 + grade - 1, "-"))
            assert line.startswith(f"row {place + 2}, {terms[place].name}: ")

    def test_two_grades_in_each_others_place_are_noticed_where_one_is_none(self, site: Site) -> None:
        rows = table()
        row = next(row for row in rows if row[TERM] == "Sepsis")
        row[GRADE_1], row[GRADE_1 + 3] = row[GRADE_1 + 3], row[GRADE_1]
        assert "grades 1, 5 is refused; allowed is grades 4, 5" in site.refuses(as_csv(rows))

    def test_another_word_in_a_cell_is_kept_and_said_to_be_no_known_file(self, site: Site) -> None:
        outcome = site.imports(changed(FIRST, GRADE_1, "Hemoglobin below 11"))
        assert (outcome.status, len(outcome.complaints)) == (0, 1)
        assert "grades cannot be signed on it" in outcome.err
        kept = read_imported(site.folder, "4.03")
        assert kept is not None
        assert (kept.known, kept.terms["anemia"].grades[1]) == (False, "Hemoglobin below 11")


class TestTerms:
    def test_one_that_is_missing_is_named(self, site: Site) -> None:
        rows = table()
        del rows[FIRST]
        assert site.refuses(as_csv(rows)).startswith(
            "FILE: a table without Anemia is refused; allowed is all 790 terms"
        )

    def test_several_that_are_missing_are_counted(self, site: Site) -> None:
        assert "a table without Anemia and 788 more terms" in site.refuses(as_csv([table()[0], table()[-1]]))

    def test_headings_alone(self, site: Site) -> None:
        assert "and 789 more terms" in site.refuses(as_csv([table()[0]]), "--ctcae", "4.03")

    def test_one_too_many(self, site: Site) -> None:
        extra = [CODE, "Investigations", "Charisma decreased", "a", "b", "-", "-", "-", "Less of it.", ""]
        line = site.refuses(as_csv([*table(), extra]))
        assert line.startswith('row 792: "Charisma decreased" is refused; allowed is a term of CTCAE 4.03, such as ')

    def test_one_twice(self, site: Site) -> None:
        rows = table()
        assert site.refuses(as_csv([*rows, rows[FIRST]])).endswith("each term once; row 2")

    def test_one_that_lost_its_name(self, site: Site) -> None:
        assert site.refuses(changed(FIRST, TERM, "")).startswith("row 2: ")

    def test_names_in_another_order_or_spelling_of_case_are_the_same_terms(self, site: Site) -> None:
        head, *rows = table()
        random.Random(1).shuffle(rows)
        for row in rows:
            row[TERM] = row[TERM].upper()
        assert site.imports(as_csv([head, *rows])).status == 0
        kept = read_imported(site.folder, "4.03")
        assert kept is not None
        assert list(kept.terms) == [term.code for term in dictionary_of("4.03", {}).terms]


class TestVersions:
    def test_a_file_of_another_version_than_asked_for(self, site: Site) -> None:
        assert site.refuses(as_csv(table("4.03")), "--ctcae", "5.0").startswith("row 7, Hemolytic uremic syndrome: ")
        line = site.refuses(as_csv(table("5.0")), "--ctcae", "4.03")
        assert line.startswith('row 6: "Eosinophilia" is refused; allowed is a term of CTCAE 4.03, such as ')

    def test_both_versions_stand_beside_each_other(self, site: Site) -> None:
        assert site.imports(as_csv(table("5.0"))).status == 0
        assert kept_file(site.folder, "4.03").read_bytes() == site.kept
        assert read_imported(site.folder, "5.0") is not None

    def test_rows_of_both_in_one_file(self, site: Site) -> None:
        old, new = table("4.03"), table("5.0")
        mixed: Table = [*old, next(row for row in new if row[TERM] == "Eosinophilia")]
        assert '"Eosinophilia" is refused' in site.refuses(as_csv(mixed))

    def test_headings_of_the_other_version_do_not_matter(self, site: Site) -> None:
        rows = table("4.03")
        rows[0] = list(HEADINGS["5.0"])
        assert site.imports(as_csv(rows)).status == 0


class TestFiles:
    @pytest.mark.parametrize("layout", [as_csv, as_workbook])
    def test_a_truncated_file_is_refused_wherever_it_ends(self, site: Site, layout: Callable[[Table], bytes]) -> None:
        whole = layout(table())
        chance = random.Random(7)
        last = len(whole) - 200  # within the last cells a cut leaves a whole table with a shorter sentence
        for length in (1, 2, 4, *chance.sample(range(5, last), 8), last):
            assert site.refuses(whole[:length]).startswith(("FILE: ", "row "))

    @pytest.mark.parametrize(
        "data",
        [
            b"",
            b" \n\n ",
            b"\x89PNG\r\n\x1a\n" + b"\x00" * 200,
            b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj",
            b"<!DOCTYPE html><html><body>404 Not Found</body></html>",
            b'{"terms": []}',
            b"\xff\xfe" + "CTCAE Term,Grade 1".encode("utf-16-le"),
            b'"an open quote, ' + b"x" * 500,
            b"PK\x03\x04",
            as_csv([["a", "b"], ["1", "2"]]),
            as_csv([[cell for cell in row[:DEFINITION]] for row in table()]),
            as_csv([[cell for place, cell in enumerate(row) if place != GRADE_1 + 4] for row in table()]),
        ],
        ids=["empty", "blank", "picture", "pdf", "web page", "json", "utf-16", "quote", "zip", "other", "cut", "4"],
    )
    def test_what_is_no_such_table(self, site: Site, data: bytes) -> None:
        assert site.refuses(data).startswith("FILE: ")

    def test_a_folder_in_its_place(self, site: Site, run: Run, tmp_path: Path) -> None:
        outcome = run("terms", "import", str(tmp_path), "--folder", str(site.folder))
        assert "a readable file" in site.stands(outcome)

    def test_a_file_that_may_not_be_read(self, site: Site, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        opened = Path.open

        def forbidden(path: Path, *rest: Any, **named: Any) -> Any:
            if path.name == "ctcae.csv":
                raise PermissionError(13, "Permission denied")
            return opened(path, *rest, **named)

        monkeypatch.setattr("bedside.services.official_import.Path.open", forbidden)
        outcome = run("terms", "import", "ctcae.csv", "--folder", str(site.folder))
        monkeypatch.undo()
        assert "a readable file (Permission denied)" in site.stands(outcome)

    def test_one_far_too_large(self, site: Site) -> None:
        assert "at most 20 MB" in site.refuses(b"," * (LARGEST + 1))

    def test_a_workbook_called_csv_and_a_csv_called_xlsx_are_read_for_what_they_are(self, site: Site, run: Run) -> None:
        for name, data in (("a.csv", as_workbook(table())), ("b.xlsx", as_csv(table()))):
            file = site.folder.parent / name
            file.write_bytes(data)
            assert run("terms", "import", str(file), "--folder", str(site.folder)).status == 0
