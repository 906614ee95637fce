import { QueryErrorResetBoundary } from "@tanstack/react-query";
import { Component, type ReactNode } from "react";

import { ApiError } from "../api/api-error.ts";
import { FaultAlert } from "./fault-alert.tsx";

/** Shows what a part could not be drawn for, in place of that part. */
export function FaultBoundary({ children }: { readonly children: ReactNode }) {
  return (
    <QueryErrorResetBoundary>
      {({ reset }) => <Boundary reset={reset}>{children}</Boundary>}
    </QueryErrorResetBoundary>
  );
}

interface BoundaryProps {
  readonly reset: () => void;
  readonly children: ReactNode;
}

class Boundary extends Component<BoundaryProps, { readonly error: unknown }> {
  override state = { error: undefined };

  static getDerivedStateFromError(error: unknown): { error: unknown } {
    return { error };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    // A part of the page that could not be loaded is not asked for again: after an update it has another name.
    const known = (error as unknown) instanceof ApiError;
    return (
      <FaultAlert
        error={error}
        retry={known ? this.#again : () => location.reload()}
        retryLabel={known ? undefined : "Reload the page"}
      />
    );
  }

  readonly #again = (): void => {
    this.props.reset();
    this.setState({ error: undefined });
  };
}
