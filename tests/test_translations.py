"""Every word of the desktop can be translated and is: the committed Chinese file is compared with the source."""

import ast
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtWidgets import QApplication

from bedside.views import i18n, moments
from bedside.views.widgets.badge_state import BadgeState
from bedside.views.widgets.grade_badge import badge_sentence

ROOT = Path(__file__).parents[1]
CHINESE = ROOT / "resources" / "i18n" / "bedside_zh_CN.ts"
TRANSLATING = frozenset({"tr", "translate", "QT_TRANSLATE_NOOP"})
PLACEHOLDER = re.compile(r"\{\w*\}|%n")
HAN = re.compile(r"[\u4e00-\u9fff]")
SAME = frozenset(
    {"CRS", "ICANS", "ICE", "SpO2", "CPAP", "BiPAP", "ECMO", "°C", "°F", "hh:mm", "{n} %", "Language · 语言"}
)
"""What is written alike in both languages."""
UPDATE = (
    "run .venv/bin/pyside6-lupdate -no-obsolete -locations none $(find bedside -name '*.py' | sort) "
    "-ts resources/i18n/bedside_zh_CN.ts, translate what is unfinished there, then run ./dev setup"
)
LABELLED = frozenset({"{label}: {value}"})
"""No words, only their punctuation."""


@dataclass(frozen=True)
class Message:
    """One entry of a .ts file."""

    context: str
    source: str
    comment: str
    translation: str
    state: str


def messages(text: str) -> list[Message]:
    """The entries of a .ts file, in its order."""
    found = []
    for context in ET.fromstring(text).iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            found.append(
                Message(
                    context.findtext("name", ""),
                    message.findtext("source", ""),
                    message.findtext("comment", ""),
                    "".join(translation.itertext()).strip(),
                    translation.get("type", ""),
                )
            )
    return found


def tool(name: str, *arguments: str) -> None:
    """Run one of Qt's tools for translators."""
    program = Path(sys.executable).with_name(f"pyside6-{name}")
    done = subprocess.run([str(program), *arguments], capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr


def drift(committed: list[Message], fresh: list[Message]) -> tuple[set[str], set[str]]:
    """What the source says and the file lacks; what the file has and the source no longer says."""
    said = {f"{one.context}: {one.source} {one.comment}".strip() for one in fresh}
    kept = {f"{one.context}: {one.source} {one.comment}".strip() for one in committed}
    return said - kept, kept - said


def unlike(message: Message) -> bool:
    """Whether a translation has other placeholders than its source."""
    return sorted(PLACEHOLDER.findall(message.source)) != sorted(PLACEHOLDER.findall(message.translation))


def formatted_too_early(tree: ast.AST) -> Iterator[int]:
    """The lines on which something that is no plain text is given to a translating function."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name not in TRANSLATING:
            continue
        words = node.args[:1] if name == "tr" else node.args[1:2]
        if any(isinstance(part, ast.JoinedStr | ast.BinOp) or _is_formatted(part) for part in words):
            yield node.lineno


def plain_words(tree: ast.AST) -> Iterator[tuple[str | None, str]]:
    """Context (None for `tr`, whose context is its class) and words of every translating call with plain text."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        said = [part.value for part in node.args if isinstance(part, ast.Constant) and isinstance(part.value, str)]
        if name == "tr" and said:
            yield None, said[0]
        elif name in TRANSLATING and len(said) > 1:
            yield said[0], said[1]


def _is_formatted(part: ast.expr) -> bool:
    return isinstance(part, ast.Call) and isinstance(part.func, ast.Attribute) and part.func.attr == "format"


@pytest.fixture(scope="module")
def committed() -> list[Message]:
    """What is in the repository."""
    return messages(CHINESE.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> list[Message]:
    """What the source says now."""
    file = tmp_path_factory.mktemp("words") / "fresh.ts"
    sources = sorted(str(path) for path in (ROOT / "bedside").rglob("*.py"))
    tool("lupdate", "-locations", "none", *sources, "-ts", str(file))
    return messages(file.read_text(encoding="utf-8"))


def test_nothing_is_missing_and_nothing_obsolete(committed: list[Message], fresh: list[Message]) -> None:
    missing, obsolete = drift(committed, fresh)
    assert (missing, obsolete) == (set(), set()), UPDATE


def test_the_tool_has_seen_every_word(fresh: list[Message]) -> None:
    # lupdate leaves out, without a word, what it cannot read: a count that is an expression, for one.
    seen = {(one.context, one.source) for one in fresh}
    sources = {one.source for one in fresh}
    unseen = [
        f"{path.name}: {words}"
        for path in sorted((ROOT / "bedside").rglob("*.py"))
        for context, words in plain_words(ast.parse(path.read_text(encoding="utf-8")))
        if (words not in sources if context is None else (context, words) not in seen)
    ]
    assert unseen == []


def test_everything_is_translated(committed: list[Message]) -> None:
    assert len(committed) > 400
    assert [one for one in committed if one.state or not one.translation] == []
    untouched = {one.source for one in committed if one.translation == one.source}
    assert untouched <= SAME
    wordless = {one.source for one in committed if not HAN.search(one.translation) and one.translation not in SAME}
    assert wordless <= {", ", "; "} | LABELLED


def test_placeholders_are_those_of_the_source(committed: list[Message]) -> None:
    assert [one for one in committed if unlike(one)] == []


def test_one_source_of_one_context_has_one_translation(committed: list[Message]) -> None:
    keys = [(one.context, one.source, one.comment) for one in committed]
    assert len(keys) == len(set(keys))


def test_nothing_is_formatted_before_it_is_translated() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in sorted((ROOT / "bedside").rglob("*.py"))
        for line in formatted_too_early(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert found == []


@pytest.mark.parametrize(
    "planted",
    [
        'self.tr(f"Bed {bed}")',
        'self.tr("Bed {bed}".format(bed=bed))',
        'translate("Board", f"in {span}")',
        'QCoreApplication.translate("Board", "in " + span)',
        'QT_TRANSLATE_NOOP("Check", f"{item}")',
    ],
)
def test_words_formatted_too_early_are_found(planted: str) -> None:
    assert list(formatted_too_early(ast.parse(planted))) == [1]


def test_drift_and_foreign_placeholders_are_found() -> None:
    old, new = Message("Board", "Bed", "", "床号", ""), Message("Board", "Room", "", "", "unfinished")
    assert drift([old], [new]) == ({"Board: Room"}, {"Board: Bed"})
    assert unlike(Message("Board", "in {span}", "", "{time}后", ""))
    assert unlike(Message("Board", "%n overdue", "", "逾期", ""))
    assert not unlike(Message("Board", "{a} of {b}", "", "{b} 的 {a}", ""))


def test_the_compiled_file_is_the_committed_one(tmp_path: Path, committed: list[Message], qapp: QApplication) -> None:  # noqa: ARG001
    tool("lrelease", "-silent", str(CHINESE), "-qm", str(tmp_path / "fresh.qm"))
    compiled = CHINESE.with_suffix(".qm")
    assert compiled.exists(), "run ./dev setup"
    assert compiled.read_bytes() == (tmp_path / "fresh.qm").read_bytes(), "run ./dev setup"
    translator = QTranslator()
    assert translator.load(str(compiled))
    for one in committed:
        said = translator.translate(one.context, one.source, one.comment or None, 1 if "%n" in one.source else -1)
        assert said == one.translation


def test_chinese_is_worn_at_once(qapp: QApplication) -> None:  # noqa: ARG001
    assert i18n.apply_language("zh_CN")
    try:
        assert QCoreApplication.translate("Board", "Next check") == "下次评估"
        assert moments.span_words(3 * moments.HOUR) == "3小时00分"
        assert "至少 2 级" in badge_sentence(BadgeState("crs", 2, 4))
    finally:
        i18n.apply_language("en")
    assert QCoreApplication.translate("Board", "Next check") == "Next check"
