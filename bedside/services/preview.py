"""The grade while answers are given: pure, so that it can run at each key stroke, and the same that is saved."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, Literal, TypeVar

from bedside.grading import Instruments
from bedside.grading.worst import worst_crs, worst_icans
from bedside.models.canonical import JsonValue
from bedside.models.check import CheckAnswers
from bedside.models.facts import CrsFacts, IcansFacts
from bedside.models.grade import GradeResult
from bedside.models.projections import Draft, GradeBounds, InterventionSummary
from bedside.models.protocol import Escalation, TrialProtocol
from bedside.services.answers import SoftQuestion, read_answer, read_answers, refuse_untimely, soft_questions
from bedside.services.board import BoardNote, BoardRow, Change, change_between
from bedside.services.context import CheckContext
from bedside.services.facts import crs_facts, icans_facts, items_to_ask, unanswered_ice
from bedside.services.schedule import MINUTE
