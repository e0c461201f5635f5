"""From an article's text to sentences, parses, clauses and quotations in our own forms."""
