"""What the proof of the bounds is made of: a target, a capture of loopback, and what is done to the generator meanwhile."""
