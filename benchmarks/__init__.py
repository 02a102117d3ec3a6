"""How fast and how big, measured; never a test, because machines are shared and noisy."""
