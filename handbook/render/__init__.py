"""Floor 3. Facts -> HTML bodies: views decide, templates print."""
