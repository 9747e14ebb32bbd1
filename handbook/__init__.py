"""The generator: versioned YAML policies in, a static handbook out."""
