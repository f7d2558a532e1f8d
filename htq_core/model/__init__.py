"""The nouns of an application, as the rules see them."""
