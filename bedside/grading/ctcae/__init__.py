"""CTCAE as something that can be answered: the dictionary, its atoms, laboratory values, questions and search."""

from bedside.grading.ctcae.dictionary import Dictionary, load_dictionary

__all__ = ["Dictionary", "load_dictionary"]
