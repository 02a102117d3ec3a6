"""Tests of the sign-in screen."""
