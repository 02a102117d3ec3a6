"""Trips that end badly on purpose."""
