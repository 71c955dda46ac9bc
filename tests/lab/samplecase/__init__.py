"""Builds the sample case: real packets from network namespaces, and the logs a cloud would keep of them."""
