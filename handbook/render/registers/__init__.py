"""Facts across policies -> the pages of the whole handbook: home, registers, roles, changelog, index, pictures."""
