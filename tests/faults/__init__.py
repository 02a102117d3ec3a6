"""What may go wrong with the computer under the program, done to it on purpose; one file a fault."""
