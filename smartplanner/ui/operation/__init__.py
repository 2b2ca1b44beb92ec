"""The pages of what is run for the city: who is owed what, what holds it up, what runs out, who holds how much."""
