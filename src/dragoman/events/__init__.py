"""From clauses and actors to PLOVER events: patterns propose, composition and factuality decide."""
