"""What the web client loads of a module, bundle by bundle, in its order."""

from typing import Any

from odoo.modules.module import Manifest

from .identity import Identities


def dump(env: Any, module: str, known: Identities) -> dict[str, Any]:
    assets = env["ir.asset"]
    parameters = assets._get_asset_params()
    bundles = [
        *Manifest.for_addon(module)["assets"],
        *(
            assets.browse(row.res_id).bundle
            for row in known.of_module(module)
            if row.model == "ir.asset"
        ),
    ]
    return {
        "asset bundle": {
            bundle: {
                "files": [
                    str(path)
                    for path, *_ in assets._get_asset_paths(bundle, parameters)
                    if str(path).lstrip("/").startswith(f"{module}/")
                ]
            }
            for bundle in bundles
        }
    }
