"""Activity-log events of the scenario, and the three forms in which they are exported."""
