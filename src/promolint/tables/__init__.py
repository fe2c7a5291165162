"""Tables of messages: each row is judged on its own, here or on many machines. Needs the extra ``scan``."""
