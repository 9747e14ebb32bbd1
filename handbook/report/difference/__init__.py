"""Two copies of a handbook, or two texts of a policy -> what differs, what that means, and reports of it."""
