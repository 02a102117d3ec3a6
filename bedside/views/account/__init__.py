"""One's own password and PIN, and for an administrator the recovery codes of the store."""
