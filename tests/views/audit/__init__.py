"""Tests of the audit page."""
