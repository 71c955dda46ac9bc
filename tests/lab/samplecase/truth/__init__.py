"""What is in the sample case, computed from the raw packets, the scenario, and the written log files."""
