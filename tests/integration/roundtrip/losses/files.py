"""Of the manifest, static files and translations."""

from .loss import SAMPLE, Loss

LOSSES = [
    Loss("manifest", SAMPLE, "summary", "__manifest__.py", "One of every sort", "All sorts"),
    Loss(
        "asset bundle",
        "web.assets_backend",
        "files",
        "__manifest__.py",
        '            "roundtrip_sample/static/src/first.js",\n',
    ),
    Loss("file", "static/src/sample.scss", "sha256", "static/src/sample.scss", "red", "blue"),
    Loss("translation", "i18n/fr.po", "|Samples", "i18n/fr.po", "Échantillons", "Exemples"),
    Loss("term", "Look closely", "", "static/src/first.js", "Look closely", "Look here"),
]
