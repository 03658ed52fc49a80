"""The process that holds the seal's key: it signs only what was approved, once a number, and keeps a ledger of it."""
