"""One patient: what was found and given since the infusion, as a time line, a table and a list of checks."""
