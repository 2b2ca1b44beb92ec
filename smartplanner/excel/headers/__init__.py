"""Where a table begins: the words of its header, the columns under it and the fields that they mean."""
