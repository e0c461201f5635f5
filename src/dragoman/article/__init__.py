"""From raw documents to articles: decoding, extraction, page furniture, publication."""
