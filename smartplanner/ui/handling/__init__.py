"""What the menu entries of the window do: one room for each menu, one function for each entry."""
