"""What changed since the last issue of a paper, or since an earlier day: the counts, and the words for them."""
