"""Static files under names that change with their contents, so that browsers may keep them for good."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Follows the imports of our JavaScript modules too: two names for one module would be two modules."""

    support_js_module_import_aggregation = True
