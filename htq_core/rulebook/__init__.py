"""The rulebook explains itself: each rule as a page, for screens, for the command and for RULES.md."""
