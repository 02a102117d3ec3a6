"""The pages of the ICE test: the words to say in the patient's language, pictures, a sheet to write on, a count."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from bedside.views.assess import pages, script, wording
from bedside.views.assess.blocks import Block, Given, IceBlock
from bedside.views.assess.question_page import QuestionPage
from bedside.views.assess.state import CheckState, IceState, QuestionState
from bedside.views.theme import SPACE, SPACE_4, current_theme, set_kind, set_look
from bedside.views.widgets.flow_layout import FlowLayout
from bedside.views.widgets.picture_viewer import Picture, PictureViewer
from bedside.views.widgets.writing_canvas import WritingCanvas

_THUMBNAIL: Final = 72


class WordsBlock(IceBlock):
    """One ICE point under the words to say for it."""

    def show_words(self, ice: IceState) -> None:
        """Show what to say in the language of the test."""
        small = [line for line in (wording.judged_right(self.item), self.state.last) if line]
        self.set_words(script.say(self.item, ice.language, ice.turn), " · ".join(small))


class IcePage(QuestionPage):
    """Points of the test, each with its words."""

    def build(self) -> None:
        items = next(page.items for page in pages.PAGES if page.key == self.key)
        for item in items:
            self.add_block(WordsBlock(item, self._given))

    def show_state(self, state: CheckState) -> None:
        """See `QuestionPage.show_state`."""
        super().show_state(state)
        for block in self._blocks.values():
            if isinstance(block, WordsBlock) and block.item != "ice_writing":
                block.show_words(state.ice)


class NamingPage(IcePage):
    """Three objects, shown to the patient over the whole screen."""

    def __init__(self, key: str, given: Given, folder: Path) -> None:
        self._folder = folder
        self._pictures: list[Picture] = []
        self._names: list[QLabel] = []
        self._files: list[Path] = []
        super().__init__(key, given)

    def build(self) -> None:
        self._viewer: PictureViewer | None = None
        show = QPushButton(self.tr("Show the pictures full screen"))
        show.setObjectName("assess.pictures.show")
        set_kind(show, "plain")
        show.clicked.connect(self._on_show_clicked)
        line = QHBoxLayout()
        line.addWidget(show)
        line.addStretch(1)
        self.column.addLayout(line)
        for item in next(page.items for page in pages.PAGES if page.key == self.key):
            block = WordsBlock(item, self._given)
            self._blocks[item] = block
            row = QHBoxLayout()
            row.setSpacing(SPACE_4)
            row.addLayout(self._beside(item))
            row.addWidget(block, 1)
            self.column.addLayout(row)

    def _beside(self, item: str) -> QVBoxLayout:
        picture, name = Picture(wording.label(item)), QLabel()
        side = current_theme().length(_THUMBNAIL)
        picture.setFixedSize(side, side)
        set_look(name, "role", "strong")
        name.setObjectName(f"assess.object.{item}")
        self._pictures.append(picture)
        self._names.append(name)
        column = QVBoxLayout()
        column.setSpacing(SPACE // 2)
        column.addWidget(picture)
        column.addWidget(name)
        column.addStretch(1)
        return column

    def show_state(self, state: CheckState) -> None:
        """See `QuestionPage.show_state`."""
        super().show_state(state)
        objects = script.pictures(state.ice.turn)
        files = [self._folder / f"{name}.svg" for name in objects]
        for label, name in zip(self._names, objects, strict=True):
            label.setText(script.object_name(name, state.ice.language))
        if files != self._files:
            self._files = files
            for picture, file in zip(self._pictures, files, strict=True):
                picture.show_file(file)

    @Slot()
    def _on_show_clicked(self) -> None:
        if self._viewer is None:
            self._viewer = PictureViewer("assess.viewer", self.window())
        self._viewer.show_pictures(self._files, 0)


class StrokesBlock(Block):
    """The sheet to write on, with the last check's beside it."""

    def __init__(self, item: str, given: Given) -> None:
        super().__init__(item, given, ask=False)
        self.canvas = WritingCanvas("assess.canvas", wording.label(item))
        self.canvas.written.connect(self._on_written)
        self.before = WritingCanvas("assess.canvas.last", self.tr("Last check"), read_only=True)
        self.before.hide()
        self._clear = QPushButton(self.tr("Clear the sheet"))
        self._clear.setObjectName("assess.canvas.clear")
        set_kind(self._clear, "quiet")
        self._clear.clicked.connect(self._on_clear_clicked)
        sheets = QHBoxLayout()
        sheets.setSpacing(SPACE)
        sheets.addWidget(self.canvas, 2)
        sheets.addWidget(self.before, 1)
        column = QVBoxLayout()
        column.setSpacing(SPACE // 2)
        column.addLayout(sheets, 1)
        under = QHBoxLayout()
        under.addWidget(self._clear)
        under.addStretch(1)
        column.addLayout(under)
        self.put(column)

    def show_value(self, state: QuestionState) -> None:
        self.canvas.show_strokes(strokes_of(state.value))
        self._clear.setEnabled(bool(state.value))

    def show_last(self, ice: IceState) -> None:
        """Show the handwriting of the last check, if there is one."""
        self.before.show_strokes(ice.last_strokes)
        self.before.setVisible(bool(ice.last_strokes))

    @Slot(object)
    def _on_written(self, strokes: object) -> None:
        self._given.answer_given.emit(self.item, strokes)

    @Slot()
    def _on_clear_clicked(self) -> None:
        self._given.answer_given.emit(self.item, None)


class WritingPage(IcePage):
    """One sentence, by pen or mouse or on paper."""

    def build(self) -> None:
        self._point = WordsBlock("ice_writing", self._given)
        self._sheet = StrokesBlock("ice_writing_strokes", self._given)
        self._words = QLabel()
        self._words.setWordWrap(True)
        set_look(self._words, "role", "section")
        self.column.addWidget(self._words)
        self.add_block(self._sheet)
        self.add_block(self._point)

    def show_state(self, state: CheckState) -> None:
        """See `QuestionPage.show_state`."""
        super().show_state(state)
        self._sheet.show_last(state.ice)
        self._words.setText(script.say("ice_writing", state.ice.language, state.ice.turn))
        self._point.set_words(wording.judged_right("ice_writing"), self._point.state.last)


class CountPage(IcePage):
    """Counting back by tens: each number may be tapped as it is said."""

    def build(self) -> None:
        super().build()
        aid = QLabel(self.tr("Tap along while the patient counts, if it helps; only the answer above is kept."))
        aid.setWordWrap(True)
        set_look(aid, "role", "small")
        self.column.addWidget(aid)
        holder = QWidget()
        line = FlowLayout(holder)
        self._chips: list[QPushButton] = []
        for number in script.NUMBERS:
            chip = QPushButton(str(number))
            chip.setObjectName(f"assess.count.{number}")
            chip.setCheckable(True)
            set_kind(chip, "choice")
            line.addWidget(chip)
            self._chips.append(chip)
        self.column.addWidget(holder)

    def leave(self) -> None:
        """See `QuestionPage.leave`."""
        super().leave()
        for chip in self._chips:
            chip.setChecked(False)


def strokes_of(value: object) -> tuple[tuple[tuple[float, float, int], ...], ...]:
    """Kept JSON strokes as points; () for anything else."""
    if not isinstance(value, list | tuple):
        return ()
    return tuple(
        tuple((float(point[0]), float(point[1]), int(point[2])) for point in stroke)
        for stroke in value
        if isinstance(stroke, list | tuple)
    )


def ice_page(key: str, given: Given, pictures: Path) -> QuestionPage:
    """The page of the ICE test with this key."""
    if key == "ice.naming":
        return NamingPage(key, given, pictures)
    return {"ice.writing": WritingPage, "ice.attention": CountPage}.get(key, IcePage)(key, given)
