"""Pages -> the search index that a browser reads in small parts: words, articles, facets, titles."""
