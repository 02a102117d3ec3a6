"""Tests of the guided restore."""
