"""Tests of the composition root of the desktop."""
