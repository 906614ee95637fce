import { Button, Center, Loader } from "@mantine/core";

interface EarlierButtonProps {
  readonly children: string;
  readonly busy: boolean;
  readonly onClick: () => void;
}

/** Asks for more at the end of a list. It stays enabled while that is under way, so that it keeps the focus. */
export function EarlierButton({ children, busy, onClick }: EarlierButtonProps) {
  return (
    <Center>
      <Button
        variant="default"
        aria-busy={busy}
        leftSection={busy && <Loader size={16} aria-hidden />}
        onClick={() => {
          if (!busy) onClick();
        }}
      >
        {children}
      </Button>
    </Center>
  );
}
