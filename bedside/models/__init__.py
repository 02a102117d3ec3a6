"""What Bedside records and reads: Pydantic records, facts, criteria, protocol, journal entry; the SQL tables."""
