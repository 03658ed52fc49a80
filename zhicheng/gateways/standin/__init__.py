"""A stand-in for the registers outside: a program of its own that speaks their protocol over a real socket."""
