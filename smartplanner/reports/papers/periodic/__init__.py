"""Papers of a period: the monthly briefing and the summary of a year."""
