"""The Qt desktop: each screen renders one frozen state and says what happened; presenters talk to the services."""
