"""Parts of the benchmark of names: data, alterations, peers, and one module a section."""
