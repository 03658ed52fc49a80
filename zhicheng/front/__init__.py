"""What stands between the network and every audience, pages and API alike."""
