"""Tests of the ward board."""
