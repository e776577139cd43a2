import { Component } from "@odoo/owl";

let number = 0;

/**
 * A text with suggestions: what is offered can be chosen by typing a part of it, and what is not
 * offered can be written, because a table or a model may be still to come.
 */
export class Picker extends Component {
    static template = "odf_ui_builder.Picker";
    static props = {
        value: { type: String, optional: true },
        choices: { type: Array, element: { type: Object, shape: { value: String, "*": true } } },
        onChange: Function,
        onFocus: { type: Function, optional: true },
        readonly: { type: Boolean, optional: true },
        placeholder: { type: String, optional: true },
        name: { type: String, optional: true },
        label: { type: String, optional: true },
        class: { type: String, optional: true },
    };

    setup() {
        this.listId = `o_flow_picker_${++number}`;
    }

    onChange(event) {
        this.props.onChange(event.target.value.trim());
    }
}
