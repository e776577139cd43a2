# One adapter a kind; importing a file registers it. Whatever stands in this folder is imported.
import importlib
import pkgutil

for module in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{module.name}")
