"""The encrypted store: journal, projections, drafts, keys, migrations. Only `slots` is light enough for first paint."""
