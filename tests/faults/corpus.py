"""Text that breaks programs: each line once broke something somewhere, in a store, a table, a page or an export."""

from bedside.models.base import NOTE_LENGTH

CORPUS: dict[str, str] = {
    "four bytes": "发热 😷 𠮷野家 𝒳",
    "right to left": "המטופל יציב، المريض مستقر",
    "turned round": "dose \u202e5 mg\u202c given",
    "joined": "👨‍⚕️ e\u0301 \u200b\u2060 ﷽",
    "formula": '=HYPERLINK("http://example.invalid","see")',
    "formula by plus": "+1-2",
    "formula by at": "@SUM(A1:A9)",
    "formula by tab": "\t=1+1",
    "markup": "<b>38.6</b> &amp; ]]> <!DOCTYPE a [<!ENTITY b SYSTEM 'file:///'>]>",
    "sql": "'; DROP TABLE journal; -- \" OR 1=1",
    "json": '{"a": "\\u0000"} \\ \\n "',
    "lines": "one\r\ntwo\rthree\nfour\u2028five\u0085six",
    "controls": "\x01\x1b[31mred\x7f\x08",
    "marks of order": "\ufeffbegins so\ufffe\uffff",
    "format": "%s %n {0} {field} ${HOME} `id` $(id)",
    "blanks": "  kept as it is \u00a0\u3000 ",
    "longest": "𠮷" * NOTE_LENGTH,
}
"""What must come back as it was typed."""

REFUSED: dict[str, str] = {
    "NUL": "a\x00b",
    "lone surrogate": "a\ud800b",
    "too long by one": "x" * (NOTE_LENGTH + 1),
    "100 kB": "x" * 100_000,
}
"""What must be refused at its field, in one line, with nothing written."""
