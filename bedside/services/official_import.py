"""Imports NCI's published CTCAE table, all or nothing: every term of one version, each with just its grades."""

import csv
import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import get_args

from bedside.errors import InputRefused
from bedside.grading.ctcae import Dictionary
from bedside.grading.ctcae.terms import Term
from bedside.models.ctcae import CtcaeVersion
from bedside.models.refusals import shown
from bedside.services.official_wording import Imported, as_kept, kept_file, read_imported
from bedside.services.terms import dictionary_of
from bedside.store.files import write_whole

LARGEST = 20 * 1024 * 1024
"""Bytes of a file that is read at all; NCI's are below one million."""
LARGEST_UNPACKED = 10 * LARGEST
LONGEST_CELL = 4000
LOOKED_FOR_HEADINGS = 20
"""Rows of a sheet among which its headings must stand."""
PACKED = b"PK\x03\x04"
WORKBOOK = (PACKED, b"\xd0\xcf\x11\xe0")
"""How `.xlsx` and `.xls` begin, whatever the file is called."""

_GRADE = re.compile(r"^grade ([1-5])\b")
_TERM = re.compile(r"^ctcae( v\d\.\d+)? term$")
_DEFINITION = re.compile(r"\bdefinition$")
_NOTHING = frozenset({"", "-", "--", "–", "—"})
"""How NCI writes that there is no such grade or definition."""

Row = Sequence[str]


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where a table holds what is read of it; MedDRA's codes and everything else stay where they are."""

    heading: int
    term: int
    definition: int
    grades: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class _TermRow:
    """One row: its number as a spreadsheet counts, and what is read of it."""

    number: int
    term: str
    definition: str
    grades: Mapping[int, str]


def import_wording(path: Path, folder: Path, imported_at: datetime, version: CtcaeVersion | None = None) -> Imported:
    """Keep the wording in `path` (workbook or CSV) in `folder`; `version` may be left to be told by the terms.

    Raises:
        InputRefused: the file cannot be read, or is not the whole table of one version; nothing was changed.
        StoreError: it cannot be kept; what was kept before stands.
    """
    data = _bytes_of(path)
    rows = _rows(data)
    dictionary = _dictionary_of(rows, version)
    terms = _checked(rows, dictionary)
    kept = {
        "version": dictionary.version,
        "file": path.name,
        "sha256": hashlib.sha256(data).hexdigest(),
        "imported_at": imported_at.isoformat(timespec="seconds"),
        "terms": {
            term.code: {"definition": row.definition, "grades": {str(g): text for g, text in row.grades.items()}}
            for term, row in terms
        },
    }
    write_whole(kept_file(folder, dictionary.version), as_kept(kept))
    imported = read_imported(folder, dictionary.version)
    if imported is None:  # somebody removed it in this moment
        raise InputRefused("folder", shown(str(folder)), "a folder that nobody empties meanwhile")
    return imported


# ------------------------------------------------------------------------------------------ reading
def _bytes_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "cannot be read"
        raise InputRefused("FILE", shown(str(path)), f"a readable file ({reason})") from None
    if len(data) > LARGEST:
        raise InputRefused("FILE", shown(path.name), f"at most {LARGEST // 1024**2} MB")
    return data


def _rows(data: bytes) -> list[_TermRow]:
    for sheet in _sheets(data):
        columns = _columns(sheet)
        if columns is not None:
            return list(_term_rows(sheet, columns))
    raise InputRefused(
        "FILE", "a file without such headings", "NCI's table: CTCAE Term, Grade 1 ... Grade 5, Definition"
    )


def _sheets(data: bytes) -> Iterator[list[Row]]:
    if data.startswith(PACKED):
        _refuse_damaged(data)
    if data.startswith(WORKBOOK):
        yield from _workbook(data)
        return
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")  # how a Western Windows saves CSV
    try:
        yield [[_plain(cell) for cell in row] for row in csv.reader(io.StringIO(text, newline=""))]
    except csv.Error as error:
        raise InputRefused("FILE", f"damaged CSV ({error})", "the published file, as it was downloaded") from None


def _refuse_damaged(data: bytes) -> None:
    """Hold each part of a packed workbook against its checksum, which the reader of workbooks does not."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(part.file_size for part in packed.infolist()) > LARGEST_UNPACKED:
                raise InputRefused("FILE", "a workbook", f"at most {LARGEST_UNPACKED // 1024**2} MB unpacked")
            damaged = packed.testzip()
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        damaged = str(error).splitlines()[0] if str(error) else type(error).__name__
    if damaged is not None:
        raise InputRefused("FILE", f"a damaged workbook ({damaged})", "the published file, as downloaded")


def _workbook(data: bytes) -> Iterator[list[Row]]:
    # Deferred for start-up: a library that only an import needs.
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            yield [[_plain(str(cell)) for cell in row] for row in sheet]
    except (CalamineError, OSError, ValueError) as error:
        problem = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise InputRefused("FILE", f"a damaged workbook ({problem})", "the published file, as downloaded") from None


def _columns(sheet: Sequence[Row]) -> _Columns | None:
    for number, row in enumerate(sheet[:LOOKED_FOR_HEADINGS]):
        names = [name.casefold().rstrip(" ?") for name in row]
        grades = {int(found[1]): place for place, name in enumerate(names) if (found := _GRADE.match(name))}
        terms = [place for place, name in enumerate(names) if _TERM.match(name)]
        definitions = [place for place, name in enumerate(names) if _DEFINITION.search(name)]
        if terms and definitions and sorted(grades) == [1, 2, 3, 4, 5]:
            return _Columns(number, terms[0], definitions[0], grades)
    return None


def _term_rows(sheet: Sequence[Row], columns: _Columns) -> Iterator[_TermRow]:
    for number, row in enumerate(sheet[columns.heading + 1 :], start=columns.heading + 2):
        cells = {grade: _cell(row, place) for grade, place in columns.grades.items()}
        term = _cell(row, columns.term)
        definition = _cell(row, columns.definition)
        if any(len(text) > LONGEST_CELL for text in (term, definition, *cells.values())):
            raise InputRefused(f"row {number}", "a cell longer than that", f"up to {LONGEST_CELL} characters")
        if term or any(cells.values()):
            yield _TermRow(number, term, definition, {grade: text for grade, text in cells.items() if text})


def _cell(row: Row, place: int) -> str:
    text = row[place] if place < len(row) else ""
    return "" if text in _NOTHING else text


def _plain(text: str) -> str:
    """Without the hard blanks and line breaks that only the layout needs."""
    return " ".join(text.replace("\x00", " ").split())


# ------------------------------------------------------------------------------------------ checking
def _dictionary_of(rows: Sequence[_TermRow], version: CtcaeVersion | None) -> Dictionary:
    """The dictionary whose terms these are: of the version asked for, else of the one that knows the most."""
    if version is not None:
        return dictionary_of(version, {})
    every: list[Dictionary] = [dictionary_of(each, {}) for each in get_args(CtcaeVersion)]
    names = {row.term.lower() for row in rows}
    # Of versions that know equally many, the one that has fewer others is meant.
    return max(every, key=lambda each: (len(names & each.by_name.keys()), -len(each.terms)))


def _checked(rows: Sequence[_TermRow], dictionary: Dictionary) -> list[tuple[Term, _TermRow]]:
    """Each term of the dictionary with its row."""
    found: dict[str, _TermRow] = {}
    for row in rows:
        term = _term_of(row, dictionary)
        if term.code in found:
            raise InputRefused(f"row {row.number}", shown(row.term), f"each term once; row {found[term.code].number}")
        if tuple(sorted(row.grades)) != term.grades:
            raise InputRefused(
                f"row {row.number}, {term.name}", f"grades {_listed(row.grades)}", f"grades {_listed(term.grades)}"
            )
        found[term.code] = row
    lacking = [term for term in dictionary.terms if term.code not in found]
    if lacking:
        others = f" and {len(lacking) - 1} more terms" if len(lacking) > 1 else ""
        allowed = f"all {len(dictionary.terms)} terms of {dictionary.system}"
        raise InputRefused("FILE", f"a table without {lacking[0].name}{others}", allowed)
    return [(term, found[term.code]) for term in dictionary.terms]


def _term_of(row: _TermRow, dictionary: Dictionary) -> Term:
    try:
        return dictionary.term(row.term)
    except InputRefused as refused:
        raise InputRefused(f"row {row.number}", refused.given, refused.allowed) from None


def _listed(grades: Mapping[int, str] | Sequence[int]) -> str:
    return ", ".join(str(grade) for grade in sorted(grades)) or "none"
