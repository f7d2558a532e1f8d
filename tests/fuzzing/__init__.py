"""Files and cells that nobody thought of: whatever they are, they end in a report or in one plain refusal."""
