/**
 * As much of a document as Plot needs to draw an SVG without a browser: elements, attributes, text, and their markup.
 * No selectors, no events, no layout.
 */
export class SvgNode {
  parentNode: SvgNode | null = null;
  readonly childNodes: SvgNode[] = [];
  readonly #attributes = new Map<string, string>();
  readonly style = { setProperty: (name: string, value: string): void => this.#addStyle(name, value) };
  readonly ownerDocument: typeof svgDocument;
  readonly tagName: string;
  readonly namespaceURI: string;
  #text: string | null;

  /** @param text of a text node, whose `tagName` is empty. */
  constructor(document: typeof svgDocument, namespaceURI: string, tagName: string, text: string | null = null) {
    this.ownerDocument = document;
    this.namespaceURI = namespaceURI;
    this.tagName = tagName;
    this.#text = text;
  }

  setAttribute(name: string, value: unknown): void {
    this.#attributes.set(name, String(value));
  }

  setAttributeNS(_namespace: string | null, name: string, value: unknown): void {
    this.setAttribute(name, value);
  }

  getAttribute(name: string): string | null {
    return this.#attributes.get(name) ?? null;
  }

  hasAttribute(name: string): boolean {
    return this.#attributes.has(name);
  }

  removeAttribute(name: string): void {
    this.#attributes.delete(name);
  }

  appendChild(child: SvgNode): SvgNode {
    return this.insertBefore(child, null);
  }

  append(...children: (SvgNode | string)[]): void {
    for (const child of children) {
      this.appendChild(typeof child === "string" ? this.ownerDocument.createTextNode(child) : child);
    }
  }

  insertBefore(child: SvgNode, next: SvgNode | null): SvgNode {
    child.parentNode?.removeChild(child);
    const place = next === null ? this.childNodes.length : this.childNodes.indexOf(next);
    this.childNodes.splice(place, 0, child);
    child.parentNode = this;
    return child;
  }

  removeChild(child: SvgNode): SvgNode {
    this.childNodes.splice(this.childNodes.indexOf(child), 1);
    child.parentNode = null;
    return child;
  }

  /** The elements among the child nodes. */
  get children(): SvgNode[] {
    return this.childNodes.filter(({ tagName }) => tagName !== "");
  }

  get firstChild(): SvgNode | null {
    return this.childNodes[0] ?? null;
  }

  set textContent(text: string) {
    if (this.tagName === "") this.#text = text;
    else {
      this.childNodes.length = 0;
      this.append(text);
    }
  }

  get textContent(): string {
    return this.#text ?? this.childNodes.map((child) => child.textContent).join("");
  }

  /** Plot asks its figure for listeners even where nobody can listen. */
  addEventListener(): void {}

  /** The markup of this element and all within it. */
  get outerHTML(): string {
    if (this.tagName === "") return escapeMarkup(this.#text ?? "");
    const attributes = [...this.#attributes].map(([name, value]) => ` ${name}="${attributeText(value)}"`).join("");
    return `<${this.tagName}${attributes}>${this.innerHTML}</${this.tagName}>`;
  }

  get innerHTML(): string {
    // A style sheet is no text of anybody else: in HTML its characters are taken as they stand.
    if (this.tagName === "style") return this.textContent;
    return this.childNodes.map((child) => child.outerHTML).join("");
  }

  #addStyle(name: string, value: string): void {
    const before = this.getAttribute("style");
    this.setAttribute("style", `${before === null ? "" : `${before};`}${name}:${value}`);
  }
}

/** A hundredth of a pixel is not seen: shorter coordinates make half the file. */
function attributeText(value: string): string {
  return escapeMarkup(value).replace(/-?\d+\.\d{3,}(?:e-\d+)?/gu, (number) =>
    String(Math.round(Number(number) * 100) / 100),
  );
}

/** Any text as text in markup, also inside an attribute: no character of it means anything. */
export function escapeMarkup(text: string): string {
  return text.replace(/[&<>"']/gu, (character) => ENTITIES[character]!);
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

export const SVG_NAMESPACE = "http://www.w3.org/2000/svg";
const HTML_NAMESPACE = "http://www.w3.org/1999/xhtml";

/** The document that Plot is given. */
export const svgDocument = {
  createElementNS: (namespace: string, name: string): SvgNode => new SvgNode(svgDocument, namespace, name),
  createElement: (name: string): SvgNode => new SvgNode(svgDocument, HTML_NAMESPACE, name),
  createTextNode: (text: string): SvgNode => new SvgNode(svgDocument, "", "", text),
  get documentElement(): SvgNode {
    return new SvgNode(svgDocument, HTML_NAMESPACE, "html");
  },
};
