"""What the page of one's own password and PIN shows."""

from dataclasses import dataclass
from typing import Literal

from bedside.views.widgets.code_step import CodeStep

Part = Literal["", "password", "pin", "codes"]


@dataclass(frozen=True, slots=True)
class AccountState:
    """`has_pin` is None while it is not known. `error` stands at `error_field` of `error_part`, or below that part.

    `codes` is which recovery code is shown; only an administrator `may_make_codes`.
    """

    name: str
    pin_hours: int = 12
    has_pin: bool | None = None
    may_make_codes: bool = False
    busy: bool = False
    error: str = ""
    error_part: Part = ""
    error_field: str = ""
    codes: CodeStep | None = None
