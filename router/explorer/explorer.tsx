import { GraphiQL } from "graphiql";
import { type ReactNode, useRef, useState } from "react";
import { examplesFor } from "./examples.ts";
import { createFetcher } from "./fetcher.ts";
import { LoginForm } from "./login-form.tsx";
import type { Session } from "./session.ts";
import { tabStorage } from "./tab-storage.ts";

const EXPIRED = "The router no longer takes this login. Log in again; the tabs stay.";

/** The page: a login, then the editor, which stays while somebody has to log in again. */
export function Explorer(): ReactNode {
  const [session, setSession] = useState<Session>();
  const [isRefused, setRefused] = useState(false);
  const bearer = useRef("");
  const [fetcher] = useState(() =>
    createFetcher(
      () => bearer.current,
      () => setRefused(true),
    ),
  );

  function enter(next: Session): void {
    bearer.current = next.bearer;
    setSession(next);
    setRefused(false);
  }

  if (!session) return <LoginForm notice={undefined} onLogin={enter} />;
  return (
    <>
      <Editor session={session} fetcher={fetcher} />
      {isRefused && (
        <div className="again">
          <LoginForm notice={EXPIRED} onLogin={enter} />
        </div>
      )}
    </>
  );
}

function Editor(props: { session: Session; fetcher: ReturnType<typeof createFetcher> }): ReactNode {
  const { session, fetcher } = props;
  const [examples] = useState(() =>
    examplesFor(session.accountId ?? "demo", `explorer-${Date.now()}`),
  );
  const [storage] = useState(() => tabStorage(localStorage));
  return (
    <GraphiQL
      fetcher={fetcher}
      schema={session.schema}
      storage={storage}
      defaultTabs={examples}
      defaultTheme="dark"
      defaultEditorToolsVisibility="variables"
      isHeadersEditorEnabled={false}
      showPersistHeadersSettings={false}
    >
      <GraphiQL.Logo>
        <span data-testid="who">{session.name}</span>
        <button type="button" className="log-out" onClick={() => location.reload()}>
          Log out
        </button>
      </GraphiQL.Logo>
    </GraphiQL>
  );
}
