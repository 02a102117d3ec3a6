"""Tests of the lock."""
