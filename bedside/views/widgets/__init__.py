"""Widgets that more than one screen is built of; they know the theme and nothing of a use case."""
