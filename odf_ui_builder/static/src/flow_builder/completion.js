/**
 * What may stand at a place of a script: names of polars, of tables, and of the actual columns.
 */

const MOST = 50;
const NAME = /[\p{L}\p{M}\p{N}_]*$/u;

/**
 * @param {string} before the line up to the cursor
 * @param {{polars: object, columns: {name: string, type: string}[], frames: string[]}} known
 * @returns {{prefix: string, items: {text: string, detail: string}[]}} `prefix` is what stands there
 *  already and is replaced
 */
export function completions(before, known) {
    const text = openString(before);
    if (text !== null) {
        const ofFrames = /ctx\.frames(\.get\(|\[)["']$/.test(
            before.slice(0, before.length - text.length)
        );
        const items = ofFrames
            ? known.frames.map((name) => ({ text: name, detail: "" }))
            : known.columns.map(({ name, type }) => ({ text: name, detail: type }));
        return { prefix: text, items: matching(items, text) };
    }
    const prefix = before.match(NAME)[0];
    const rest = before.slice(0, before.length - prefix.length);
    return { prefix, items: matching(named(rest, known), prefix) };
}

/** What stands in the string that the line ends in; null if it ends in none. */
function openString(before) {
    let quote = null;
    let start = 0;
    for (let index = 0; index < before.length; index++) {
        const letter = before[index];
        if (quote) {
            if (letter === "\\") {
                index++;
            } else if (letter === quote) {
                quote = null;
            }
        } else if (letter === "#") {
            return null;
        } else if (letter === '"' || letter === "'") {
            quote = letter;
            start = index + 1;
        }
    }
    return quote ? before.slice(start) : null;
}

function named(rest, { polars }) {
    if (!rest.endsWith(".")) {
        return [
            { text: "df", detail: "DataFrame" },
            { text: "pl", detail: "polars" },
            { text: "ctx", detail: "" },
        ];
    }
    const owner = rest.slice(0, -1).match(NAME)[0];
    const of = (names, detail) => names.map((text) => ({ text, detail }));
    if (owner === "pl") {
        return of(polars.functions, "polars");
    }
    if (owner === "ctx") {
        return of(["flow", "frames", "step"], "ctx");
    }
    if (polars.namespaces[owner]) {
        return of(polars.namespaces[owner], owner);
    }
    if (owner === "df") {
        return of(polars.frame, "DataFrame");
    }
    const frameOnly = polars.frame.filter((name) => !polars.expression.includes(name));
    return [...of(polars.expression, "Expr"), ...of(frameOnly, "DataFrame")];
}

/** Those that begin like it first, then those that have it somewhere; not what is there in full. */
function matching(items, prefix) {
    const wanted = prefix.toLowerCase();
    const places = items
        .map((item) => [item.text.toLowerCase().indexOf(wanted), item])
        .filter(([place, item]) => place >= 0 && item.text !== prefix);
    places.sort(([one], [other]) => Math.min(one, 1) - Math.min(other, 1));
    return places.slice(0, MOST).map(([_place, item]) => item);
}
