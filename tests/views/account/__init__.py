"""Tests of one's own password and PIN."""
