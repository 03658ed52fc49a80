"""What one needs to verify certificates without us: public keys, what was issued, what no longer counts; signed."""
