"""Recording an adverse event's CTCAE grade: find the term, answer what separates its grades, save."""
