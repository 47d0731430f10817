import type { FetcherParams } from "@graphiql/toolkit";
import { type DocumentNode, Kind, parse } from "graphql";

/** A request as the editor shows it, and its document. */
export interface Written {
  readonly params: FetcherParams;
  readonly documentAST: DocumentNode;
}

/**
 * The editor names the operation and holds the document that it parsed last, which in a tab just
 * opened are those of the tab before. The text is what the person sees, so the text decides.
 * Throws graphql's own error, with the place in it, where the text is no GraphQL.
 */
export function asWritten(params: FetcherParams): Written {
  const documentAST = parse(params.query);
  const names = documentAST.definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION ? [definition.name?.value] : [],
  );
  const isThere = names.includes(params.operationName ?? undefined);
  return {
    params: isThere ? params : { ...params, operationName: names[0] ?? null },
    documentAST,
  };
}
