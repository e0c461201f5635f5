"""Typed access to the tables under data/: TOML and CSV with provenance, and the event ontology."""
