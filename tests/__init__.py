"""Tests, one folder a room, mirroring `bedside/`."""
