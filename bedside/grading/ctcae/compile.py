"""Compiles a term's data: each atom read once, and refused by file and place where it says nothing known."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from bedside.errors import CriteriaError
from bedside.grading.ctcae.atoms import (
    Atom,
    AtomError,
    LabAtom,
    MeasureAtom,
    WordAtom,
    choice_holds,
    compile_words,
)
from bedside.grading.ctcae.laboratory import Laboratory
from bedside.grading.ctcae.terms import Alternative, Term, deciding, mode_words
from bedside.grading.ctcae.told import PRESENT
from bedside.grading.ctcae.vocabulary import Fact, Vocabulary

VALUE = "value "
GRADES = ("1", "2", "3", "4", "5")
_ASKED = (WordAtom, MeasureAtom)


class Cell(NamedTuple):
    """One grade: the alternatives that decide, those that are only shown, and whether a number is printed."""

    decide: list[Alternative]
    shown: list[Alternative]
    printed: bool


def compile_terms(
    given: Iterable[Mapping[str, Any]], vocabulary: Vocabulary, laboratory: Laboratory, file: str
) -> tuple[Term, ...]:
    """The terms that `given` describes, each by code, term, soc, and for each grade its alternatives (lists of atoms).

    Raises:
        CriteriaError: naming `file`, the term and grade, and what is wrong with them.
    """
    known = _Known({}, {})
    return tuple(_term(one, _Compiler(vocabulary, laboratory, one["code"], file, known)) for one in given)


def _term(given: Mapping[str, Any], compiler: "_Compiler") -> Term:
    code, cells = given["code"], given["grades"]
    if not cells or any(grade not in GRADES or not alternatives for grade, alternatives in cells.items()):
        raise compiler.refusal("a term needs grades 1 to 5, each with its criteria")
    decide: list[Alternative] = []
    said: list[Alternative] = []
    below: list[list[str]] = []
    printed = False
    for grade in sorted(cells):
        cell = compiler.cell(int(grade), cells[grade], below, lowest=not below)
        decide = cell.decide + decide
        said = cell.shown + said
        printed = printed or cell.printed
        below += cells[grade]
    if printed and (problems := compiler.laboratory.problems(code, cells)):
        raise compiler.refusal(problems[0])
    atoms = [atom for alternative in decide for atom in alternative.atoms]
    return Term(
        code,
        given["term"],
        given["soc"],
        tuple(sorted(int(grade) for grade in cells)),
        tuple(decide),
        tuple(said),
        _facts(atoms, compiler.vocabulary),
        mode_words(atoms),
    )


@dataclass(frozen=True, slots=True)
class _Known:
    """What was compiled for any term: two grades of three say what another term's grade says, too."""

    atoms: dict[str, Atom]
    cells: dict[tuple[int, bool, str], Cell]


@dataclass(frozen=True, slots=True)
class _Compiler:
    """Reads the cells of one term."""

    vocabulary: Vocabulary
    laboratory: Laboratory
    code: str
    file: str
    known: _Known

    def refusal(self, problem: str, grade: int | None = None) -> CriteriaError:
        """What is wrong with the term, or with one grade of it."""
        where = self.code if grade is None else f"{self.code} grade {grade}"
        return CriteriaError(file=self.file, where=where, problem=problem)

    def cell(self, grade: int, texts: list[list[str]], below: list[list[str]], *, lowest: bool) -> Cell:
        """The alternatives of one grade that decide, and those that are only shown.

        What a grade `below` says too is only shown: printed for both, it cannot tell them apart.
        """
        repeated = [text for text in texts if text in below] if below else below
        said = repr((texts, repeated)) if repeated else repr(texts)
        key = (grade, lowest, said)
        if VALUE in said or key not in self.known.cells:
            cell = self._read(grade, texts, repeated, lowest=lowest)
            if VALUE in said:  # depends on the term's analyte
                return cell
            self.known.cells[key] = cell
        return self.known.cells[key]

    def _read(self, grade: int, texts: list[list[str]], repeated: list[list[str]], *, lowest: bool) -> Cell:
        counted: list[Alternative] = []
        shown: list[Alternative] = []
        spoken = [(text, atoms) for text in texts if (atoms := self._atoms(grade, text)) is not None]
        present = self._atom(PRESENT)
        presence = lowest and (
            any(_says_presence(atoms) for _, atoms in spoken)
            or not any(deciding(atoms, lowest=False, present=present) for _, atoms in spoken)
        )
        for text, atoms in spoken:
            decisive = () if text in repeated else deciding(atoms, lowest=presence, present=present)
            (counted if decisive else shown).append(Alternative(grade, decisive, atoms))
        if not counted:
            raise self.refusal("nothing tells it from the grade below", grade)
        printed = any("<" in text or ">" in text for each in texts for text in each)
        return Cell(counted, shown, printed)

    def _atoms(self, grade: int, texts: list[str]) -> tuple[Atom, ...] | None:
        """The atoms of one alternative; None where a setting of the protocol leaves it out."""
        atoms: list[Atom] = []
        for text in texts:
            try:
                chosen = choice_holds(text, self.laboratory.choices)
                if chosen is False:
                    return None
                if chosen is None:
                    atoms.append(self._atom(text))
            except AtomError as refused:
                raise self.refusal(str(refused), grade) from None
        return tuple(atoms)

    def _atom(self, text: str) -> Atom:
        if text.startswith(VALUE):
            return LabAtom(self.laboratory.compile(text, self.code))
        if text not in self.known.atoms:
            self.known.atoms[text] = compile_words(text, self.vocabulary)
        return self.known.atoms[text]


def _says_presence(atoms: tuple[Atom, ...]) -> bool:
    words = [atom.word for atom in atoms if isinstance(atom, WordAtom)]
    return (
        len(words) == len(atoms)
        and all(word.descriptor for word in words)
        and any(word.descriptor == "presence" for word in words)
    )


def _facts(atoms: list[Atom], vocabulary: Vocabulary) -> dict[str, Fact]:
    """What `atoms` ask, in the vocabulary's order, so that questions have one order however the grades are read."""
    asked = {atom.fact for atom in atoms if isinstance(atom, _ASKED)}
    return {key: vocabulary.facts[key] for key in sorted(asked, key=vocabulary.order.__getitem__)}
