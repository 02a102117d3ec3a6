"""Pure rules: from facts to a grade with its reasons. No Qt, SQL, file, clock or randomness."""

from bedside.grading.instruments import Instruments, load_instruments

__all__ = ["Instruments", "load_instruments"]
