{
    "name": "School Library",
    "version": "19.0.1.1.0",
    "author": "Analyst",
    "maintainers": [
        "a",
        "b",
    ],
    "category": "Customizations",
    "license": "LGPL-3",
    "sequence": 7,
    "countries": [
        "th",
    ],
    "external_dependencies": {"python": ["lxml"]},
    "depends": [
        "base",
    ],
    "data": [
        "security/school_library_groups.xml",
        "security/ir.model.access.csv",
        "views/school_book_views.xml",
        "views/school_lend_views.xml",
        "views/school_shelf_views.xml",
        "views/school_library_actions_on_views.xml",
        "views/school_library_menus.xml",
        "data/school_library_data.xml",
    ],
    "demo": [
        "demo/school_library_demo.xml",
    ],
    "post_init_hook": "post_init_hook",
    "uninstall_hook": "uninstall_hook",
    "cloc_exclude": [
        "static/**/*",
    ],
}
