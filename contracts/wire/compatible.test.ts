import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { incompatibilities } from "./compatible.ts";
import { parseSchema } from "./schema.ts";

const XML = readFileSync(join(import.meta.dirname, "trading.xml"), "utf8");
const base = parseSchema(XML);

/** The schema after an edit; an edit that finds nothing to replace is a mistake of the test. */
function edited(from: string | RegExp, to: string): string {
  const xml = XML.replace(from, to);
  expect(xml).not.toBe(XML);
  return xml;
}
const raised = (xml: string) =>
  xml.replace(`version="${base.version}"`, `version="${base.version + 1}"`);
const problemsOf = (xml: string) => incompatibilities(base, parseSchema(raised(xml)));

const SIDE = '<field name="side" id="6" type="Side"/>';
const ORD_TYPE = '<field name="ordType" id="7" type="OrdType"/>';
const PING_END = /(<sbe:message name="Ping"[^>]*>[\s\S]*?)(\n {2}<\/sbe:message>)/;
const APPENDED = '$1\n    <field name="note" id="99" type="Text"/>$2';

describe("compatibility of the wire schema", () => {
  it("[SYS-010] accepts itself, an appended field, a new enum value and a new message", () => {
    expect(incompatibilities(base, base)).toEqual([]);
    expect(problemsOf(edited(PING_END, APPENDED))).toEqual([]);
    expect(problemsOf(edited("</enum>", '<validValue name="MAYBE">2</validValue></enum>'))).toEqual(
      [],
    );
    const message =
      '<sbe:message name="New" id="900"><field name="a" id="1" type="Px"/></sbe:message>';
    expect(problemsOf(edited("</sbe:messageSchema>", `${message}</sbe:messageSchema>`))).toEqual(
      [],
    );
  });

  it("[SYS-011] wants the version raised with anything that is added", () => {
    const next = parseSchema(edited(PING_END, APPENDED));
    expect(incompatibilities(base, next)).toEqual([
      `something was added: raise version ${base.version}`,
    ]);
    expect(incompatibilities(parseSchema(raised(XML)), base)[0]).toMatch(/version fell/);
  });

  it("[SYS-012] refuses a field that was removed, moved or given another type", () => {
    expect(problemsOf(edited(SIDE, ""))[0]).toBe("NewOrder.side was removed");
    expect(
      problemsOf(edited(new RegExp(`${SIDE}\\s*${ORD_TYPE}`), `${ORD_TYPE}${SIDE}`)),
    ).toContain("NewOrder.side was moved");
    expect(problemsOf(edited(SIDE, SIDE.replace('type="Side"', 'type="uint64"')))[0]).toBe(
      "NewOrder.side was Side and is uint64",
    );
    expect(
      problemsOf(
        edited(
          'name="Text" primitiveType="char" length="64"',
          'name="Text" primitiveType="char" length="80"',
        ),
      ),
    ).toContain("NewOrder.text was char[64] and is char[80]");
  });

  it("[SYS-013] refuses a message, a group or an enum value that is gone or means something else", () => {
    expect(problemsOf(edited('name="Ping"', 'name="Pang"'))[0]).toMatch(/was Ping and is Pang/);
    expect(problemsOf(edited(/<group name="levels"[\s\S]*?<\/group>/, ""))[0]).toMatch(
      /BookDelta: a repeating group/,
    );
    expect(problemsOf(edited('<validValue name="SELL">2<', '<validValue name="SELL">3<'))).toEqual([
      "Side.SELL was 2 and is 3",
    ]);
  });
});
