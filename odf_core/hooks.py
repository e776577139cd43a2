from .adapters import pipelines


def uninstall_hook(env):
    """Take away what is not kept in models: the state of pipelines, unfinished runs."""
    pipelines.drop_all(env.cr)
