"""Phrases of the news to actors: a dated knowledge base, composition of titles and nationalities, references."""
