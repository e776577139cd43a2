{
    "name": "Sample for round trips",
    "version": "19.0.1.1.0",
    "summary": "One of every sort of thing, each of which a copy might lose",
    "category": "Hidden",
    "author": "ITX Moduler contributors",
    "license": "LGPL-3",
    "depends": ["base_automation"],
    "data": [
        "security/sample_groups.xml",
        "security/ir.model.access.csv",
        "security/sample_rules.xml",
        "data/sample_data.xml",
        "data/sample_automation.xml",
        "data/roundtrip.sample.tag.csv",
        "views/sample_views.xml",
        "views/sample_actions.xml",
        "views/sample_menus.xml",
        "reports/sample_report.xml",
    ],
    "assets": {
        "web.assets_backend": [
            "roundtrip_sample/static/src/first.js",
            "roundtrip_sample/static/src/second.js",
        ],
    },
    "post_init_hook": "post_init_hook",
}
