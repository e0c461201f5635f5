"""A folder of Parquet parts: `schema` names its columns, `store` writes it, `queries` reads it."""
