/**
 * A mapping (field → column) as rows that people read: what is mapped, what is suggested, what is
 * still missing.
 */

/** Fields that Odoo fills by itself: nobody misses them. */
const BY_ITSELF = new Set(["id", "create_uid", "create_date", "write_uid", "write_date"]);

/** `{field, column, label, type, required, unknown}` for each pair of the mapping, in its order. */
export function mappingRows(mapping, fields) {
    const known = new Map(fields.map((field) => [field.name, field]));
    return Object.entries(mapping || {}).map(([field, column]) => {
        const { label = field, type = "", required = false } = known.get(field) || {};
        const unknown = fields.length > 0 && !known.has(field);
        return { field, column, label, type, required, unknown };
    });
}

/** Required fields that nothing fills. */
export function missingFields(mapping, fields) {
    return fields.filter(
        ({ name, required }) => required && !(name in (mapping || {})) && !BY_ITSELF.has(name)
    );
}

/** The columns that fill no field yet, without the key, and the fields that may be filled. */
export function openPairs(step, columns, fields) {
    const mapping = step.mapping || {};
    const used = new Set([...Object.values(mapping), step.key]);
    return {
        columns: columns.filter(({ name }) => !used.has(name)),
        fields: fields.filter(
            ({ name, readonly }) => !readonly && !(name in mapping) && !BY_ITSELF.has(name)
        ),
    };
}

/** The mapping with one pair changed: another field, another column, or (no field) without it. */
export function changedPair(mapping, former, { field, column }) {
    const pairs = Object.entries(mapping || {}).filter(([name]) => name !== field || name === former);
    const place = pairs.findIndex(([name]) => name === former);
    const pair = field ? [[field, column || ""]] : [];
    if (place < 0) {
        return Object.fromEntries([...pairs, ...pair]);
    }
    return Object.fromEntries([...pairs.slice(0, place), ...pair, ...pairs.slice(place + 1)]);
}
