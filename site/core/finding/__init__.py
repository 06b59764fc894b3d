"""Lists that readers search and filter by their addresses: guidance, organisations, campaigns."""
