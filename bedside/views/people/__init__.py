"""Who works at the site, what was delegated to whom, and which protocol holds."""
