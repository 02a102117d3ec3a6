"""Importing NCI's table: whole or not at all, without MedDRA's codes, from the layouts that NCI publishes."""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bedside.errors import InputRefused, StoreError, StoreFull
from bedside.models.ctcae import CtcaeVersion
from bedside.services import official_import
from bedside.services.official_import import LARGEST, LONGEST_CELL, import_wording
from bedside.services.official_wording import Imported, kept_file, read_imported
from bedside.services.terms import dictionary_of
from tests.services.official_tables import CODE, Change, Table, as_csv, as_workbook, table

NOW = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)


def imported(folder: Path, data: bytes, name: str = "ctcae.csv", version: CtcaeVersion | None = None) -> Imported:
    """What is kept of a file with these bytes."""
    file = folder / name
    file.write_bytes(data)
    return import_wording(file, folder, NOW, version)


@pytest.mark.parametrize("version", ["4.03", "5.0"])
@pytest.mark.parametrize("layout", [as_csv, as_workbook])
def test_each_term_and_grade_is_kept(tmp_path: Path, version: CtcaeVersion, layout: Callable[[Table], bytes]) -> None:
    data = layout(table(version))
    kept = imported(tmp_path, data)
    terms = dictionary_of(version, {}).terms
    assert (kept.version, kept.file, kept.sha256) == (version, "ctcae.csv", hashlib.sha256(data).hexdigest())
    assert (kept.imported_at, kept.known) == ("2026-03-01T08:00:00+00:00", False)
    assert {code: tuple(term.grades) for code, term in kept.terms.items()} == {t.code: t.grades for t in terms}
    anemia = kept.terms["anemia"]
    assert (anemia.definition, anemia.grades[1]) == ("What Anemia is.", "Anemia: 1")
    assert (anemia.file, anemia.version, anemia.sha256, anemia.known) == (kept.file, version, kept.sha256, False)
    assert read_imported(tmp_path, version) == kept


def test_codes_of_meddra_are_not_kept(tmp_path: Path) -> None:
    imported(tmp_path, as_csv(table()))
    assert CODE not in kept_file(tmp_path, "4.03").read_text(encoding="utf-8")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_csv_is_read_as_spreadsheets_save_it(tmp_path: Path, encoding: str) -> None:
    def grown(rows: Table) -> None:
        rows[1][3] = "≥ 1".replace("≥", "±")

    assert imported(tmp_path, as_csv(table(change=grown), encoding)).terms["anemia"].grades[1] == "± 1"


def test_rows_above_the_headings_and_empty_rows_do_not_matter(tmp_path: Path) -> None:
    def spaced(rows: Table) -> None:
        rows.insert(0, ["Published by NCI"])
        rows.insert(5, [])
        rows.append([""] * 10)

    assert len(imported(tmp_path, as_csv(table(change=spaced))).terms) == 790


def test_a_second_import_replaces_the_first(tmp_path: Path) -> None:
    first = imported(tmp_path, as_csv(table()))
    second = imported(tmp_path, as_workbook(table()), "ctcae.xlsx")
    assert first.sha256 != second.sha256
    assert read_imported(tmp_path, "4.03") == second


def _misnamed(rows: Table) -> None:
    rows[3][2] = "Bone marow hypocelular"


def _other_grades(rows: Table) -> None:
    rows[1][7] = "-"


def _twice(rows: Table) -> None:
    rows.insert(4, rows[2])


def _cut_short(rows: Table) -> None:
    del rows[400:]


def _one_short(rows: Table) -> None:
    del rows[1]


def _nameless(rows: Table) -> None:
    rows[2][2] = " -"


def _endless(rows: Table) -> None:
    rows[1][4] = "x" * (LONGEST_CELL + 1)


def _no_definitions(rows: Table) -> None:
    rows[0][8] = "Errata"


@pytest.mark.parametrize(
    ("change", "field", "allowed"),
    [
        (_misnamed, "row 4", "such as Bone marrow hypocellular, "),
        (_other_grades, "row 2, Anemia", "grades 1, 2, 3, 4, 5"),
        (_twice, "row 5", "each term once; row 3"),
        (_cut_short, "FILE", "all 790 terms of CTCAE 4.03"),
        (_one_short, "FILE", "all 790 terms of CTCAE 4.03"),
        (_nameless, "row 3", "a term of CTCAE 4.03"),
        (_endless, "row 2", "up to 4000 characters"),
        (_no_definitions, "FILE", "CTCAE Term, Grade 1 ... Grade 5, Definition"),
    ],
)
def test_a_table_that_is_not_whole_changes_nothing(tmp_path: Path, change: Change, field: str, allowed: str) -> None:
    before = imported(tmp_path, as_workbook(table()), "before.xlsx")
    with pytest.raises(InputRefused) as caught:
        imported(tmp_path, as_csv(table(change=change)))
    assert caught.value.field == field
    assert allowed in caught.value.allowed
    assert "\n" not in str(caught.value)
    assert read_imported(tmp_path, "4.03") == before


def test_a_table_of_another_version_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match=r"^row 7, Hemolytic uremic syndrome: .* grades 3, 4, 5$"):
        imported(tmp_path, as_csv(table("4.03")), version="5.0")
    assert read_imported(tmp_path, "5.0") is None


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00\x01\x02",
        b"a,b\n1,2\n",
        as_csv([["CTCAE Term", "Grade 1"]]),
        b"PK\x03\x04 and no more",
        b"\xd0\xcf\x11\xe0 and no more",
        as_workbook([["nothing"]]),
        as_csv([["x" * 200_000]]),
    ],
    ids=["empty", "noise", "other table", "half the headings", "no zip", "no xls", "other workbook", "endless cell"],
)
def test_a_file_that_is_no_such_table_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(InputRefused, match=r"^FILE: ") as caught:
        imported(tmp_path, data)
    assert "\n" not in str(caught.value)
    assert not kept_file(tmp_path, "4.03").exists()


def test_a_truncated_workbook_is_refused(tmp_path: Path) -> None:
    whole = as_workbook(table())
    for length in (len(whole) // 4, len(whole) // 2, len(whole) - 30):
        with pytest.raises(InputRefused, match=r"^FILE: a damaged workbook"):
            imported(tmp_path, whole[:length], "ctcae.xlsx")
    assert read_imported(tmp_path, "4.03") is None


def test_a_workbook_with_one_changed_byte_is_refused(tmp_path: Path) -> None:
    whole = as_workbook(table())
    sheet = whole.rindex(b"xl/worksheets/sheet1.xml", 0, len(whole) // 2)
    for place in (sheet + 2000, sheet + 9000):
        damaged = bytearray(whole)
        damaged[place] ^= 1
        with pytest.raises(InputRefused, match=r"^FILE: a damaged workbook"):
            imported(tmp_path, bytes(damaged), "ctcae.xlsx")
    assert read_imported(tmp_path, "4.03") is None


def test_a_workbook_that_unpacks_to_far_too_much_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(official_import, "LARGEST_UNPACKED", 1024**2 - 1)
    with pytest.raises(InputRefused, match="at most 0 MB unpacked"):
        imported(tmp_path, as_workbook([["x" * 1024**2]]))


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "missing.csv", tmp_path, Path("a\x00b")):
        with pytest.raises(InputRefused, match=r"^FILE: .* a readable file"):
            import_wording(path, tmp_path, NOW)


def test_a_file_that_is_far_too_large_is_not_read(tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="at most 20 MB"):
        imported(tmp_path, b" " * (LARGEST + 1))


def test_a_full_disk_leaves_what_was_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = imported(tmp_path, as_workbook(table()), "before.xlsx")

    def full(path: Path, data: bytes) -> None:
        raise StoreFull(folder=path.parent, size=len(data))

    monkeypatch.setattr(official_import, "write_whole", full)
    with pytest.raises(StoreError):
        imported(tmp_path, as_csv(table()))
    assert read_imported(tmp_path, "4.03") == before
