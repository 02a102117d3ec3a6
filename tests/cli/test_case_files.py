"""A file of cases that cannot be used is refused in one line that names it."""

import pytest

from bedside.cli.case_files import read_case_file
from bedside.errors import CriteriaError
from bedside.models.base import Model, Name


class Cases(Model):
    """The least a file of cases can hold."""

    case: tuple[Name, ...]


def test_a_file_is_read() -> None:
    assert read_case_file(Cases, 'case = ["fever"]', "fever.toml").case == ("fever",)


@pytest.mark.parametrize(
    ("text", "where", "problem"),
    [("= ?", "file", "not TOML"), ('case = ["fever", 3]', "case.1", "string"), ("", "case", "required")],
)
def test_what_is_wrong_is_said_with_its_place(text: str, where: str, problem: str) -> None:
    with pytest.raises(CriteriaError) as refused:
        read_case_file(Cases, text, "fever.toml")
    line = str(refused.value)
    assert "fever.toml" in line
    assert where in line
    assert problem in line
    assert "\n" not in line
