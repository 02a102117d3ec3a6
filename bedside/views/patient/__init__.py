"""One patient: the time line, the list of checks with what decided each grade, and the treatments given."""
