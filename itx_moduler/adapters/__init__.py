# The only place that knows the core packages. Nothing is imported here: models import the adapter
# that they need.
