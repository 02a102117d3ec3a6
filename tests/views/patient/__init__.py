"""Tests of the patient page."""
