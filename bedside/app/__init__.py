"""The composition root of the desktop: the only place that builds a window, a gate and what lies behind it."""
