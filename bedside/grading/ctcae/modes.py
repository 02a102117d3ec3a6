"""The kinds of laboratory value that criteria tell apart, as questions and as statements, in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass

from bedside.models.protocol import Wording


@dataclass(frozen=True, slots=True)
class Mode:
    """What is asked about a value or its patient, and what each answer states."""

    question: Wording
    statements: Mapping[str, Wording]


MODES: Mapping[str, Mode] = {
    "fasting": Mode(
        Wording(en="Was the sample taken fasting?", zh="是否空腹采样？"),
        {"true": Wording(en="fasting", zh="空腹"), "false": Wording(en="not fasting", zh="非空腹")},
    ),
    "on_anticoagulation": Mode(
        Wording(en="Is the patient on anticoagulation?", zh="患者是否正在抗凝治疗？"),
        {
            "true": Wording(en="on anticoagulation", zh="正在抗凝治疗"),
            "false": Wording(en="not on anticoagulation", zh="未在抗凝治疗"),
        },
    ),
    "calcium_kind": Mode(
        Wording(en="Which calcium is it?", zh="是哪一种钙？"),
        {
            "corrected": Wording(en="calcium corrected for albumin", zh="经白蛋白校正的血钙"),
            "ionized": Wording(en="ionized calcium", zh="离子钙"),
        },
    ),
    "patient": Mode(
        Wording(en="Is the patient an adult or a child?", zh="患者是成人还是儿童？"),
        {"adult": Wording(en="adult", zh="成人"), "child": Wording(en="child", zh="儿童")},
    ),
    "baseline": Mode(
        Wording(en="Was the value normal at baseline?", zh="基线时该值是否正常？"),
        {
            "normal": Wording(en="baseline normal", zh="基线正常"),
            "abnormal": Wording(en="baseline abnormal", zh="基线异常"),
        },
    ),
}
