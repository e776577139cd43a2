{
    "name": "Odoo Data Flow: Builder",
    "summary": "Author data flows and scripts as part of a module",
    "version": "19.0.1.0.0",
    "category": "Technical",
    "author": "ITX Moduler contributors",
    "license": "LGPL-3",
    "depends": ["itx_moduler", "odf_core"],
    "data": [
        "security/ir.model.access.csv",
        "views/itx_moduler_connection_views.xml",
        "views/itx_moduler_flow_step_views.xml",
        "views/itx_moduler_flow_views.xml",
        "views/itx_moduler_transform_script_views.xml",
        "views/itx_moduler_module_views.xml",
        "views/odf_ui_builder_menus.xml",
    ],
    "assets": {
        "web.assets_backend": ["odf_ui_builder/static/src/**/*"],
        "web.assets_unit_tests": ["odf_ui_builder/static/tests/*.test.js"],
        "web.assets_tests": ["odf_ui_builder/static/tests/tours/*.js"],
    },
    "auto_install": True,
}
