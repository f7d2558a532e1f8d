"""Occupational standards: our dated catalogue, and the published records that are loaded."""
