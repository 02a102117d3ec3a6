"""The lock: covers the window while nobody is at the desk, and gives back the very place, or a colleague the desk."""
