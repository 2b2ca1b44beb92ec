"""What a person sets: the dialog, made from the description in ``base/preferences.py``, and what each change does."""
