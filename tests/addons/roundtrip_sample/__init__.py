from . import controllers, models, wizards


def post_init_hook(env):
    env["roundtrip.sample.tag"].create({"name": "Made by the hook"})
