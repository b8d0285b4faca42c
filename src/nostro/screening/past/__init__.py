"""Past payments, indexed once, so that a list change asks them in seconds."""
