"""What the machine lends to every floor: processes, and a store of what was made before. Knows nothing of handbooks."""
