"""The command `intreccio`: parse, call `run`, print. The only package that prints."""
