"""Bedside: post-infusion monitoring after BCMA CAR-T, graded at the bed, kept in one encrypted journal."""

__version__ = "0.1.0"
