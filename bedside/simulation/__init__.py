"""A synthetic ward, written only through the services, so that the app can be tried, tested and measured."""
