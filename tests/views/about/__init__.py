"""Tests of the page About Bedside."""
