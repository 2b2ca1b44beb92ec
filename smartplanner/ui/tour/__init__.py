"""The short tour: what matters most, pointed at in the real window.  ``stops`` says what, ``guide`` shows it."""
