"""The names of the terms: whole in Chinese, none ambiguous where the term is its own, and a draft until approved."""

import json
from typing import Any

import pytest

from bedside.errors import CriteriaError
from bedside.grading.ctcae.names import TermNames, read_names
from tests.grading.ctcae.conftest import VERSIONS, shipped, shipped_texts


def changed(**changes: Any) -> dict[str, str]:
    """The shipped file with other top-level fields."""
    return {"names": json.dumps({**json.loads(shipped_texts()["names"]), **changes})}


@pytest.mark.parametrize("version", VERSIONS)
def test_every_term_and_class_has_its_chinese(version: str) -> None:
    names = read_names(shipped_texts())
    for term in shipped(version).terms:
        assert not names.terms[term.code].zh.isascii(), term.code
        assert not names.socs[term.soc].isascii(), term.soc


def test_no_name_is_of_a_term_that_neither_version_has() -> None:
    known = {term.code for version in VERSIONS for term in shipped(version).terms}
    assert set(read_names(shipped_texts()).terms) == known


@pytest.mark.parametrize("version", VERSIONS)
def test_no_two_terms_of_a_version_have_one_chinese_name(version: str) -> None:
    names = read_names(shipped_texts()).terms
    found = [names[term.code].zh for term in shipped(version).terms]
    assert sorted(found) == sorted(set(found))


def test_the_rendering_is_a_draft_until_a_sponsor_approves_it() -> None:
    assert read_names(shipped_texts()).status == "draft"


def test_others_are_all_but_the_terms_own_two_names() -> None:
    names = TermNames("发热", ("pyrexia",), ("T",), ("发烧",))
    assert names.others() == ("T", "pyrexia", "发烧")


def test_what_wards_record_most_are_terms_of_the_version_in_use() -> None:
    usual = read_names(shipped_texts()).usual
    assert len(usual) == len(set(usual)) > 50
    assert set(usual) <= {term.code for term in shipped("4.03").terms}


def test_a_name_without_chinese_is_refused() -> None:
    with pytest.raises(CriteriaError, match=r"names\.json, fever: no Chinese name"):
        read_names(changed(terms={"fever": {"zh": ""}}, usual=[]))


def test_a_usual_term_that_does_not_exist_is_refused() -> None:
    with pytest.raises(CriteriaError, match=r"names\.json, no-such: usual, and no term"):
        read_names(changed(usual=["fever", "no-such"]))


def test_a_missing_file_is_refused() -> None:
    with pytest.raises(CriteriaError, match=r"names\.json, file: is missing"):
        read_names({})
