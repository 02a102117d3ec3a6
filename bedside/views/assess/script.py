"""The exact words to say in the ICE test, in the language of the test, which need not be the language of the screen.

Tasks and points after the ICE tool of Lee 2019 (doi:10.1016/j.bbmt.2018.12.758): orientation 4, naming 3, command 1,
writing 1, attention 1. The sentences are our own.
"""

from typing import Final

NUMBERS: Final = tuple(range(100, 0, -10))
"""What is counted in the attention task: by tens, not by sevens."""

PICTURE_SETS: Final = (("clock", "pen", "button"), ("key", "cup", "scissors"), ("watch", "spoon", "comb"))
"""Three objects a test; the sets take turns, so that an answer is not learnt by heart."""

_SAY: Final[dict[str, dict[str, str]]] = {
    "en": {
        "ice": "I would like to ask you a few short questions and to have you write a sentence.",
        "ice_year": "What year is it?",
        "ice_month": "What month is it?",
        "ice_city": "What city are we in?",
        "ice_hospital": "What is the name of this hospital?",
        "ice_naming": "What is this called?",
        "ice_command_0": "Show me two fingers.",
        "ice_command_1": "Close your eyes and put out your tongue.",
        "ice_writing": "Please write: Today is a good day to be outside.",
        "ice_attention": "Please count down from 100 in steps of ten: 100, 90, and so on.",
    },
    "zh": {
        "ice": "我想问您几个简单的问题，再请您写一句话。",
        "ice_year": "今年是哪一年？",
        "ice_month": "现在是几月份？",
        "ice_city": "我们现在在哪个城市？",
        "ice_hospital": "这家医院叫什么名字？",
        "ice_naming": "这个东西叫什么？",
        "ice_command_0": "请伸出两根手指给我看。",
        "ice_command_1": "请闭上眼睛，伸出舌头。",
        "ice_writing": "请写：今天天气很好，适合出去走走。",
        "ice_attention": "请从 100 开始，每次减 10 倒着数：100、90，一直数下去。",
    },
}

_OBJECTS: Final[dict[str, dict[str, str]]] = {
    "en": {
        "clock": "clock",
        "pen": "pen",
        "button": "button",
        "key": "key",
        "cup": "cup",
        "scissors": "scissors",
        "watch": "watch",
        "spoon": "spoon",
        "comb": "comb",
    },
    "zh": {
        "clock": "钟",
        "pen": "笔",
        "button": "纽扣",
        "key": "钥匙",
        "cup": "杯子",
        "scissors": "剪刀",
        "watch": "手表",
        "spoon": "勺子",
        "comb": "梳子",
    },
}


def say(key: str, language: str, turn: int = 0) -> str:
    """The words for `key` ("ice" or an ICE item) in "zh" or "en"; any other language is interpreted from English.

    `turn` picks between wordings that take turns.
    """
    words = _SAY.get(language, _SAY["en"])
    stem = "ice_naming" if key.startswith("ice_naming") else key
    return words.get(stem) or words[f"{stem}_{turn % 2}"]


def pictures(turn: int) -> tuple[str, ...]:
    """The three objects of this test."""
    return PICTURE_SETS[turn % len(PICTURE_SETS)]


def object_name(picture: str, language: str) -> str:
    """What the object is called, for the person who judges the answer."""
    return _OBJECTS.get(language, _OBJECTS["en"])[picture]
