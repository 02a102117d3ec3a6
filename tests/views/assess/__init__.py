"""Tests of the guided check."""
