{
    "name": "Screens",
    "version": "19.0.1.0.0",
    "author": "ITX Moduler examples",
    "category": "Customizations",
    "license": "LGPL-3",
    "depends": [
        "base",
        "web",
    ],
    "data": [
        "security/screens_groups.xml",
        "security/ir.model.access.csv",
        "security/screens_rules.xml",
        "views/res_partner_views.xml",
        "views/screens_tag_views.xml",
        "views/screens_actions.xml",
        "views/screens_board_views.xml",
        "views/screens_part_views.xml",
        "views/screens_actions_on_views.xml",
        "views/screens_templates.xml",
        "report/screens_reports.xml",
        "views/screens_menus.xml",
    ],
    "assets": {
        "web.assets_backend": ["screens/static/src/**/*"],
        "web.assets_frontend": [("prepend", "screens/static/src/scss/board.scss")],
        "screens.assets_board": [
            ("include", "web._assets_helpers"),
            "web/static/src/libs/fontawesome/css/font-awesome.css",
            (
                "before",
                "web/static/src/libs/fontawesome/css/font-awesome.css",
                "screens/static/src/scss/board.scss",
            ),
        ],
    },
}
