// Prints the C++ side: packed structs whose memory is the wire block.
import type { EnumType, Field, Message, Schema } from "./schema.ts";

const CPP: Record<string, string> = {
  uint8: "std::uint8_t",
  uint16: "std::uint16_t",
  uint32: "std::uint32_t",
  uint64: "std::uint64_t",
  int64: "std::int64_t",
};

const cppType = (f: Field): string =>
  f.enumType?.name ??
  (f.primitive === "char" ? `Chars<${f.length}>` : (CPP[f.primitive] as string));
/** An enum begins as its first value: a field that says nothing must still be one that readers know. */
const initial = (f: Field): string =>
  f.enumType ? `${f.enumType.name}::${f.enumType.values[0]?.name}` : "";
const members = (fields: Field[]): string =>
  fields.map((f) => `  ${cppType(f)} ${f.name}{${initial(f)}};`).join("\n");

function enumText(e: EnumType): string {
  const rows = e.values.map((v) => `  ${v.name} = ${v.value},`).join("\n");
  const cases = e.values
    .map((v) => `    case ${e.name}::${v.name}:\n      return "${v.name}";`)
    .join("\n");
  return `enum class ${e.name} : ${CPP[e.primitive]} {\n${rows}\n};
/// Name of the value, or "?" for a byte outside the enum.
inline std::string_view to_string(${e.name} value) {
  switch (value) {
${cases}
  }
  return "?";
}
/// False for a byte that is outside the enum: every decoded enum must be checked before use.
inline bool is_valid(${e.name} value) { return to_string(value) != "?"; }`;
}

function structText(name: string, fields: Field[], head: string): string {
  return `struct ${name} {\n${head}${members(fields)}\n};\nstatic_assert(sizeof(${name}) == ${fields.reduce((n, f) => n + f.size, 0)});`;
}

function messageText(m: Message): string {
  const group = m.group
    ? `${structText(`${m.name}${cap(m.group.name)}`, m.group.fields, "")}\n`
    : "";
  const head = `  static constexpr std::uint16_t kTemplateId = ${m.id};
  static constexpr std::uint16_t kBlockLength = ${m.blockLength};
  static constexpr std::string_view kName = "${m.name}";\n`;
  return `${group}/// ${m.description || m.name}\n${structText(m.name, m.fields, head)}`;
}

const cap = (s: string): string => s.charAt(0).toUpperCase() + s.slice(1);

/** The whole header wire.h. */
export function emitCpp(schema: Schema): string {
  return `// Generated from contracts/wire/trading.xml by contracts/wire/generate.ts. Do not edit.
#pragma once
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace hft::wire {
inline constexpr std::uint16_t kSchemaId = ${schema.id};
inline constexpr std::uint16_t kSchemaVersion = ${schema.version};
#pragma pack(push, 1)
/// Fixed-width text, padded with zero bytes.
template <std::size_t N>
struct Chars {
  char data[N]{};
  /// The text up to the first zero byte.
  std::string_view view() const { return {data, ::strnlen(data, N)}; }
  bool empty() const { return data[0] == 0; }
  /// Longer text is cut at N characters.
  static Chars of(std::string_view text) {
    Chars out;
    std::memcpy(out.data, text.data(), std::min(text.size(), N));
    return out;
  }
  friend bool operator==(const Chars& a, const Chars& b) {
    return std::memcmp(a.data, b.data, N) == 0;
  }
  friend bool operator<(const Chars& a, const Chars& b) {
    return std::memcmp(a.data, b.data, N) < 0;
  }
};
struct MessageHeader {
  std::uint16_t blockLength{}, templateId{}, schemaId{}, version{};
};
struct GroupSize {
  std::uint16_t blockLength{}, numInGroup{};
};
${structText("FrameHeader", schema.frameHeader, "")}

${schema.enums.map(enumText).join("\n\n")}

${schema.messages.map(messageText).join("\n\n")}
#pragma pack(pop)
}  // namespace hft::wire
`;
}
