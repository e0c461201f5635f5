"""Who said what, and where they stand: statements from cues and quotation marks, positions from statements and events."""
