import "@mantine/core/styles.css";
import "@mantine/notifications/styles.css";
import "./page.css";

import { setNonce } from "get-nonce";
import { createRoot } from "react-dom/client";

import { queryClient } from "./api/query-client.ts";
import { selfQuery } from "./api/queries.ts";
import { App } from "./app.tsx";
import { styleNonce } from "./settings.ts";

setNonce(styleNonce);
// A page that a browser has kept to go back to shows what somebody saw who may have signed out since.
addEventListener("pageshow", ({ persisted }) => {
  if (persisted) location.reload();
});
// Asked for before the first component is drawn: everything waits for it.
void queryClient.prefetchQuery(selfQuery);
createRoot(document.getElementById("root") as HTMLElement).render(<App />);
