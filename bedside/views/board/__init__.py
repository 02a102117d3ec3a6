"""The ward board: one row a patient, sorted by what needs a hand first."""
