/** @odoo-module */
import { _t } from "@web/core/l10n/translation";
export const BOARD = () => _t('It\'s a "board"');
