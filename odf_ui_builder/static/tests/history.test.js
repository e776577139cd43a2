import { describe, expect, test } from "@odoo/hoot";
import { History } from "@odf_ui_builder/flow_builder/history";

describe.current.tags("headless");

function after(...states) {
    const history = new History();
    history.reset({ n: 0 });
    for (const state of states) {
        history.note(...state);
    }
    return history;
}

test("one goes back change by change, and forth again", () => {
    const history = after([{ n: 1 }], [{ n: 2 }]);

    expect(history.back()).toEqual({ n: 1 });
    expect(history.back()).toEqual({ n: 0 });
    expect(history.back()).toBe(undefined);
    expect(history.forth()).toEqual({ n: 1 });
});

test("what is typed in one go is one change", () => {
    const history = after([{ n: 1 }, "code"], [{ n: 2 }, "code"], [{ n: 3 }, "other"]);

    expect(history.back()).toEqual({ n: 2 });
    expect(history.back()).toEqual({ n: 0 });
});

test("a change after going back takes the place of those that were undone", () => {
    const history = after([{ n: 1 }], [{ n: 2 }]);
    history.back();

    history.note({ n: 9 });

    expect(history.forth()).toBe(undefined);
    expect(history.back()).toEqual({ n: 1 });
});

test("what changes nothing is no change", () => {
    const history = after([{ n: 1 }], [{ n: 1 }]);

    expect(history.back()).toEqual({ n: 0 });
});

test("only so many changes are kept", () => {
    const history = new History(2);
    history.reset(0);
    [1, 2, 3].forEach((state) => history.note(state));

    expect([history.back(), history.back(), history.back()]).toEqual([2, 1, undefined]);
});
