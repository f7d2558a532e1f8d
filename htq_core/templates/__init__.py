"""Workbooks we issue: a KSB mapping for a standard, and a qualification structure. Not the official templates."""
