"""Papers on contracts: how they were carried out, what an operator did in a year, what is to be paid."""
