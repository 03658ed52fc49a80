"""The demo's world: an invented prefecture, its people, and what they do, day by day, through the real actions."""
