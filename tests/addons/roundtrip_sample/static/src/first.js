/** @odoo-module **/
import { _t } from "@web/core/l10n/translation";

export const greeting = () => _t("Look closely");
