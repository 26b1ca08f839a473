"""What Python's own test files expect beside them, as far as they run in a session."""
