"""Tests of the health page."""
