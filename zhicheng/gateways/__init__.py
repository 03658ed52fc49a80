"""The world outside, one port a folder: what is asked, what comes back, and how silence is told from no."""
