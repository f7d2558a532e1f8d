"""Files that must not be read, or that must be read rightly although they look odd."""
