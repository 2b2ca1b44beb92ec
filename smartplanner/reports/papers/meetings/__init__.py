"""What a meeting is shown (会议材料) and what it decided (会议纪要)."""
