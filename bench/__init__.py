"""Measurements: a generator of handbooks of any size, and the comparison with peers. Run by hand, never as tests."""
