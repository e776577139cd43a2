{
    "name": "Workshop",
    "version": "19.0.1.0.0",
    "author": "Somebody",
    "category": "Customizations",
    "license": "LGPL-3",
    "depends": [
        "base",
        "base_automation",
    ],
    "data": [
        "security/ir.model.access.csv",
        "views/workshop_repair_views.xml",
        "views/workshop_stage_views.xml",
        "data/workshop_email_templates.xml",
        "data/workshop_webhooks.xml",
        "data/workshop_crons.xml",
        "data/workshop_data.xml",
        "data/workshop_automations.xml",
        "data/workshop_server_actions.xml",
    ],
}
