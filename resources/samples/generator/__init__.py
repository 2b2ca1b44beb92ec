"""What makes the sample ledgers: invented matters, worded as offices word them, laid out as ledgers are."""
