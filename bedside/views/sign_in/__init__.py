"""Sign in, and the first run on a new computer; loaded before the first paint, so nothing heavy is imported here."""
