/** The patterns of the conformance suite; see conformance/README.md. */
export class Patterns {
  private readonly bound = new Map<string, unknown>();

  constructor(private readonly now: () => number) {}

  /** @returns where and why it does not match, or undefined when it does */
  mismatch(pattern: unknown, value: unknown, at = "$"): string | undefined {
    if (typeof pattern === "string" && pattern.startsWith("$")) {
      return this.variable(pattern, value, at);
    }
    if (Array.isArray(pattern)) {
      if (!Array.isArray(value) || value.length !== pattern.length) {
        return `${at}: ${JSON.stringify(value)} is no array of ${pattern.length}`;
      }
      return first(pattern.map((one, index) => () => this.mismatch(one, value[index], `${at}[${index}]`)));
    }
    if (typeof pattern === "object" && pattern !== null) {
      if (typeof value !== "object" || value === null || Array.isArray(value)) {
        return `${at}: ${JSON.stringify(value)} is no object`;
      }
      const members = value as Record<string, unknown>;
      return first(
        Object.entries(pattern).map(
          ([name, one]) =>
            () =>
              this.mismatch(one, members[name], `${at}.${name}`),
        ),
      );
    }
    return pattern === value ? undefined : `${at}: ${JSON.stringify(value)} is not ${JSON.stringify(pattern)}`;
  }

  /** A value with what its variables stand for. */
  fill(template: unknown): unknown {
    if (typeof template === "string" && template.startsWith("$in:")) {
      return new Date(this.now() + Number(template.slice(4))).toISOString();
    }
    if (typeof template === "string" && template.startsWith("$ref:")) {
      return this.bound.get(template.slice(5));
    }
    if (Array.isArray(template)) {
      return template.map((one) => this.fill(one));
    }
    if (typeof template === "object" && template !== null) {
      return Object.fromEntries(Object.entries(template).map(([name, one]) => [name, this.fill(one)]));
    }
    return template;
  }

  private variable(variable: string, value: unknown, at: string): string | undefined {
    if (variable === "$absent") {
      return value === undefined ? undefined : `${at}: ${JSON.stringify(value)} is there`;
    }
    if (value === undefined) {
      return `${at}: is absent`;
    }
    if (variable === "$any") {
      return undefined;
    }
    const name = variable.slice("$ref:".length);
    if (!this.bound.has(name)) {
      this.bound.set(name, value);
    }
    return this.bound.get(name) === value ? undefined : `${at}: ${JSON.stringify(value)} is not ${variable}`;
  }
}

function first(checks: (() => string | undefined)[]): string | undefined {
  for (const check of checks) {
    const found = check();
    if (found) {
      return found;
    }
  }
  return undefined;
}
