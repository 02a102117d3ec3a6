"""Where somebody starts who sees no patients: what there is to look after."""
