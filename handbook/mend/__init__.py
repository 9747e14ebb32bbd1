"""Problems that can be mended in one way only -> the smallest change of the owner's text that mends them."""
