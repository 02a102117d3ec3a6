"""The guided check: one question group a page, every answer kept at once, the grade so far always in sight."""
