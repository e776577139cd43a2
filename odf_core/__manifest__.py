{
    "name": "Odoo Data Flow",
    "summary": "Run data flows: read files, transform them by scripts, load the records",
    "version": "19.0.1.0.0",
    "category": "Technical",
    "author": "ITX Moduler contributors",
    "license": "LGPL-3",
    "depends": ["base", "web"],
    # One distribution holds the libraries of all addons; Odoo names it when it is missing.
    "external_dependencies": {"python": ["itx-moduler"]},
    "data": [
        "security/odf_core_groups.xml",
        "security/ir.model.access.csv",
        "security/odf_core_rules.xml",
        "views/odf_transform_script_views.xml",
        "views/odf_connection_views.xml",
        "views/odf_run_views.xml",
        "views/odf_flow_step_views.xml",
        "views/odf_flow_views.xml",
        "views/odf_core_menus.xml",
    ],
    "application": True,
}
