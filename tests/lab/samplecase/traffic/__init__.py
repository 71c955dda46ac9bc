"""The laboratory: namespaces, servers, clients, and what the clients do in each phase."""
