"""The page of a contract: what is due, on what condition, and the evidence."""
