"""Tests of the desktop: real widgets, offscreen, found by their object names."""
