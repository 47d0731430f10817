import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

/** Every rule of axe, best practices included; one line per element that breaks one. */
export async function axeViolations(page: Page): Promise<string[]> {
  // There are no frames, so no second page is needed to put results together.
  const { violations, passes } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  if (passes.length === 0) throw new Error("axe looked at nothing");
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(" ")}`),
  );
}
