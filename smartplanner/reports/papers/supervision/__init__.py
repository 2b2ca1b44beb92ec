"""督办: notices that hand a matter over, reminders of what is late, and the circular about both."""
