"""A stand-in for the registers and trust services outside: a program of its own, over a real socket."""
