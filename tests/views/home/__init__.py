"""Tests of the home of somebody without patients."""
