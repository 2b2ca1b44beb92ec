"""The page of an operator: contracts, money, services, scores, risks."""
