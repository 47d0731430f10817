import type { CodegenConfig } from "@graphql-codegen/cli";

/** Types of the documents beside the components, from the composed graph. Run by `npm run generate`. */
const config: CodegenConfig = {
  schema: "../contracts/graphql/supergraph.graphql",
  documents: ["features/**/*.ts", "lib/**/*.ts"],
  ignoreNoDocuments: true,
  generates: {
    "./lib/graphql/generated/": {
      preset: "client",
      presetConfig: { fragmentMasking: false },
      config: {
        useTypeImports: true,
        enumsAsTypes: true,
        defaultScalarType: "unknown",
        scalars: {
          ID: "string",
          Decimal: "string",
          DateTimeNs: "string",
          Sequence: "string",
          Cursor: "string",
        },
      },
    },
  },
};

export default config;
