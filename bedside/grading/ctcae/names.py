"""What the dictionary's terms are called: in Chinese, by other names, by abbreviations."""

from collections.abc import Mapping
from dataclasses import dataclass

from bedside.errors import CriteriaError
from bedside.grading.ctcae.vocabulary import json_of


@dataclass(frozen=True, slots=True)
class TermNames:
    """One term's Chinese name and the words that people type for it."""

    zh: str
    synonyms: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    zh_synonyms: tuple[str, ...] = ()

    def others(self) -> tuple[str, ...]:
        """Every name but the term's own two."""
        return (*self.abbreviations, *self.synonyms, *self.zh_synonyms)


@dataclass(frozen=True, slots=True)
class Names:
    """The names of all terms, by code, and of the system organ classes. `status`: "draft" until a sponsor approves.

    `usual` are the codes that wards record most, the most frequent first: a tie-breaker of the search, no more.
    """

    status: str
    terms: Mapping[str, TermNames]
    socs: Mapping[str, str]
    usual: tuple[str, ...] = ()


def read_names(texts: Mapping[str, str]) -> Names:
    """The names in the JSON text "names".

    Raises:
        CriteriaError: it is missing, is no JSON, or a name lacks its Chinese.
    """
    data = json_of(texts, "names")
    terms = {}
    for code, given in data["terms"].items():
        if not given.get("zh"):
            raise CriteriaError(file="names.json", where=code, problem="no Chinese name")
        lists = (tuple(given.get(field, ())) for field in ("synonyms", "abbreviations", "zh_synonyms"))
        terms[code] = TermNames(given["zh"], *lists)
    usual = tuple(data["usual"])
    if unknown := [code for code in usual if code not in terms]:
        raise CriteriaError(file="names.json", where=unknown[0], problem="usual, and no term")
    return Names(data["status"], terms, {soc: given["zh"] for soc, given in data["socs"].items()}, usual)
