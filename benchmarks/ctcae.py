"""What CTCAE costs: its dictionary, one value, one search, and 100,000 mixed rows through the command line."""

import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path
from random import Random

from bedside.grading.ctcae import Dictionary, load_dictionary
from bedside.grading.ctcae.names import read_names
from bedside.grading.ctcae.search import TermIndex, plain
from bedside.models.canonical import JsonValue
from bedside.models.ctcae import CtcaeFacts, Question
from bedside.resources import resource_texts
from benchmarks.grading import LOOPBACK
from benchmarks.table import Figure, median_of, seconds_of

LINES = 100_000
ROUNDS = 2_000
LOADS = 9
VERSION = "4.03"
FILES = (f"terms-{VERSION}", "vocabulary", "phrases", "measures", "laboratory")
TYPED = ("neu", "fev", "anc", "dia", "hem", "pai", "感染", "血小板", "diarhea", "nausia", "neutropania")
ANALYTES: tuple[tuple[str, str, float, float, float, float], ...] = (
    ("potassium", "mmol/L", 3.5, 5.1, 1.5, 9),
    ("sodium", "mmol/L", 135, 145, 110, 170),
    ("hemoglobin", "g/L", 120, 160, 40, 200),
    ("platelets", "10*9/L", 100, 300, 2, 400),
    ("neutrophils_abs", "10*9/L", 1.8, 6.3, 0, 12),
    ("alt", "U/L", 9, 50, 5, 1500),
    ("creatinine", "umol/L", 57, 97, 30, 900),
    ("bilirubin_total", "umol/L", 5, 21, 2, 300),
)
"""What a panel has, each with its unit, a laboratory's limits, and the lowest and highest that come up."""


def measure() -> list[Figure]:
    """The figures of CTCAE."""
    texts = resource_texts("ctcae", suffix=".json")
    dictionary = load_dictionary(texts, VERSION)
    return [_load(texts), _one_value(dictionary), _search(dictionary, texts), *_command_line(dictionary)]


def _load(texts: dict[str, str]) -> Figure:
    first = seconds_of(lambda: load_dictionary(texts, VERSION)) * 1000
    value = median_of(lambda: load_dictionary(texts, VERSION), LOADS) * 1000
    floor = median_of(lambda: [json.loads(texts[stem]) for stem in FILES], LOADS) * 1000
    name = "CTCAE dictionary loaded"
    return Figure(name, value, "ms", 60, floor, "json.loads of its files", note=f"the first: {first:.0f} ms")


def _one_value(dictionary: Dictionary) -> Figure:
    random = Random(6)
    facts = [CtcaeFacts.model_validate(row) for row in islice(_values(dictionary, random), ROUNDS)]

    def grade_all() -> None:
        for one in facts:
            dictionary.grade(one)

    value = median_of(grade_all, 7) / ROUNDS * 1e6
    floor = median_of(lambda: [one.model_copy() for one in facts], 7) / ROUNDS * 1e6
    return Figure("one laboratory value graded", value, "us", 50, floor, "copy the facts")


def _search(dictionary: Dictionary, texts: dict[str, str]) -> Figure:
    names = read_names(texts)
    index = TermIndex(dictionary.terms, names)
    plain_names = [plain(name) for term in names.terms.values() for name in (term.zh, *term.others())]
    first = seconds_of(lambda: index.find("neutropania")) * 1000
    value = median_of(lambda: [index.find(text) for text in TYPED], 7) / len(TYPED) * 1000
    floor = median_of(lambda: [[text in name for name in plain_names] for text in TYPED], 7) / len(TYPED) * 1000
    note = f"the first misspelling, which loads a library: {first:.0f} ms"
    return Figure("three letters to terms", value, "ms", 100, floor, "look for them in every name", note=note)


def _command_line(dictionary: Dictionary) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "facts.jsonl")
        path.write_text("".join(json.dumps(row) + "\n" for row in islice(_rows(dictionary, Random(7)), LINES)))
        ours = [sys.executable, "-m", "bedside", "grade", "ctcae", str(path), "--lines"]
        value = seconds_of(lambda: subprocess.run(ours, check=True, stdout=subprocess.DEVNULL))
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        with path.open() as lines:
            loop = [sys.executable, "-c", LOOPBACK]
            floor = seconds_of(lambda: subprocess.run(loop, check=True, stdin=lines, stdout=subprocess.DEVNULL))
    name = f"{LINES:,} mixed CTCAE rows by command line"
    note = "half values, half events of every clinical term; one run each"
    yield Figure(name, value, "s", 5, floor, "read and write the JSON", note=note)
    yield Figure("their peak memory", peak, "MB", 400)


def _rows(dictionary: Dictionary, random: Random) -> Iterator[dict[str, JsonValue]]:
    """A value by its term, an event, a value by its term, an event, and now and then a value by its analyte."""
    values, events = _values(dictionary, random), _events(dictionary, random)
    for place in cycle(range(10)):
        row = next(events) if place % 2 else next(values)
        if place == 0:
            del row["term"]
        yield row


def _values(dictionary: Dictionary, random: Random) -> Iterator[dict[str, JsonValue]]:
    for analyte, unit, lln, uln, lowest, highest in cycle(ANALYTES):
        term = random.choice(dictionary.laboratory.terms_of(analyte))
        value = round(random.uniform(lowest, highest), 2)
        yield {"term": term, "analyte": analyte, "value": value, "unit": unit, "lln": lln, "uln": uln}


def _events(dictionary: Dictionary, random: Random) -> Iterator[dict[str, JsonValue]]:
    clinical = [(term.code, dictionary.questions(term)) for term in dictionary.terms if not term.by_value]
    while True:
        code, questions = random.choice(clinical)
        yield {"term": code, "findings": _findings(questions, random)}


def _findings(questions: Sequence[Question], random: Random) -> dict[str, JsonValue]:
    """Answers to two questions of three."""
    return {question.key: _answer(question, random) for question in questions if random.random() < 0.67}


def _answer(question: Question, random: Random) -> JsonValue:
    if question.kind == "yes_no":
        return random.random() < 0.2
    if question.kind == "number":
        return round(random.uniform(question.lowest, question.highest))
    words = [choice.word for choice in question.choices]
    return random.choice(words) if question.kind == "scale" else [random.choice(words)]
