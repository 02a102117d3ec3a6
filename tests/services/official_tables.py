"""Tables laid out as NCI publishes them, with words of our own in each cell that the dictionary has."""

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from xml.sax.saxutils import escape

from bedside.services.terms import dictionary_of

HEADINGS = {
    "4.03": (
        "MedDRA v12.0 Code",
        "CTCAE v4.0 SOC",
        "CTCAE v4.0 Term",
        *(f"Grade {grade} ??" for grade in range(1, 6)),
        "CTCAE v4.0 AE Term Definition",
        "Errata ",
    ),
    "5.0": (
        "MedDRA Code",
        "MedDRA SOC",
        "CTCAE Term",
        *(f"Grade {grade} \xa0\xa0" for grade in range(1, 6)),
        "Definition",
        "Navigational Note",
    ),
}
CODE = "10009999"
"""Stands where MedDRA's codes stand, and must be in nothing that is kept."""

Table = list[list[str]]
Change = Callable[[Table], None]


def table(version: str = "4.03", change: Change | None = None) -> Table:
    """Headings, then a row for each term in the order of the dictionary."""
    rows = [list(HEADINGS[version])]
    for term in dictionary_of(version, {}).terms:
        grades = [f"{term.name}: {grade}" if grade in term.grades else " -" for grade in range(1, 6)]
        rows.append([CODE, term.soc, term.name, *grades, f"What {term.name} is.", ""])
    if change is not None:
        change(rows)
    return rows


def as_csv(rows: Iterable[Sequence[str]], encoding: str = "utf-8") -> bytes:
    """The table as CSV."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode(encoding)


def as_workbook(rows: Iterable[Sequence[str]]) -> bytes:
    """The table as the smallest workbook that is one."""
    cells = "".join(f"<row>{''.join(map(_cell, row))}</row>" for row in rows)
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    links = "http://schemas.openxmlformats.org/package/2006/relationships"
    document = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    kind = "application/vnd.openxmlformats"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{types}"><Default Extension="rels" '
        f'ContentType="{kind}-package.relationships+xml"/><Override PartName="/xl/workbook.xml" '
        f'ContentType="{kind}-officedocument.spreadsheetml.sheet.main+xml"/><Override '
        f'PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}-officedocument.spreadsheetml.worksheet+xml"/>'
        "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{links}"><Relationship Id="r1" Type="{document}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{document}"><sheets>'
        '<sheet name="Clean Copy" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{links}"><Relationship Id="r1" '
        f'Type="{document}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>',
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{text}')
    return packed.getvalue()


def _cell(text: str) -> str:
    return f'<c t="inlineStr"><is><t>{escape(text)}</t></is></c>'
