// Elements from values. Text is only ever set as text.

export function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

// Words of the handbook, isolated because their direction may differ from that of the words around them.
export function isolated(text) {
  return make("bdi", {}, text);
}

export function button(name, action, ...children) {
  const element = make("button", { type: "button", class: name }, ...children);
  element.addEventListener("click", action);
  return element;
}
