"""Tests of recording an adverse event."""
