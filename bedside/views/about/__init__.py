"""About Bedside: what it is for and what it is not, in the words of the trial's sponsor."""
