"""The laboratory screen: what is typed, what it proposes, what is saved."""
