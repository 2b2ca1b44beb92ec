"""What every layer may use and what knows nothing of planning: problems, words, ids, paths, the clock."""
