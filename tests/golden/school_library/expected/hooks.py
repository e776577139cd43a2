import logging

_logger = logging.getLogger(__name__)


def post_init_hook(env):
    """Leave a mark: "quotes",
    and a second line."""
    env["ir.config_parameter"].set_param("school_library.mark", "post_init")
    _logger.info("%s", "it's ไทย")


def uninstall_hook(env):
    env["ir.config_parameter"].set_param("school_library.mark", False)
