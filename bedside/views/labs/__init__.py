"""Entering a laboratory panel: each value proposes the CTCAE terms that it touches while it is typed."""
