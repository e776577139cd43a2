/**
 * What can be said of a flow without asking the server: its order, its tables, its picture.
 *
 * A flow is `{steps, scripts}` as `itx.moduler.flow.builder_load` gives it; a preview is what
 * `builder_preview` gives. Nothing here changes its arguments.
 */

/** Where a type of step stands in the picture, from the left. */
export const LANES = { read: 0, transform: 1, write: 2 };

/** Measures of the picture, in pixels; the style sheet has the same. */
export const SIZE = { pitch: 84, height: 60, width: 232, indent: 88, stem: 18, apart: 11 };

export const NEW_SCRIPT = `def transform(df, ctx):
    return df
`;

/** `base`, or `base_2` and so on: the first one that is not among the `taken`. */
export function uniqueName(base, taken) {
    const names = new Set(taken);
    let name = base;
    for (let number = 2; names.has(name); number++) {
        name = `${base}_${number}`;
    }
    return name;
}

/** A name for steps that is as close to a text as one can be; empty: nothing of it can stay. */
export function technicalName(text) {
    const name = text
        .trim()
        .toLowerCase()
        .replace(/[^a-z0-9_]+/g, "_")
        .replace(/^(?=\d)/, "_");
    return /[a-z0-9]/.test(name) ? name.slice(0, 63) : "";
}

/** The tables that a step leaves: those that it says, and those that it made in the preview. */
export function framesOf(step, preview) {
    if (step.type === "write") {
        return [];
    }
    const seen = previewOf(preview, step.name)?.frames.map((frame) => frame.name) || [];
    return [...new Set([step.output || "main", step.deleted, ...seen].filter(Boolean))];
}

/** The tables that a step at this place can take, the newest last. */
export function framesBefore(steps, index, preview) {
    const frames = new Set();
    for (const step of steps.slice(0, index)) {
        for (const frame of framesOf(step, preview)) {
            frames.delete(frame);
            frames.add(frame);
        }
    }
    return [...frames];
}

/** What the preview says of a step, by its name. */
export function previewOf(preview, name) {
    return preview?.steps.find((step) => step.name === name);
}

/**
 * What the preview, or else the checks, found wrong at a step: `{at, message}`, where `at` names the
 * part of the step (empty: all of it, or its script); null if nothing.
 */
export function problemAt(preview, step) {
    const own = `steps.${step.name}`;
    const isOf = (path, place) => path === place || path.startsWith(`${place}.`);
    const found =
        previewOf(preview, step.name)?.problem ||
        preview?.problems.find(
            ({ path }) => isOf(path, own) || (step.script && isOf(path, `scripts.${step.script}`))
        );
    if (!found) {
        return null;
    }
    const at = isOf(found.path, own) ? found.path.slice(own.length + 1) : "";
    return { at, message: found.message };
}

/** The step that a path of a finding lies in (`steps.<name>.…`, or `scripts.<name>` that it uses). */
export function stepAt(steps, path) {
    const [part, name] = path.split(".");
    const attribute = { steps: "name", scripts: "script" }[part];
    return attribute && steps.find((step) => step[attribute] === name);
}

/** The columns (`name`, `type`) of a table as the step at this place finds it; empty: not known. */
export function columnsBefore(steps, index, frame, preview) {
    for (let place = index - 1; place >= 0; place--) {
        const found = previewOf(preview, steps[place].name)?.frames.find(
            (one) => one.name === frame && steps[place].type !== "write"
        );
        if (found) {
            return found.columns;
        }
    }
    return [];
}

/** Which step gives its table to which: `{from, to, frame}` by place; `from` is -1 if none does. */
export function edges(steps, preview) {
    const found = [];
    steps.forEach((step, to) => {
        if (step.type === "read") {
            return;
        }
        const frame = step.input || "main";
        let from = to - 1;
        while (from >= 0 && !framesOf(steps[from], preview).includes(frame)) {
            from--;
        }
        found.push({ from, to, frame });
    });
    return found;
}

/** The model (and `connection`) that the table of the step at this place was read from; null: from
 *  no model, or it is not known. */
export function originOf(steps, index, preview) {
    const by = new Map(edges(steps, preview).map(({ from, to }) => [to, from]));
    let place = index;
    while (by.has(place)) {
        place = by.get(place);
    }
    const step = steps[place];
    const model = step?.type === "read" && step.options?.model;
    return model ? { model, connection: step.connection || "" } : null;
}

/** The picture: each step's place, and each edge as the path of an SVG and where its name stands. */
export function picture(steps, preview) {
    const left = (index) => LANES[steps[index].type] * SIZE.indent;
    const top = (index) => index * SIZE.pitch;
    // Lines of neighbours run beside each other, so that one sees whose they are.
    const stem = (index) => SIZE.stem + (index % 3) * SIZE.apart;
    return {
        width: 2 * SIZE.indent + SIZE.width,
        height: Math.max(steps.length, 1) * SIZE.pitch,
        edges: edges(steps, preview)
            .filter((edge) => edge.from >= 0)
            .map((edge) => {
                const x = left(edge.from) + stem(edge.from);
                const y = top(edge.from) + SIZE.height;
                const middle = top(edge.to) + SIZE.height / 2;
                const straight = left(edge.from) === left(edge.to);
                return {
                    ...edge,
                    path: straight
                        ? `M ${x} ${y} V ${top(edge.to)}`
                        : `M ${x} ${y} V ${middle - 8} q 0 8 8 8 H ${left(edge.to)}`,
                    x: straight ? x + 6 : left(edge.to) - 8,
                    anchor: straight ? "start" : "end",
                    y: straight ? top(edge.to) - 8 : middle - 5,
                };
            }),
    };
}

/** The steps with one of them at another place. */
export function moved(steps, from, to) {
    const others = steps.filter((_step, index) => index !== from);
    const place = Math.min(Math.max(to, 0), others.length);
    return [...others.slice(0, place), steps[from], ...others.slice(place)];
}

/** Where a new step of this type belongs: behind the last one that stands as far left or more. */
export function placeFor(steps, type) {
    const last = steps.findLastIndex((step) => LANES[step.type] <= LANES[type]);
    return type === "write" ? steps.length : last + 1;
}

/** A new step for this place, with a name of its own and the newest table. */
export function newStep(type, steps, index, preview) {
    const names = { read: "read", transform: "change", write: "write" };
    const name = uniqueName(
        names[type],
        steps.map((step) => step.name)
    );
    const frames = framesBefore(steps, index, preview);
    const input = frames.at(-1) || "main";
    if (type === "read") {
        const used = steps.flatMap((step) => framesOf(step, preview));
        return { name, type, format: "csv", output: used.includes("main") ? name : "main" };
    }
    return type === "write"
        ? { name, type, input, mapping: {} }
        : { name, type, input, output: input, script: "" };
}

/** What a step says when it takes another table: what it leaves keeps being that table, if it was. */
export function takes(step, input) {
    const follows = step.type === "transform" && (step.output || "main") === (step.input || "main");
    return follows ? { input, output: input } : { input };
}

/** The scripts that are to be kept: those that were there already, and those that a step uses. */
export function scriptsToSave({ steps, scripts }) {
    const used = new Set(steps.map((step) => step.script));
    return scripts.filter((script) => script.uid || used.has(script.name));
}

/** The text of an option, as it stands in its input; inverse of `optionValue`. */
export function optionText(value, sort) {
    if (value === undefined || value === null) {
        return "";
    }
    if (sort === "names") {
        return value.join(", ");
    }
    return sort === "json" ? JSON.stringify(value) : String(value);
}

/** The value that a text stands for; undefined: none. Raises SyntaxError for what is no JSON. */
export function optionValue(text, sort) {
    if (!text) {
        return undefined;
    }
    if (sort === "names") {
        return text
            .split(",")
            .map((name) => name.trim())
            .filter(Boolean);
    }
    if (sort === "number") {
        const number = Number(text);
        return Number.isNaN(number) ? text : number;
    }
    return sort === "json" ? JSON.parse(text) : text;
}
