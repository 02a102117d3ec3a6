"""Whether this device and its store are well, on one page, and what can be done about it."""
