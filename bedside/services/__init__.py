"""What a person does with Bedside, one module an aggregate, each function one unit of work."""
