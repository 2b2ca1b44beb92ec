"""Meeting mode: a full screen that a meeting goes through item by item, legible from the back of the room.

``setup`` asks what meeting it is, ``window`` holds the screen and its keys; the rest paints or takes in words.
It knows commands and queries only; whoever opens it (``hold.hold_meeting``) gets back when the meeting is left.
"""
