"""The benchmark suite: see benches/run."""
