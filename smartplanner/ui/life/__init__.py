"""The life of a matter on the screen: where it stands, its acts, its units, its record."""
