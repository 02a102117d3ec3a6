"""The audit trail in plain words: who did what, when, why, and what it was before."""
