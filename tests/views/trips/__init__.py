"""Whole ways through the real window, from sign-in to a re-opened store."""
