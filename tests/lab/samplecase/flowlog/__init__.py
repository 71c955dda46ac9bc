"""Flow logs written from recorded packets."""
