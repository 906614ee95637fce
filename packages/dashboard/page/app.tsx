import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { QueryClientProvider } from "@tanstack/react-query";
import { Suspense } from "react";
import { Route, Router, Switch, useLocation } from "wouter";

import { queryClient } from "./api/query-client.ts";
import { FaultBoundary } from "./feedback/fault-boundary.tsx";
import { NotFound } from "./feedback/not-found.tsx";
import { PageSkeleton } from "./feedback/page-skeleton.tsx";
import { IssuedToken } from "./keys/issued-token.tsx";
import { KeysPage } from "./keys/keys-page.tsx";
import { Frame } from "./layout/frame.tsx";
import { SessionGate } from "./layout/session-gate.tsx";
import { mountPath, styleNonce } from "./settings.ts";
import { lazily } from "./lazily.ts";
import { cssVariables, theme } from "./theme.ts";

const KeyPage = lazily(() => import("./keys/one/key-page.tsx"), "KeyPage");
const RolesPage = lazily(() => import("./roles/roles-page.tsx"), "RolesPage");
const AuditPage = lazily(() => import("./audit/audit-page.tsx"), "AuditPage");

/** The page: its frame, and one of its parts by the address. */
export function App() {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      getStyleNonce={() => styleNonce}
      defaultColorScheme="auto"
    >
      <QueryClientProvider client={queryClient}>
        <Notifications position="bottom-right" />
        <Router base={mountPath}>
          <SessionGate>
            <Frame>
              <Parts />
            </Frame>
            <IssuedToken />
          </SessionGate>
        </Router>
      </QueryClientProvider>
    </MantineProvider>
  );
}

/** What went wrong in one part is not the next one's. */
function Parts() {
  const [path] = useLocation();
  return (
    <FaultBoundary key={path}>
      <Suspense fallback={<PageSkeleton />}>
        <Switch>
          <Route path="/" component={KeysPage} />
          <Route path="/keys/:id">{({ id }) => <KeyPage key={id} id={id} />}</Route>
          <Route path="/roles" component={RolesPage} />
          <Route path="/audit" component={AuditPage} />
          <Route component={NotFound} />
        </Switch>
      </Suspense>
    </FaultBoundary>
  );
}
