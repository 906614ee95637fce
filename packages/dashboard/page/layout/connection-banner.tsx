import { Alert } from "@mantine/core";
import { IconPlugConnectedX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";

import { link, type Link } from "../api/link.ts";
import { selfQuery } from "../api/queries.ts";
import { useSignal } from "../api/signal.ts";

const WORDS: Readonly<Record<Exclude<Link, "up">, string>> = {
  lost: "The connection to the server is lost. Trying again …",
  unavailable: "The server cannot work just now. Trying again …",
};
const ASK_AGAIN_MS = 5_000;

/** Says over everything else that the server does not answer; it goes away by itself. */
export function ConnectionBanner() {
  const state = useSignal(link);
  // What failed may have been a change, which is not sent again: then nothing else would find the server back.
  useQuery({ ...selfQuery, refetchInterval: state === "up" ? false : ASK_AGAIN_MS });
  // It is there before its words are: only then are they read out.
  return (
    <div role="status" className="banner">
      {state !== "up" && (
        <Alert color="yellow" variant="outline" role="presentation" icon={<IconPlugConnectedX aria-hidden />}>
          {WORDS[state]}
        </Alert>
      )}
    </div>
  );
}
