"""A report on its way out: text, JSON and documents that all say the same."""
