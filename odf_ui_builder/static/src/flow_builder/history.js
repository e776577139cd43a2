/** Former states of something that is JSON, to go back to and forth again. */
export class History {
    constructor(most = 100) {
        this.most = most;
        this.reset(null);
    }

    /** Begin here. */
    reset(state) {
        Object.assign(this, { now: JSON.stringify(state), past: [], future: [], what: "" });
    }

    /** Note a state after a change. Changes of the same `what` that follow each other, such as
     *  letters that are typed, are one; without it each is one by itself. */
    note(state, what = "") {
        const next = JSON.stringify(state);
        if (next === this.now) {
            return;
        }
        if (!what || what !== this.what) {
            this.past = [...this.past, this.now].slice(-this.most);
        }
        Object.assign(this, { now: next, future: [], what });
    }

    /** The state before the last change; undefined: this is the first. */
    back() {
        return this.step("past", "future");
    }

    /** The state that was gone back from; undefined: there is none. */
    forth() {
        return this.step("future", "past");
    }

    step(from, to) {
        if (!this[from].length) {
            return;
        }
        this[to] = [...this[to], this.now];
        this.now = this[from].at(-1);
        this[from] = this[from].slice(0, -1);
        this.what = "";
        return JSON.parse(this.now);
    }
}
